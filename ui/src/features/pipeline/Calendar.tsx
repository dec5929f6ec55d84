/** The pipeline as a month: open deals on the day on which they are expected to close, carried to another by mouse, finger
 * or keyboard. */
import { type Announcements, DndContext, type DragEndEvent, DragOverlay, type UniqueIdentifier } from '@dnd-kit/core';
import { ActionIcon, Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, Opportunity } from '~/api/overviews';
import { readSummary } from '~/api/records';
import type { SummaryGroup } from '~/api/types';
import { AppLink } from '~/components/AppLink';
import { useRecordType } from '~/lib/catalogue';
import { addMonths, weeksOf } from '~/lib/calendar';
import { today } from '~/lib/format';
import { keys } from '~/lib/queries';
import { type Search, without } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { CalendarCard } from './CalendarCard';
import { CalendarDay } from './CalendarDay';
import { carryByDay } from './keyboard';
import { useDayMove } from './use-day-move';
import { useFocusAfter } from './use-focus-after';
import { useCarrySensors, underPointer } from './use-sensors';
import classes from './Calendar.module.css';

type Props = { board: Board; filters: Search; month: string; onMonth: (month: string) => void };

/** What the server counts for each day of the month, whatever the number of deals that are shown. */
function useDayTotals(filters: Search): SummaryGroup[] {
    const query = { ...filters, group: 'expected_close', sum: 'amount' };
    const summary = useQuery({ queryKey: keys.summary('opportunities', query), queryFn: ({ signal }) => readSummary('opportunities', query, signal) });
    return summary.data?.groups ?? [];
}

function useAnnouncements(deals: Opportunity[]): Announcements {
    const { t } = useTranslation();
    const format = useFormat();
    const name = (id: UniqueIdentifier) => deals.find((deal) => deal.id === Number(id))?.name ?? '';
    const day = (id: UniqueIdentifier) => format.weekday(String(id), true);
    return {
        onDragStart: ({ active }) => t('board.pickedUp', { name: name(active.id) }),
        onDragOver: ({ active, over }) => (over ? t('calendar.over', { name: name(active.id), day: day(over.id) }) : undefined),
        onDragEnd: ({ active, over }) => (over ? t('calendar.dropped', { name: name(active.id), day: day(over.id) }) : t('board.cancelled', { name: name(active.id) })),
        onDragCancel: ({ active }) => t('board.cancelled', { name: name(active.id) }),
    };
}

function MonthHead({ month, onMonth }: Pick<Props, 'month' | 'onMonth'>) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <Group gap="xs" className={classes.head}>
            <ActionIcon variant="default" aria-label={t('calendar.before')} onClick={() => onMonth(addMonths(month, -1))}>
                <IconChevronLeft size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="default" aria-label={t('calendar.after')} onClick={() => onMonth(addMonths(month, 1))}>
                <IconChevronRight size={16} aria-hidden />
            </ActionIcon>
            <h2 aria-live="polite">{format.month(`${month}-01`)}</h2>
            {month !== today().slice(0, 7) && (
                <Button size="compact-sm" variant="subtle" onClick={() => onMonth('')}>
                    {t('calendar.thisMonth')}
                </Button>
            )}
        </Group>
    );
}

function MonthTotals({ groups, month, filters }: { groups: SummaryGroup[]; month: string; filters: Search }) {
    const { t } = useTranslation();
    const undated = { ...without(filters, 'expected_close.gte', 'expected_close.lte'), 'expected_close.null': 'true' };
    const count = groups.filter(({ key }) => String(key.expected_close).startsWith(month)).reduce((sum, group) => sum + group.count, 0);
    return (
        <p className={classes.count}>
            {t('calendar.count', { count })}
            <AppLink to="/opportunities" search={undated}>
                {t('calendar.undated')}
            </AppLink>
        </p>
    );
}

export function Calendar({ board, filters, month, onMonth }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const mayMove = useRecordType('opportunity').may.update;
    const root = useRef<HTMLDivElement>(null);
    const move = useDayMove();
    const groups = useDayTotals(filters);
    const sensors = useCarrySensors(carryByDay);
    const followCard = useFocusAfter(board, root);
    const [dragged, setDragged] = useState<UniqueIdentifier | null>(null);
    const deals = board.stages.filter(({ stage }) => stage.outcome === 'open').flatMap(({ items }) => items);
    const announcements = useAnnouncements(deals);
    const quiet = new Map(board.stages.flatMap((column) => column.quiet).map((mark) => [mark.id, mark]));
    const weeks = weeksOf(month);
    const onDragEnd = ({ active, over, activatorEvent }: DragEndEvent) => {
        setDragged(null);
        followCard(activatorEvent instanceof KeyboardEvent ? active.id : null);
        const deal = deals.find(({ id }) => id === Number(active.id));
        if (deal && over) move.to(deal, String(over.id));
    };
    const carried = deals.find(({ id }) => id === Number(dragged));
    return (
        <DndContext
            sensors={sensors}
            collisionDetection={underPointer}
            onDragStart={({ active }) => setDragged(active.id)}
            onDragCancel={() => setDragged(null)}
            onDragEnd={onDragEnd}
            accessibility={{ screenReaderInstructions: { draggable: t('calendar.instructions') }, announcements }}
        >
            <MonthHead month={month} onMonth={onMonth} />
            <div ref={root} className={classes.scroll}>
                <MonthTotals groups={groups} month={month} filters={filters} />
                <div className={classes.grid}>
                    {weeks[0]!.map((day) => (
                        <div key={day} className={classes.weekday} aria-hidden>
                            {new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))}
                        </div>
                    ))}
                    {weeks.flat().map((day) => (
                        <CalendarDay
                            key={day}
                            day={day}
                            month={month}
                            filters={filters}
                            deals={deals.filter((deal) => deal.expected_close === day)}
                            total={groups.find(({ key }) => key.expected_close === day)}
                            quiet={quiet}
                            mayMove={mayMove}
                            moving={move.moving}
                        />
                    ))}
                </div>
            </div>
            <DragOverlay dropAnimation={null}>{carried && <CalendarCard deal={carried} lifted />}</DragOverlay>
        </DndContext>
    );
}
