/** The address of the pipeline says which layout, which deals and which period; this is what it asks the server. */
import { closedSince } from '~/lib/board';
import { dayOf, monthOf, quarterOf, weeksOf } from '~/lib/calendar';
import { today } from '~/lib/format';
import { type Search, without } from '~/lib/search-params';

export const LAYOUTS = ['board', 'list', 'calendar'] as const;
export type Layout = (typeof LAYOUTS)[number];

export const PERIODS = ['all', 'this_month', 'this_quarter', 'next_quarter', 'this_year', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

export function layoutOf({ layout }: Search): Layout {
    return LAYOUTS.find((name) => name === layout) ?? 'board';
}

export function periodOf({ period }: Search): Period {
    return PERIODS.find((name) => name === period) ?? 'all';
}

/** First and last day on which the deals of a period are expected to close; an empty one leaves that end open. */
export function periodDays(search: Search, now: Date): [string, string] {
    const year = now.getFullYear();
    const index = Math.floor(now.getMonth() / 3);
    switch (periodOf(search)) {
        case 'this_month':
            return monthOf(year, now.getMonth());
        case 'this_quarter':
            return quarterOf(year, index);
        case 'next_quarter':
            return quarterOf(year, index + 1);
        case 'this_year':
            return [dayOf(year, 0, 1), dayOf(year, 11, 31)];
        case 'custom':
            return [search.from ?? '', search.until ?? ''];
        case 'all':
            return ['', ''];
    }
}

/** What narrows the deals, in the words of the API: the same for all layouts, and for a list of all opportunities. */
export function dealFilters(search: Search, now: Date): Search {
    const [from, until] = periodDays(search, now);
    return {
        ...without(search, 'pipeline', 'layout', 'period', 'from', 'until', 'month', 'sort', 'view'),
        ...(from && { 'expected_close.gte': from }),
        ...(until && { 'expected_close.lte': until }),
    };
}

/** Won and lost deals are many: without a period only what has closed lately is shown. */
export function closedDays(search: Search, now: Date): string {
    return periodOf(search) === 'all' ? closedSince(now) : '1900-01-01';
}

export function monthShown({ month }: Search, now: Date): string {
    return /^\d{4}-(0[1-9]|1[0-2])$/.test(month ?? '') ? month! : today(now).slice(0, 7);
}

/** The open deals of the weeks that a month lies in, as far as the period reaches. */
export function monthFilters(search: Search, now: Date): Search {
    const filters = dealFilters(search, now);
    const days = weeksOf(monthShown(search, now)).flat();
    const { 'expected_close.gte': from = '', 'expected_close.lte': until = '9999-12-31' } = filters;
    const [first, last] = [days[0]!, days.at(-1)!];
    return { ...filters, outcome: 'open', 'expected_close.gte': from > first ? from : first, 'expected_close.lte': until < last ? until : last };
}
