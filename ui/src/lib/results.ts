/** Won and lost by group, from the grouped figures of the opportunities. Money is kept per currency and exact. */
import type { components } from '~/api/schema';

type Group = components['schemas']['SummaryGroup'];
type KeyValue = Group['key'][string];

export type Money = { currency: string; value: string };

export type ResultRow = {
    /** The group's value as the API gave it: a record, a text or none. */
    key: KeyValue;
    won: number;
    lost: number;
    /** won ÷ (won + lost); null when nothing was decided. */
    winRate: number | null;
    wonValue: Money[];
    medianDays: number | null;
};

export function keyText(key: KeyValue): string {
    if (key === null) return '';
    return typeof key === 'object' ? (key.title ?? String(key.id)) : String(key);
}

function identity(key: KeyValue): string {
    return typeof key === 'object' && key !== null ? `#${key.id}` : JSON.stringify(key);
}

function moneyOf(group: Group, field: string): Money[] {
    const figures = group.sum[field];
    return Array.isArray(figures) ? figures : [];
}

function numberOf(group: Group, field: string): number | null {
    const figure = group.median[field];
    return typeof figure === 'number' ? figure : null;
}

/** Groups come once per outcome; they become one row each. Open deals are no results. */
export function resultRows(groups: Group[], by: string): ResultRow[] {
    const rows = new Map<string, ResultRow>();
    for (const group of groups) {
        const key = group.key[by] ?? null;
        const outcome = group.key.outcome;
        if (outcome !== 'won' && outcome !== 'lost') continue;
        const row = rows.get(identity(key)) ?? { key, won: 0, lost: 0, winRate: null, wonValue: [], medianDays: null };
        if (outcome === 'won') {
            row.won = group.count;
            row.wonValue = moneyOf(group, 'amount');
            row.medianDays = numberOf(group, 'cycle_days');
        } else {
            row.lost = group.count;
        }
        row.winRate = row.won / (row.won + row.lost);
        rows.set(identity(key), row);
    }
    return [...rows.values()];
}

export type SortKey = 'key' | 'won' | 'lost' | 'winRate' | 'wonValue' | 'medianDays';

/** Values in several currencies have no common order: the first currency's decides. */
export function sortRows(rows: ResultRow[], by: SortKey, descending: boolean): ResultRow[] {
    const value = (row: ResultRow): number | string => {
        if (by === 'key') return keyText(row.key).toLowerCase();
        if (by === 'wonValue') return Number(row.wonValue[0]?.value ?? 0);
        return row[by] ?? -1;
    };
    const sign = descending ? -1 : 1;
    return [...rows].sort((a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0));
}
