/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.DAYBOOK_ADDRESS ?? 'http://127.0.0.1:8080';

/** What every page needs comes in one file: each file costs its head, and sixty small ones cost as much as the font. */
const libraries = 'react|react-dom|scheduler|use-sync-external-store|@tanstack/(?:(?:react-)?(?:query|router|store)|query-core|router-core|history|store)|i18next|react-i18next|@mantine/hooks|@mantine/core/esm/core';
const components = 'ActionIcon|Alert|Anchor|Badge|Button|CloseButton|Group|Input|Loader|Skeleton|Stack|Text|TextInput|Title|Transition|UnstyledButton';
const base = new RegExp(`node_modules/(${libraries}|@mantine/core/esm/components/(${components}))/|src/(api|lib|locales/en)`);

export default defineConfig({
    plugins: [react()],
    resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
    server: { host: '127.0.0.1', proxy: { '/api': server } },
    build: {
        target: 'es2022',
        assetsInlineLimit: 0,
        rolldownOptions: {
            output: { codeSplitting: { groups: [{ name: 'base', test: base }] } },
        },
    },
    test: {
        environment: 'jsdom',
        setupFiles: ['src/test-setup.ts'],
        include: ['src/**/*.test.{ts,tsx}'],
    },
});
