/** Won and lost by group, from the grouped figures of the opportunities. Money is kept per currency and exact. */
import type { CurrencyFigure, SummaryGroup } from '~/api/types';

type KeyValue = SummaryGroup['key'][string];

export type ResultRow = {
    /** The group's value as the API gave it: a record, a text or none. */
    key: KeyValue;
    won: number;
    lost: number;
    /** won ÷ (won + lost); null when nothing was decided. */
    winRate: number | null;
    wonValue: CurrencyFigure[];
    averageValue: CurrencyFigure[];
    /** Median of the days from opening to closing, won and lost apart. */
    wonDays: number | null;
    lostDays: number | null;
};

const NOTHING = { won: 0, lost: 0, winRate: null, wonValue: [], averageValue: [], wonDays: null, lostDays: null };

export function keyText(key: KeyValue): string {
    if (key === null) return '';
    return typeof key === 'object' ? (key.title ?? String(key.id)) : String(key);
}

export function keyIdentity(key: KeyValue): string {
    return typeof key === 'object' && key !== null ? `#${key.id}` : JSON.stringify(key);
}

function moneyOf(figures: SummaryGroup['sum']): CurrencyFigure[] {
    const amounts = figures.amount;
    return Array.isArray(amounts) ? amounts : [];
}

function daysOf(group: SummaryGroup): number | null {
    const figure = group.median.cycle_days;
    return typeof figure === 'number' ? figure : null;
}

function withGroup(row: ResultRow, group: SummaryGroup): ResultRow {
    const next =
        group.key.outcome === 'won'
            ? { ...row, won: group.count, wonValue: moneyOf(group.sum), averageValue: moneyOf(group.average), wonDays: daysOf(group) }
            : { ...row, lost: group.count, lostDays: daysOf(group) };
    return { ...next, winRate: next.won / (next.won + next.lost) };
}

/** Groups come once per outcome; they become one row each. Open deals are no results. */
export function resultRows(groups: SummaryGroup[], by: string): ResultRow[] {
    const rows = new Map<string, ResultRow>();
    for (const group of groups) {
        if (group.key.outcome !== 'won' && group.key.outcome !== 'lost') continue;
        const key = group.key[by] ?? null;
        rows.set(keyIdentity(key), withGroup(rows.get(keyIdentity(key)) ?? { key, ...NOTHING }, group));
    }
    return [...rows.values()];
}

/** All groups in one row. */
export function totalRow(groups: SummaryGroup[]): ResultRow | undefined {
    return resultRows(groups, 'all of them')[0];
}

export type SortKey = keyof ResultRow;

/** Amounts in several currencies have no common order: the first currency decides. Rows without a value come last. */
export function sortRows(rows: ResultRow[], by: SortKey, descending: boolean): ResultRow[] {
    const value = (row: ResultRow): number | string => {
        if (by === 'key') return keyText(row.key).toLowerCase();
        const figure = row[by];
        if (Array.isArray(figure)) return figure.length === 0 ? -Infinity : Number(figure[0]!.value);
        return (figure as number | null) ?? -Infinity;
    };
    const sign = descending ? -1 : 1;
    const empty = (row: ResultRow) => value(row) === -Infinity || value(row) === '';
    return [...rows].sort((a, b) => Number(empty(a)) - Number(empty(b)) || (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0));
}

/** The largest amount of each currency, which the share bars are measured by. */
export function largestValues(rows: ResultRow[]): Map<string, number> {
    const largest = new Map<string, number>();
    for (const { currency, value } of rows.flatMap((row) => row.wonValue)) largest.set(currency, Math.max(largest.get(currency) ?? 0, Number(value)));
    return largest;
}
