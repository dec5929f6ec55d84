import type { Board } from '~/api/overviews';

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
