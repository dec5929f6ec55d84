import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppLink } from '~/components/AppLink';
import { Money } from '~/components/Money';
import { keyIdentity, keyText, largestValues, type ResultRow, type SortKey, sortRows } from '~/lib/results';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { quarterFilter } from './periods';
import classes from './Results.module.css';

type Props = { rows: ResultRow[]; total: ResultRow | undefined; by: string; label: string; period: Search };

/** The filter of the opportunities that a row is made of. */
function rowFilter(by: string, key: ResultRow['key'], period: Search): Search {
    if (by === 'closed_on.quarter') return { ...period, ...quarterFilter(keyText(key), period) };
    if (key === null) return { ...period, [`${by}.null`]: 'true' };
    return { ...period, [by]: typeof key === 'object' ? String(key.id) : String(key) };
}

function Bar({ share }: { share: number }) {
    return (
        <svg className={classes.bar} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
            <rect className={classes.track} width="100" height="6" rx="1" />
            <rect width={share * 100} height="6" rx="1" />
        </svg>
    );
}

type CellsProps = { row: ResultRow; filter: Search; /** What a full bar stands for; absent where a bar would tell nothing. */ largest?: Map<string, number> };

function Cells({ row, filter, largest }: CellsProps) {
    const format = useFormat();
    const days = (value: number | null) => (value === null ? '–' : format.number(value));
    const count = (outcome: 'won' | 'lost') => (
        <td>
            <AppLink to="/opportunities" search={{ ...filter, outcome }}>
                {format.number(row[outcome])}
            </AppLink>
        </td>
    );
    return (
        <>
            {count('won')}
            {count('lost')}
            <td>
                <span className={classes.measured}>
                    <Bar share={row.winRate ?? 0} />
                    <span>{row.winRate === null ? '–' : format.percentage(row.winRate * 100, 1)}</span>
                </span>
            </td>
            <td>
                {row.wonValue.map(({ currency, value }) => (
                    <div key={currency} className={classes.measured}>
                        {largest && <Bar share={Number(value) / (largest.get(currency) || 1)} />}
                        <AppLink to="/opportunities" search={{ ...filter, outcome: 'won', currency }}>
                            <Money amount={value} currency={currency} />
                        </AppLink>
                    </div>
                ))}
            </td>
            <td className={classes.wide}>
                {row.averageValue.map(({ currency, value }) => (
                    <div key={currency}>{format.moneyRounded(value, currency)}</div>
                ))}
            </td>
            <td className={classes.wide}>{days(row.wonDays)}</td>
            <td className={classes.wide}>{days(row.lostDays)}</td>
        </>
    );
}

type Sort = { by: SortKey; descending: boolean };

function Heads({ label, sort, onSort }: { label: string; sort: Sort; onSort: (sort: Sort) => void }) {
    const { t } = useTranslation();
    const columns: { key: SortKey; label: string; wide?: boolean }[] = [
        { key: 'key', label },
        { key: 'won', label: t('results.won') },
        { key: 'lost', label: t('results.lost') },
        { key: 'winRate', label: t('results.winRate') },
        { key: 'wonValue', label: t('results.value') },
        { key: 'averageValue', label: t('results.average'), wide: true },
        { key: 'wonDays', label: t('results.daysToWin'), wide: true },
        { key: 'lostDays', label: t('results.daysToLose'), wide: true },
    ];
    return (
        <tr>
            {columns.map((column) => {
                const sorted = sort.by === column.key;
                return (
                    <th key={column.key} scope="col" className={column.wide ? classes.wide : undefined} aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}>
                        <button type="button" onClick={() => onSort({ by: column.key, descending: sorted ? !sort.descending : column.key !== 'key' })}>
                            {column.label}
                            {sorted && <span aria-hidden>{sort.descending ? ' ↓' : ' ↑'}</span>}
                        </button>
                    </th>
                );
            })}
        </tr>
    );
}

export function ResultsTable({ rows, total, by, label, period }: Props) {
    const { t } = useTranslation();
    const inTime = by === 'closed_on.quarter';
    const [sort, setSort] = useState<Sort>({ by: inTime ? 'key' : 'wonValue', descending: !inTime });
    const largest = largestValues(rows);
    return (
        <div className={classes.frame} tabIndex={0} role="group" aria-label={t('results.table')}>
            <table className={classes.table}>
                <thead>
                    <Heads label={label} sort={sort} onSort={setSort} />
                </thead>
                <tbody>
                    {sortRows(rows, sort.by, sort.descending).map((row) => (
                        <tr key={keyIdentity(row.key)}>
                            <th scope="row" dir="auto">
                                {keyText(row.key) || t('results.noValue')}
                            </th>
                            <Cells row={row} filter={rowFilter(by, row.key, period)} largest={largest} />
                        </tr>
                    ))}
                </tbody>
                {total && (
                    <tfoot>
                        <tr>
                            <th scope="row">{t('results.total')}</th>
                            <Cells row={total} filter={period} />
                        </tr>
                    </tfoot>
                )}
            </table>
        </div>
    );
}
