import { describe, expect, it } from 'vitest';
import type { Board } from '~/api/overviews';
import { moveOnBoard } from './board';

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
