import { useDroppable } from '@dnd-kit/core';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Board, Opportunity, Stage } from '~/api/overviews';
import { AppLink } from '~/components/AppLink';
import { Money } from '~/components/Money';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { DraggableCard } from './DraggableCard';
import { LostReasons } from './LostReasons';
import classes from './Pipeline.module.css';

/** So many cards of one stage are still a board; the rest is better read as a list. */
const MOST = 500;

type Props = {
    column: Board['stages'][number];
    stages: Stage[];
    filters: Search;
    /** Of won and lost deals those that closed on this day or later are shown. */
    since: string;
    mayMove: boolean;
    loadingMore: boolean;
    isMoving: (id: number) => boolean;
    onMove: (deal: Opportunity, stage: Stage) => void;
    onMore: () => void;
};

function ColumnHead({ column, list, recent }: { column: Props['column']; list: Search; recent: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { stage, totals, count } = column;
    const open = stage.outcome === 'open';
    return (
        <header className={classes.columnHead}>
            <h2>
                {stage.name} <span className={classes.count}>{format.number(count)}</span>
            </h2>
            {totals.map((total) => (
                <div key={total.currency} className={classes.totals}>
                    <AppLink to="/opportunities" search={{ ...list, currency: total.currency }}>
                        <Money amount={total.amount} currency={total.currency} short />
                    </AppLink>
                    <span className={classes.weighted}>
                        {open ? (
                            <>
                                {t('account.weighted')} <Money amount={total.weighted} currency={total.currency} short />
                            </>
                        ) : (
                            recent && t('board.recent')
                        )}
                    </span>
                </div>
            ))}
            {stage.outcome === 'lost' && <LostReasons list={list} />}
        </header>
    );
}

export function Column({ column, stages, filters, since, mayMove, loadingMore, isMoving, onMove, onMore }: Props) {
    const { t } = useTranslation();
    const { stage, items, count } = column;
    const quiet = new Map(column.quiet.map((mark) => [mark.id, mark]));
    const { setNodeRef, isOver } = useDroppable({ id: stage.id });
    const list: Search = { ...filters, stage: String(stage.id), ...(stage.outcome === 'open' ? {} : { 'closed_on.gte': since }) };
    return (
        <section ref={setNodeRef} className={classes.column} data-column data-over={isOver || undefined} data-outcome={stage.outcome} aria-label={stage.name}>
            <ColumnHead column={column} list={list} recent={filters['expected_close.gte'] === undefined && filters['expected_close.lte'] === undefined} />
            <ul className={classes.cards}>
                {items.map((deal) => (
                    <DraggableCard key={deal.id} deal={deal} quiet={quiet.get(deal.id)} stages={stages} onMove={onMove} disabled={!mayMove || isMoving(deal.id)} mayMove={mayMove} />
                ))}
                {items.length === 0 && <li className={classes.empty}>{t('board.emptyStage')}</li>}
                {column.next !== null && (
                    <li className={classes.more}>
                        {items.length < MOST ? (
                            <Button variant="subtle" size="compact-sm" loading={loadingMore} onClick={onMore}>
                                {t('board.more', { shown: items.length, count })}
                            </Button>
                        ) : (
                            <AppLink to="/opportunities" search={list}>
                                {t('board.all', { count })}
                            </AppLink>
                        )}
                    </li>
                )}
            </ul>
        </section>
    );
}
