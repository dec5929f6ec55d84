import { describe, expect, it } from 'vitest';
import type { Board, StageMove } from '~/api/overviews';
import { daysByStage, moveOnBoard } from './board';

const column = (id: number, deals: number[]) => ({ stage: { id, name: `Stage ${id}` }, items: deals.map((deal) => ({ id: deal })), count: deals.length, totals: [], next: null });
const board = { pipeline: {}, stages: [column(1, [7, 8]), column(2, [])] } as unknown as Board;

describe('a move on the board', () => {
    it('takes the deal out of its column and puts it on top of the other', () => {
        const after = moveOnBoard(board, 7, 2);
        expect(after.stages.map((stage) => [stage.count, stage.items.map((deal) => deal.id)])).toEqual([
            [1, [8]],
            [1, [7]],
        ]);
        expect(after.stages[1]!.items[0]!.stage).toEqual({ id: 2, title: 'Stage 2' });
    });

    it('changes nothing for a deal or a stage that is not on the board', () => {
        expect(moveOnBoard(board, 99, 2)).toBe(board);
        expect(moveOnBoard(board, 7, 99)).toBe(board);
    });
});

describe('days in a stage', () => {
    const now = new Date('2026-03-20T12:00:00.000Z');
    const move = (from: number | null, to: number, days: number | null) => ({ from: from === null ? null : { id: from, title: '' }, to: { id: to, title: '' }, days_spent: days }) as StageMove;

    it('are those of every stay together, and those since the last move', () => {
        const log = [move(null, 1, null), move(1, 2, 4), move(2, 1, 3), move(1, 2, 2)];
        const days = daysByStage(log, { stage: { id: 2, title: '' }, stage_since: '2026-03-15T12:00:00.000Z' }, now);
        expect([...days]).toEqual([
            [1, 6],
            [2, 8],
        ]);
    });
});
