import { describe, expect, it } from 'vitest';
import { addDays, addMonths, monthOf, quarterOf, weeksOf } from './calendar';

describe('calendar days', () => {
    it('months and years run on', () => {
        expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
        expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
        expect(addMonths('2026-11', 2)).toBe('2027-01');
        expect(addMonths('2026-01', -1)).toBe('2025-12');
        expect(monthOf(2027, 1)).toEqual(['2027-02-01', '2027-02-28']);
        expect(quarterOf(2026, 4)).toEqual(['2027-01-01', '2027-03-31']);
    });

    it('a month lies in whole weeks', () => {
        const weeks = weeksOf('2026-11');
        expect(weeks.map((week) => week[0])).toEqual(['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30']);
        expect(weeks.at(-1)!.at(-1)).toBe('2026-12-06');
        expect(weeksOf('2027-02')).toHaveLength(4);
    });
});
