/** Periods by the day on which a deal closed. */
import { dayOf, quarterOf } from '~/lib/calendar';
import { today } from '~/lib/format';
import type { Search } from '~/lib/search-params';

export const PERIODS = ['all', 'this_quarter', 'last_quarter', 'this_year', 'last_year', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

/** First and last day; an empty one leaves that end open. */
function rangeOf(period: Period, { from = '', until = '' }: Search, now: Date): [string, string] {
    const year = now.getFullYear();
    const index = Math.floor(now.getMonth() / 3);
    switch (period) {
        case 'this_quarter':
            return quarterOf(year, index);
        case 'last_quarter':
            return quarterOf(year, index - 1);
        case 'this_year':
            return [dayOf(year, 0, 1), dayOf(year, 11, 31)];
        case 'last_year':
            return [dayOf(year - 1, 0, 1), dayOf(year - 1, 11, 31)];
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
    return { from: dayOf(now.getFullYear(), 0, 1), until: today(now) };
}

/** The days of a group such as "2017-Q3", within the period that is shown. */
export function quarterFilter(text: string, period: Search): Search {
    const match = /^(\d{4})-Q([1-4])$/.exec(text);
    if (!match) return { 'closed_on.null': 'true' };
    const [first, last] = quarterOf(Number(match[1]), Number(match[2]) - 1);
    const { 'closed_on.gte': from = first, 'closed_on.lte': until = last } = period;
    return { 'closed_on.gte': from > first ? from : first, 'closed_on.lte': until < last ? until : last };
}
