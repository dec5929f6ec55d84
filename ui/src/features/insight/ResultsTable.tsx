import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppLink } from '~/components/AppLink';
import { Money } from '~/components/Money';
import { keyText, type ResultRow, type SortKey, sortRows } from '~/lib/results';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import classes from './Results.module.css';

type Props = { rows: ResultRow[]; total: ResultRow | undefined; by: string; label: string; filter: Search };

/** The filter of the opportunities that a row is made of. */
function rowFilter(by: string, key: ResultRow['key']): Search {
    if (by === 'closed_on.quarter') {
        const match = /^(\d{4})-Q([1-4])$/.exec(keyText(key));
        if (!match) return { 'closed_on.null': 'true' };
        const [year, quarter] = [Number(match[1]), Number(match[2])];
        const last = new Date(Date.UTC(year, quarter * 3, 0)).toISOString().slice(0, 10);
        return { 'closed_on.gte': `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`, 'closed_on.lte': last };
    }
    if (key === null) return { [`${by}.null`]: 'true' };
    return { [by]: typeof key === 'object' ? String(key.id) : String(key) };
}

export function ResultsTable({ rows, total, by, label, filter }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const [sort, setSort] = useState<{ by: SortKey; descending: boolean }>({ by: 'wonValue', descending: true });
    const { 'outcome.in': _, ...period } = filter;
    const columns: { key: SortKey; label: string }[] = [
        { key: 'key', label },
        { key: 'won', label: t('results.won') },
        { key: 'lost', label: t('results.lost') },
        { key: 'winRate', label: t('results.winRate') },
        { key: 'wonValue', label: t('results.value') },
        { key: 'medianDays', label: t('results.days') },
    ];
    const link = (row: ResultRow | null, outcome: string) => ({ ...period, ...(row ? rowFilter(by, row.key) : {}), outcome });
    const cells = (row: ResultRow, of: ResultRow | null) => (
        <>
            <td>
                <AppLink to="/opportunities" search={link(of, 'won')}>
                    {format.number(row.won)}
                </AppLink>
            </td>
            <td>
                <AppLink to="/opportunities" search={link(of, 'lost')}>
                    {format.number(row.lost)}
                </AppLink>
            </td>
            <td>
                <span className={classes.rate}>
                    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
                        <rect className={classes.track} width="100" height="6" rx="1" />
                        <rect width={(row.winRate ?? 0) * 100} height="6" rx="1" />
                    </svg>
                    {row.winRate === null ? '–' : format.percentage(row.winRate * 100)}
                </span>
            </td>
            <td>
                {row.wonValue.map((money) => (
                    <div key={money.currency}>
                        <AppLink to="/opportunities" search={{ ...link(of, 'won'), currency: money.currency }}>
                            <Money amount={money.value} currency={money.currency} />
                        </AppLink>
                    </div>
                ))}
            </td>
            <td>{row.medianDays === null ? '–' : format.number(row.medianDays)}</td>
        </>
    );
    return (
        <div className={classes.frame} tabIndex={0} role="region" aria-label={t('results.table')}>
            <table className={classes.table}>
                <thead>
                    <tr>
                        {columns.map((column) => (
                            <th key={column.key} scope="col" aria-sort={sort.by === column.key ? (sort.descending ? 'descending' : 'ascending') : undefined}>
                                <button type="button" onClick={() => setSort({ by: column.key, descending: sort.by === column.key ? !sort.descending : column.key !== 'key' })}>
                                    {column.label}
                                    {sort.by === column.key && <span aria-hidden>{sort.descending ? ' ↓' : ' ↑'}</span>}
                                </button>
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {sortRows(rows, sort.by, sort.descending).map((row) => (
                        <tr key={JSON.stringify(row.key)}>
                            <th scope="row" dir="auto">
                                {keyText(row.key) || t('results.noValue')}
                            </th>
                            {cells(row, row)}
                        </tr>
                    ))}
                </tbody>
                {total && (
                    <tfoot>
                        <tr>
                            <th scope="row">{t('results.total')}</th>
                            {cells(total, null)}
                        </tr>
                    </tfoot>
                )}
            </table>
        </div>
    );
}
