/** The design language: one accent (a deep teal), warm greys, hairlines, an 8-pixel rhythm. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
    '#eef7f5', '#d8ebe8', '#b0d7d2', '#83c0b9', '#56a69e', '#318a82', '#17726b', '#0f5f59', '#0b4d48', '#073834',
];

const gray: MantineColorsTuple = [
    '#faf9f7', '#f4f2ef', '#e9e6e1', '#dad6cf', '#bdb8af', '#8d877c', '#686359', '#534f47', '#3a3731', '#23211e',
];

const dark: MantineColorsTuple = [
    '#dcd9d3', '#bfbbb3', '#a19c93', '#6b6760', '#484540', '#383530', '#2b2925', '#1e1d1a', '#171614', '#100f0e',
];

export const theme = createTheme({
    primaryColor: 'teal',
    primaryShade: { light: 7, dark: 6 },
    colors: { teal, gray, dark },
    black: '#23211e',
    fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif",
    headings: {
        fontWeight: '600',
        sizes: {
            h1: { fontSize: '1.5rem', lineHeight: '1.25' },
            h2: { fontSize: '1.125rem', lineHeight: '1.35' },
            h3: { fontSize: '1rem', lineHeight: '1.4' },
        },
    },
    fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
    spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
    defaultRadius: 'sm',
    cursorType: 'pointer',
    components: {
        Button: { defaultProps: { size: 'sm' } },
        ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
        TextInput: { defaultProps: { size: 'sm' } },
        Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
        // A menu begins with its first item: the empty element that would begin it is none of a menu's children.
        Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
        // A dialog's head is no banner of the page.
        Modal: {
            defaultProps: { centered: true, radius: 'md', attributes: { header: { role: 'presentation' } } },
            styles: { title: { fontWeight: 600, fontSize: 'var(--mantine-font-size-lg)' } },
        },
        Drawer: {
            defaultProps: { attributes: { header: { role: 'presentation' } } },
            styles: { title: { fontWeight: 600, fontSize: 'var(--mantine-font-size-lg)' } },
        },
        Anchor: { defaultProps: { underline: 'hover' } },
    },
});

/** Surfaces and text that both schemes name alike: `--surface`, `--surface-raised`, `--hairline`, `--accent-text`. */
export const cssVariables: CSSVariablesResolver = () => ({
    variables: {},
    light: {
        '--mantine-color-body': '#ffffff',
        '--mantine-color-dimmed': '#686359',
        '--mantine-color-placeholder': '#757065',
        '--mantine-color-error': '#b3261e',
        '--surface': '#faf9f7',
        '--surface-hover': '#f4f2ef',
        '--surface-raised': '#ffffff',
        '--surface-selected': '#e6f2f0',
        '--hairline': '#e5e1db',
        '--accent-text': '#0f5f59',
        '--good-text': '#1d6b34',
        '--warn-text': '#8a4b00',
        '--bad-text': '#b3261e',
    },
    dark: {
        '--mantine-color-body': '#1b1a17',
        '--mantine-color-dimmed': '#aba69d',
        '--mantine-color-placeholder': '#9a958b',
        '--mantine-color-error': '#ff9d94',
        '--mantine-color-anchor': '#83c0b9',
        '--mantine-color-teal-light': '#17332f',
        '--mantine-color-teal-light-hover': '#1d403b',
        '--mantine-color-teal-light-color': '#b0d7d2',
        '--surface': '#161513',
        '--surface-hover': '#26241f',
        '--surface-raised': '#22201d',
        '--surface-selected': '#15302d',
        '--hairline': '#35322d',
        '--accent-text': '#83c0b9',
        '--good-text': '#8fd19e',
        '--warn-text': '#f0b46a',
        '--bad-text': '#ff9d94',
    },
});
