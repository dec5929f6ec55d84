/** Which statements there are, and of what time. */
import { dayOf } from '~/lib/calendar';
import type { Search } from '~/lib/search-params';

export const STATEMENTS = ['income', 'balance', 'trial', 'sales'] as const;
export type StatementName = (typeof STATEMENTS)[number];

export const COLUMNS = ['month', 'quarter', 'year'] as const;

export const SECTIONS = ['asset', 'liability', 'equity', 'revenue', 'contra_revenue', 'cost_of_sales', 'expense', 'other_income'] as const;

export type Span = { from: string; to: string };

/** What statements can be narrowed to, and which records that are. */
export const DIMENSIONS = { customer: 'account', product: 'product', salesperson: 'user', branch: 'branch' } as const;
export type Dimension = keyof typeof DIMENSIONS;

/** The address names one: "customer=7". */
export function readAbout(search: Search): { dimension: Dimension; id: number } | null {
    for (const dimension of Object.keys(DIMENSIONS) as Dimension[]) {
        const id = Number(search[dimension]);
        if (Number.isSafeInteger(id) && id > 0) return { dimension, id };
    }
    return null;
}

/** As queries and links take it. */
export function aboutQuery(search: Search): Search {
    const about = readAbout(search);
    return about === null ? {} : { [about.dimension]: String(about.id) };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The year so far, to the end of its month, unless the address says otherwise. */
export function readSpan(search: Search, now: Date): Span {
    const given = (name: string) => (typeof search[name] === 'string' && DAY.test(search[name]) ? search[name] : null);
    return { from: given('from') ?? dayOf(now.getFullYear(), 0, 1), to: given('to') ?? dayOf(now.getFullYear(), now.getMonth() + 1, 0) };
}
