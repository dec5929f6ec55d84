import { describe, expect, it } from 'vitest';
import { periodFilter, quarterFilter, yearSoFar } from './periods';

describe('periods of results', () => {
    it('the quarter before the first of a year is the last of the year before', () => {
        expect(periodFilter('last_quarter', {}, new Date(2026, 0, 15))).toEqual({ 'closed_on.gte': '2025-10-01', 'closed_on.lte': '2025-12-31' });
        expect(periodFilter('this_quarter', {}, new Date(2026, 1, 28))).toEqual({ 'closed_on.gte': '2026-01-01', 'closed_on.lte': '2026-03-31' });
    });

    it('all time narrows nothing', () => {
        expect(periodFilter('all', { from: '2026-01-01' }, new Date())).toEqual({});
    });

    it('a period of its own may be open at either end', () => {
        expect(periodFilter('custom', { from: '2017-03-01', until: '2017-04-30' }, new Date())).toEqual({ 'closed_on.gte': '2017-03-01', 'closed_on.lte': '2017-04-30' });
        expect(periodFilter('custom', { from: '2017-03-01' }, new Date())).toEqual({ 'closed_on.gte': '2017-03-01' });
        expect(yearSoFar(new Date(2026, 10, 23))).toEqual({ from: '2026-01-01', until: '2026-11-23' });
    });

    it('a quarter opens its own days, and no more of them than the period shows', () => {
        expect(quarterFilter('2017-Q1', {})).toEqual({ 'closed_on.gte': '2017-01-01', 'closed_on.lte': '2017-03-31' });
        expect(quarterFilter('2017-Q1', { 'closed_on.gte': '2017-03-15' })).toEqual({ 'closed_on.gte': '2017-03-15', 'closed_on.lte': '2017-03-31' });
        expect(quarterFilter('', {})).toEqual({ 'closed_on.null': 'true' });
    });
});
