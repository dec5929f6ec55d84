/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.DAYBOOK_ADDRESS ?? 'http://127.0.0.1:8080';

export default defineConfig({
    plugins: [react()],
    resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
    server: { host: '127.0.0.1', proxy: { '/api': server } },
    build: {
        target: 'es2022',
        assetsInlineLimit: 0,
        rolldownOptions: {
            output: {
                // Each file costs its head: what several screens share comes in a few files, not in sixty.
                chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, '')}-[hash].js`,
                assetFileNames: ({ names }) => `assets/${(names[0] ?? 'asset').replace(/~.*(?=\.)/, '').replace(/\.[^.]*$/, '')}-[hash][extname]`,
                codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 10_000 }] },
            },
        },
    },
    test: {
        environment: 'jsdom',
        setupFiles: ['src/test-setup.ts'],
        include: ['src/**/*.test.{ts,tsx}'],
    },
});
