/// <reference types="vitest/config" />
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';

const server = process.env.DAYBOOK_ADDRESS ?? 'http://127.0.0.1:8080';

/** What every page needs comes in one file: each file costs its head, and sixty small ones cost as much as the font. */
const libraries = 'react|react-dom|scheduler|use-sync-external-store|@tabler|@tanstack/(?:(?:react-)?(?:query|router|store)|query-core|router-core|history|store)|i18next|react-i18next|@mantine/hooks|@mantine/core/esm/core';
const components = 'ActionIcon|Alert|Anchor|Avatar|Badge|Button|CloseButton|Group|Input|Loader|Skeleton|Stack|Text|TextInput|Title|Transition|UnstyledButton|VisuallyHidden';
const frame = 'AppLink|Deferred|EmptyState|ErrorState|NotFound|PageOpening|PersonAvatar|Shortcuts|notify|outbox/Outbox|quick-log/context|record-panel/(?:context|RecordPanelProvider)';
const base = new RegExp(`node_modules/(${libraries}|@mantine/core/esm/components/(${components}))/|src/(api|lib)/|src/components/(${frame})\\.`);

/** What lists and pages have beyond that, and what only pages of records are made of, likewise. */
const parts = /@mantine\/core\/esm\/(?:components\/(?:Checkbox|Chip|FloatingIndicator|SegmentedControl)|utils\/Inline)|src\/components\/(?:DateText|FieldValue|Money|RecordLink)/;
const pages = /node_modules\/(?!@tanstack|@dnd)|src\/components\/(?:act|attachments|committee|history|live|mentions|page|promises|tasks|timeline|ConfirmDialog|NewQuoteButton|Quiet|RecordMenu|SecretText|SkeletonRows|merge\/use-merge|record-panel\/use-record-form)/;

/** Sections of the English texts that lists, forms and the frame around them do not use: screens of their own bring them. */
const LATER = ['ledger', 'receivables', 'order', 'invoice', 'sale', 'trail', 'purchases', 'prices', 'quote', 'stock', 'contracts', 'import', 'handover', 'firstDay', 'results', 'orderImport'];

/** Gives the parts of locales/en.json as the modules "texts:first" and "texts:later". */
function texts(): Plugin {
    const file = fileURLToPath(new URL('./src/locales/en.json', import.meta.url));
    return {
        name: 'texts',
        resolveId: (id) => (id.startsWith('texts:') ? `\0${id}` : undefined),
        load(id) {
            if (!id.startsWith('\0texts:')) return undefined;
            this.addWatchFile(file);
            const later = id.endsWith(':later');
            const sections = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as object).filter(([name]) => LATER.includes(name) === later);
            return `export default ${JSON.stringify(Object.fromEntries(sections))}`;
        },
    };
}

export default defineConfig({
    plugins: [react(), texts()],
    resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
    server: { host: '127.0.0.1', proxy: { '/api': server } },
    build: {
        target: 'es2022',
        assetsInlineLimit: 0,
        rolldownOptions: {
            output: { codeSplitting: { groups: [{ name: 'base', test: base, priority: 2 }, { name: 'parts', test: parts, priority: 1 }, { name: 'pages', test: pages, minShareCount: 4 }] } },
        },
    },
    test: {
        environment: 'jsdom',
        setupFiles: ['src/test-setup.ts'],
        include: ['src/**/*.test.{ts,tsx}'],
    },
});
