import { describe, expect, it } from 'vitest';
import { closedDays, dealFilters, monthFilters, monthShown } from './view';

const NOW = new Date(2026, 10, 23);

describe('the address of the pipeline', () => {
    it('asks the server for the deals of the period, and not for what only the screen knows', () => {
        expect(dealFilters({ pipeline: '1', layout: 'calendar', month: '2026-12', sort: '-amount', owner: '3', period: 'next_quarter' }, NOW)).toEqual({
            owner: '3',
            'expected_close.gte': '2027-01-01',
            'expected_close.lte': '2027-03-31',
        });
    });

    it('a period of its own may be open at either end', () => {
        expect(dealFilters({ period: 'custom', until: '2026-12-31' }, NOW)).toEqual({ 'expected_close.lte': '2026-12-31' });
        expect(dealFilters({ from: '2026-01-01' }, NOW)).toEqual({});
    });

    it('with a period, closed deals of it are shown however long ago they closed', () => {
        expect(closedDays({}, NOW)).toBe('2026-08-25');
        expect(closedDays({ period: 'this_year' }, NOW)).toBe('1900-01-01');
    });

    it('the calendar asks for the open deals of its weeks, within the period', () => {
        expect(monthFilters({ month: '2026-12' }, NOW)).toEqual({ outcome: 'open', 'expected_close.gte': '2026-11-30', 'expected_close.lte': '2027-01-03' });
        expect(monthFilters({ month: '2026-12', period: 'this_year' }, NOW)).toMatchObject({ 'expected_close.lte': '2026-12-31' });
        expect(monthShown({ month: 'nonsense' }, NOW)).toBe('2026-11');
    });
});
