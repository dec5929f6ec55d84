import type { Board, Opportunity, StageMove } from '~/api/overviews';
import { today } from './format';

/** The board as it will be once the server has moved the deal; totals follow with the server's answer. */
export function moveOnBoard(board: Board, deal: number, stage: number): Board {
    const moved = board.stages.flatMap((column) => column.items).find((item) => item.id === deal);
    if (moved === undefined || !board.stages.some((column) => column.stage.id === stage)) return board;
    return {
        ...board,
        stages: board.stages.map((column) => {
            const items = column.items.filter((item) => item.id !== deal);
            const gone = column.items.length - items.length;
            if (column.stage.id !== stage) return { ...column, items, count: column.count - gone };
            const here = { ...moved, stage: { id: column.stage.id, title: column.stage.name } };
            return { ...column, items: [here, ...items], count: column.count - gone + 1 };
        }),
    };
}

/** The board with another day on which a deal is expected to close. */
export function expectOnBoard(board: Board, deal: number, day: string | null): Board {
    const items = (column: Board['stages'][number]) => column.items.map((item) => (item.id === deal ? { ...item, expected_close: day } : item));
    return { ...board, stages: board.stages.map((column) => ({ ...column, items: items(column) })) };
}

const DAY = 86_400_000;

export function daysSince(moment: string, now: Date): number {
    return Math.max(0, Math.floor((now.getTime() - new Date(moment).getTime()) / DAY));
}

/** How many days a deal has spent in each stage so far, by the stage's id; a stage that it never saw is not there. */
export function daysByStage(log: StageMove[], deal: Pick<Opportunity, 'stage' | 'stage_since'>, now: Date): Map<number, number> {
    const days = new Map<number, number>();
    const add = (stage: number, count: number) => days.set(stage, (days.get(stage) ?? 0) + count);
    for (const { from, days_spent } of log) if (from) add(from.id, days_spent ?? 0);
    add(deal.stage.id, daysSince(deal.stage_since, now));
    return days;
}

const RECENT_DAYS = 90;

/** Of won and lost deals the board shows those that were closed on this day or later. */
export function closedSince(now: Date): string {
    return today(new Date(now.getFullYear(), now.getMonth(), now.getDate() - RECENT_DAYS));
}
