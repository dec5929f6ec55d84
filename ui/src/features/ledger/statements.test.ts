import { describe, expect, it } from 'vitest';
import { readSpan } from './statements';

describe('the time of a statement', () => {
    const now = new Date(2026, 1, 10);

    it('is the year so far, to the end of the month', () => {
        expect(readSpan({}, now)).toEqual({ from: '2026-01-01', to: '2026-02-28' });
    });

    it('is what the address says', () => {
        expect(readSpan({ from: '2025-04-01', to: '2025-04-30' }, now)).toEqual({ from: '2025-04-01', to: '2025-04-30' });
    });

    it('takes no half-typed date', () => {
        expect(readSpan({ from: '2025-4', to: '' }, now)).toEqual({ from: '2026-01-01', to: '2026-02-28' });
    });
});
