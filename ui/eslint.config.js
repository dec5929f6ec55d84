import js from '@eslint/js';
import { readdirSync } from 'node:fs';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const features = readdirSync('src/features');

/** Shared code → features → app: a folder may not import one that stands above or beside it. */
const forbid = (files, patterns) => ({
    files,
    rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
    { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts'] },
    js.configs.recommended,
    ...tseslint.configs.recommended,
    hooks.configs.flat['recommended-latest'],
    {
        languageOptions: { globals: globals.browser },
        rules: {
            'max-lines': ['error', { max: 500 }],
            complexity: ['error', 25],
            'max-params': ['error', 6],
            eqeqeq: 'error',
            // We do not compile with the React compiler, which this rule warns for.
            'react-hooks/incompatible-library': 'off',
            'no-console': 'error',
            '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
        },
    },
    { files: ['*.config.*'], languageOptions: { globals: globals.node } },
    { files: ['**/*.cjs'], languageOptions: { globals: globals.node, sourceType: 'commonjs' } },
    forbid(
        ['src/{lib,api}/**'],
        [{ group: ['~/components/*', '~/features/*', '~/app/*', '**/features/**', '**/app/**'], message: 'lib and api stand below the screens.' }],
    ),
    forbid(
        ['src/components/**'],
        [{ group: ['~/features/*', '~/app/*', '**/features/**', '**/app/**'], message: 'Shared components do not know the screens.' }],
    ),
    ...features.map((feature) =>
        forbid(
            [`src/features/${feature}/**`],
            [
                { group: ['~/app/*', '**/app/**'], message: 'Screens do not know the app around them.' },
                {
                    group: features.filter((other) => other !== feature).flatMap((other) => [`~/features/${other}*`, `../${other}*`]),
                    message: 'Features never import each other; what both need belongs in components or lib.',
                },
            ].filter((pattern) => pattern.group.length > 0),
        ),
    ),
);
