/** Periods by the day on which a deal closed. */
import { today } from '~/lib/format';
import type { Search } from '~/lib/search-params';

export const PERIODS = ['all', 'this_quarter', 'last_quarter', 'this_year', 'last_year', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

function day(year: number, month: number, date: number): string {
    return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

/** First and last day of a quarter; quarter −1 of a year is the last of the year before. */
function quarter(year: number, index: number): [string, string] {
    return [day(year, index * 3, 1), day(year, index * 3 + 3, 0)];
}

/** First and last day; an empty one leaves that end open. */
function rangeOf(period: Period, { from = '', until = '' }: Search, now: Date): [string, string] {
    const year = now.getFullYear();
    const index = Math.floor(now.getMonth() / 3);
    switch (period) {
        case 'this_quarter':
            return quarter(year, index);
        case 'last_quarter':
            return quarter(year, index - 1);
        case 'this_year':
            return [day(year, 0, 1), day(year, 11, 31)];
        case 'last_year':
            return [day(year - 1, 0, 1), day(year - 1, 11, 31)];
        case 'custom':
            return [from, until];
        case 'all':
            return ['', ''];
    }
}

export function periodFilter(period: Period, search: Search, now: Date): Search {
    const [from, until] = rangeOf(period, search, now);
    return { ...(from && { 'closed_on.gte': from }), ...(until && { 'closed_on.lte': until }) };
}

/** What the fields of a period of one's own begin with: the year so far. */
export function yearSoFar(now: Date): { from: string; until: string } {
    return { from: day(now.getFullYear(), 0, 1), until: today(now) };
}

/** The days of a group such as "2017-Q3", within the period that is shown. */
export function quarterFilter(text: string, period: Search): Search {
    const match = /^(\d{4})-Q([1-4])$/.exec(text);
    if (!match) return { 'closed_on.null': 'true' };
    const [first, last] = quarter(Number(match[1]), Number(match[2]) - 1);
    const { 'closed_on.gte': from = first, 'closed_on.lte': until = last } = period;
    return { 'closed_on.gte': from > first ? from : first, 'closed_on.lte': until < last ? until : last };
}
