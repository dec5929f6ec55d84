import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll, vi } from 'vitest';
import { loadLaterTexts } from '~/lib/i18n';

beforeAll(loadLaterTexts);
afterEach(cleanup);

// What jsdom lacks and Mantine asks for.
window.matchMedia ??= vi.fn().mockImplementation((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
}));
window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
};
