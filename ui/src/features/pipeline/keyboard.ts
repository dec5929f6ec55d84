import type { KeyboardCoordinateGetter } from '@dnd-kit/core';

const STEP: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** The arrows carry a card from column to column; up and down have no meaning between stages. */
export const columnCoordinates: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
    const step = STEP[event.code];
    if (step === undefined || context.collisionRect === null) return undefined;
    event.preventDefault();
    const columns = [...context.droppableRects].map(([, rect]) => rect).sort((a, b) => a.left - b.left);
    const centre = context.collisionRect.left + context.collisionRect.width / 2;
    const here = columns.findIndex((rect) => centre >= rect.left && centre <= rect.right);
    const target = columns[Math.min(columns.length - 1, Math.max(0, here + step))];
    if (target === undefined) return undefined;
    return { ...currentCoordinates, x: currentCoordinates.x + target.left - columns[here === -1 ? 0 : here]!.left, y: target.top + 60 };
};
