import { describe, expect, it } from 'vitest';
import { periodFilter } from './periods';

describe('periods of results', () => {
    it('the quarter before the first of a year is the last of the year before', () => {
        expect(periodFilter('last_quarter', new Date(2026, 0, 15))).toEqual({ 'closed_on.gte': '2025-10-01', 'closed_on.lte': '2025-12-31' });
        expect(periodFilter('this_quarter', new Date(2026, 1, 28))).toEqual({ 'closed_on.gte': '2026-01-01', 'closed_on.lte': '2026-03-31' });
    });

    it('all time narrows nothing', () => {
        expect(periodFilter('all', new Date())).toEqual({});
    });
});
