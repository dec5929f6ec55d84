import { useDroppable } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import type { Board, Opportunity, Stage } from '~/api/overviews';
import { AppLink } from '~/components/AppLink';
import { Money } from '~/components/Money';
import type { Search } from '~/lib/search-params';
import { DraggableCard } from './DealCard';
import classes from './Pipeline.module.css';

type Props = {
    column: Board['stages'][number];
    stages: Stage[];
    query: Search;
    /** On a phone one column is seen at a time. */
    shown: boolean;
    isMoving: (id: number) => boolean;
    onMove: (deal: Opportunity, stage: Stage) => void;
};

export function Column({ column, stages, query, shown, isMoving, onMove }: Props) {
    const { t } = useTranslation();
    const { stage, items, totals, count } = column;
    const { setNodeRef, isOver } = useDroppable({ id: stage.id });
    const { pipeline: _, ...filters } = query;
    return (
        <section ref={setNodeRef} className={classes.column} data-over={isOver || undefined} data-shown={shown || undefined} data-outcome={stage.outcome} aria-label={stage.name}>
            <header className={classes.columnHead}>
                <h2>
                    {stage.name} <span className={classes.count}>{count}</span>
                </h2>
                {totals.map((total) => (
                    <div key={total.currency} className={classes.totals}>
                        <Money amount={total.amount} currency={total.currency} short />
                        {stage.outcome === 'open' && (
                            <span className={classes.weighted}>
                                {t('account.weighted')} <Money amount={total.weighted} currency={total.currency} short />
                            </span>
                        )}
                    </div>
                ))}
            </header>
            <ul className={classes.cards}>
                {items.map((deal) => (
                    <DraggableCard key={deal.id} deal={deal} stages={stages} onMove={onMove} moving={isMoving(deal.id)} />
                ))}
                {items.length === 0 && <li className={classes.empty}>{t('board.emptyStage')}</li>}
            </ul>
            {column.next !== null && (
                <AppLink to="/opportunities" search={{ ...filters, stage: String(stage.id) }} className={classes.more}>
                    {t('board.all', { count })}
                </AppLink>
            )}
        </section>
    );
}
