/** The pipeline as a list: the deals of each stage below its name, in the order of the column that was pressed. */
import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Board, Opportunity, QuietMark, Stage } from '~/api/overviews';
import { AppLink } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import { useDealMove } from '~/components/move/use-deal-move';
import { PersonAvatar } from '~/components/PersonAvatar';
import { Quiet } from '~/components/Quiet';
import { RecordLink } from '~/components/RecordLink';
import { findField, useRecordType } from '~/lib/catalogue';
import { today } from '~/lib/format';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { LostReasons } from './LostReasons';
import { MoveMenu } from './MoveMenu';
import classes from './List.module.css';

type Props = {
    board: Board;
    filters: Search;
    since: string;
    sort: string;
    onSort: (sort: string) => void;
    loadingMore: boolean;
    onMore: () => void;
};

/** The columns; a phone shows the first three, and the day below the name. */
const COLUMNS = ['name', 'stage', 'amount', 'probability', 'expected_close', 'owner'] as const;
const SORTED = ['name', 'amount', 'probability', 'expected_close', 'owner'];

function Heads({ sort, onSort }: Pick<Props, 'sort' | 'onSort'>) {
    const type = useRecordType('opportunity');
    const [name, down] = sort.startsWith('-') ? [sort.slice(1), true] : [sort, false];
    const Arrow = down ? IconArrowDown : IconArrowUp;
    return (
        <thead>
            <tr>
                {COLUMNS.map((column) => {
                    const label = findField(type, column)?.label ?? column;
                    return (
                        <th key={column} scope="col" data-column={column} aria-sort={column !== name ? undefined : down ? 'descending' : 'ascending'}>
                            {SORTED.includes(column) ? (
                                <button type="button" onClick={() => onSort(column === name && !down ? `-${column}` : column)}>
                                    {label}
                                    {column === name && <Arrow size={14} aria-hidden />}
                                </button>
                            ) : (
                                label
                            )}
                        </th>
                    );
                })}
            </tr>
        </thead>
    );
}

type RowProps = { deal: Opportunity; quiet: QuietMark | undefined; stages: Stage[]; mayMove: boolean; busy: boolean; onMove: (deal: Opportunity, stage: Stage) => void };

function Close({ deal }: { deal: Opportunity }) {
    const late = deal.outcome === 'open' && deal.expected_close !== null && deal.expected_close < today();
    return (
        <span data-late={late || undefined}>
            <DateText date={deal.closed_on ?? deal.expected_close} />
        </span>
    );
}

function Row({ deal, quiet, stages, mayMove, busy, onMove }: RowProps) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <tr>
            <td data-column="name">
                <RecordLink type="opportunity" record={{ id: deal.id, title: deal.name }} fw={550} />
                <div className={classes.under}>
                    {deal.account && (
                        <span dir="auto" className={classes.account}>
                            {deal.account.title}
                        </span>
                    )}
                    {quiet && <Quiet mark={quiet} stage={deal.stage.title ?? ''} />}
                    <span className={classes.phoneOnly}>
                        <Close deal={deal} />
                    </span>
                </div>
            </td>
            <td data-column="stage">
                {mayMove ? (
                    <MoveMenu deal={deal} stages={stages} onMove={onMove}>
                        <Button variant="default" size="compact-sm" fw={400} loading={busy} rightSection={<IconChevronDown size={14} aria-hidden />} aria-label={t('pipeline.stageOf', { name: deal.name, stage: deal.stage.title ?? '' })}>
                            {deal.stage.title}
                        </Button>
                    </MoveMenu>
                ) : (
                    deal.stage.title
                )}
            </td>
            <td data-column="amount">
                <Money amount={deal.amount} currency={deal.currency} />
            </td>
            <td data-column="probability" className="tabular">
                {format.percentage(deal.probability)}
            </td>
            <td data-column="expected_close">
                <Close deal={deal} />
            </td>
            <td data-column="owner">
                {deal.owner && (
                    <span className={classes.owner}>
                        <PersonAvatar name={deal.owner.title ?? ''} size="xs" decorative />
                        {deal.owner.title}
                    </span>
                )}
            </td>
        </tr>
    );
}

function GroupHead({ column, list }: { column: Board['stages'][number]; list: Search }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { stage, count, totals } = column;
    return (
        <tr className={classes.group}>
            <th scope="rowgroup" colSpan={COLUMNS.length}>
                <div className={classes.groupLine}>
                    <h2>{stage.name}</h2>
                    <span className={classes.dim}>{format.number(count)}</span>
                    {totals.map((total) => (
                        <span key={total.currency}>
                            <AppLink to="/opportunities" search={{ ...list, currency: total.currency }}>
                                <Money amount={total.amount} currency={total.currency} short />
                            </AppLink>
                            {stage.outcome === 'open' && (
                                <span className={classes.dim}>
                                    {' '}
                                    {t('account.weighted')} <Money amount={total.weighted} currency={total.currency} short />
                                </span>
                            )}
                        </span>
                    ))}
                </div>
                {stage.outcome === 'lost' && <LostReasons list={list} open />}
            </th>
        </tr>
    );
}

export function List({ board, filters, since, sort, onSort, loadingMore, onMore }: Props) {
    const { t } = useTranslation();
    const mayMove = useRecordType('opportunity').may.update;
    const move = useDealMove();
    const stages = board.stages.map(({ stage }) => stage);
    return (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('pipeline.layouts.list')}>
            <table className={classes.table}>
                <Heads sort={sort} onSort={onSort} />
                {board.stages.map((column) => {
                    const { stage, items, count } = column;
                    const quiet = new Map(column.quiet.map((mark) => [mark.id, mark]));
                    const list: Search = { ...filters, stage: String(stage.id), ...(stage.outcome !== 'open' && { 'closed_on.gte': since }) };
                    return (
                        <tbody key={stage.id} aria-label={stage.name}>
                            <GroupHead column={column} list={list} />
                            {items.map((deal) => (
                                <Row key={deal.id} deal={deal} quiet={quiet.get(deal.id)} stages={stages} mayMove={mayMove} busy={move.moving === deal.id} onMove={move.to} />
                            ))}
                            {column.next !== null && (
                                <tr>
                                    <td colSpan={COLUMNS.length}>
                                        <Button variant="subtle" size="compact-sm" loading={loadingMore} onClick={onMore}>
                                            {t('board.more', { shown: items.length, count })}
                                        </Button>
                                    </td>
                                </tr>
                            )}
                        </tbody>
                    );
                })}
            </table>
            {move.dialog}
        </div>
    );
}
