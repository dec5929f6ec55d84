/** What is shown of receivables, and of what time. */
import { dayOf } from '~/lib/calendar';
import { today } from '~/lib/format';
import type { Search } from '~/lib/search-params';

export const VIEWS = ['ageing', 'collection', 'ledger', 'daybook', 'tax', 'approvals'] as const;
export type ViewName = (typeof VIEWS)[number] | 'open';

export const AGES = ['current', 'days_1_30', 'days_31_60', 'days_61_90', 'days_over_90', 'unapplied'] as const;
export const GROUPS = ['customer', 'salesperson', 'branch'] as const;
export const GROUP_TYPES = { customer: 'account', salesperson: 'user', branch: 'branch' } as const;

export type Span = { from: string; to: string };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const given = (search: Search, name: string) => (typeof search[name] === 'string' && DAY.test(search[name]) ? search[name] : null);

/** As it stands today, unless the address names a day. */
export const readDate = (search: Search) => given(search, 'date') ?? today();

/** A return is for the quarter before; all else for the year so far. */
export function readTime(search: Search, view: ViewName, now = new Date()): Span {
    const quarter = Math.floor(now.getMonth() / 3) * 3;
    const [from, to] = view === 'tax' ? [dayOf(now.getFullYear(), quarter - 3, 1), dayOf(now.getFullYear(), quarter, 0)] : [dayOf(now.getFullYear(), 0, 1), today(now)];
    return { from: given(search, 'from') ?? from, to: given(search, 'to') ?? to };
}
