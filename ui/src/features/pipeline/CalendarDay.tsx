import { useDroppable } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import type { Opportunity, QuietMark } from '~/api/overviews';
import type { SummaryGroup } from '~/api/types';
import { AppLink } from '~/components/AppLink';
import { Money } from '~/components/Money';
import { today } from '~/lib/format';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { DraggableDeal } from './CalendarCard';
import classes from './Calendar.module.css';

/** So many deals of one day are still a calendar; the rest is better read as a list. */
const MOST = 6;

type Props = {
    day: string;
    month: string;
    filters: Search;
    deals: Opportunity[];
    total: SummaryGroup | undefined;
    quiet: Map<number, QuietMark>;
    mayMove: boolean;
    moving: number | null;
};

/** A sum of each currency. */
function Amounts({ total }: { total: SummaryGroup | undefined }) {
    const sums = total?.sum.amount;
    if (!Array.isArray(sums)) return null;
    return (
        <span className={classes.amounts}>
            {sums.map(({ currency, value }) => (
                <Money key={currency} amount={value} currency={currency} short />
            ))}
        </span>
    );
}

export function CalendarDay({ day, month, filters, deals, total, quiet, mayMove, moving }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const { setNodeRef, isOver } = useDroppable({ id: day });
    const shown = deals.slice(0, MOST);
    const count = total?.count ?? deals.length;
    return (
        <section
            ref={setNodeRef}
            className={classes.day}
            aria-label={format.weekday(day, true)}
            data-outside={!day.startsWith(month) || undefined}
            data-empty={deals.length === 0 || undefined}
            data-today={day === today() || undefined}
            data-over={isOver || undefined}
        >
            <header className={classes.dayHead}>
                <span className={classes.number} aria-hidden>
                    {Number(day.slice(8))}
                </span>
                <span className={classes.dayName} aria-hidden>
                    {format.weekday(day)}
                </span>
                <Amounts total={total} />
            </header>
            <ul className={classes.deals}>
                {shown.map((deal) => (
                    <DraggableDeal key={deal.id} deal={deal} quiet={quiet.get(deal.id)} disabled={!mayMove || moving === deal.id} />
                ))}
                {count > shown.length && (
                    <li>
                        <AppLink to="/opportunities" search={{ ...filters, expected_close: day }} className={classes.more}>
                            {t('board.all', { count })}
                        </AppLink>
                    </li>
                )}
            </ul>
        </section>
    );
}
