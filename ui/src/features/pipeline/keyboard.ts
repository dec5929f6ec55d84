import type { KeyboardCoordinateGetter } from '@dnd-kit/core';
import type { KeyboardEvent } from 'react';

const STEP: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** The arrows carry a card from column to column; up and down have no meaning between stages. */
export const carry: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
    const step = STEP[event.code];
    if (step === undefined || context.collisionRect === null) return undefined;
    event.preventDefault();
    const columns = [...context.droppableRects.values()].sort((a, b) => a.left - b.left);
    const card = context.collisionRect;
    const centre = card.left + card.width / 2;
    const here = columns.findIndex((rect) => centre >= rect.left && centre <= rect.right);
    const target = columns[Math.min(columns.length - 1, Math.max(0, here + step))];
    if (target === undefined) return undefined;
    return { x: currentCoordinates.x + target.left + (target.width - card.width) / 2 - card.left, y: currentCoordinates.y };
};

const DAYS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** In the calendar an arrow is a day, up and down a week; on a phone, where the days stand in one column, each is a day. */
export const carryByDay: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
    const card = context.collisionRect;
    if (card === null || !event.code.startsWith('Arrow')) return undefined;
    event.preventDefault();
    const days = [...context.droppableRects.entries()].filter(([, { height }]) => height > 0).sort(([a], [b]) => String(a).localeCompare(String(b)));
    const across = days.filter(([, { top }]) => top === days[0]![1].top).length;
    const step = DAYS[event.code] ?? (event.code === 'ArrowDown' ? across : -across);
    const here = days.findIndex(([id]) => id === context.over?.id);
    const target = days[Math.min(days.length - 1, Math.max(0, here + step))]?.[1];
    if (here < 0 || target === undefined) return undefined;
    const centre = { x: target.left + target.width / 2, y: target.top + target.height / 2 };
    return { x: currentCoordinates.x + centre.x - (card.left + card.width / 2), y: currentCoordinates.y + centre.y - (card.top + card.height / 2) };
};

function focusCard(cards: NodeListOf<HTMLElement> | undefined, index: number) {
    if (cards === undefined || cards.length === 0) return;
    cards[Math.min(Math.max(0, index), cards.length - 1)]!.focus();
}

/** The arrows go from card to card, up and down a column and across to the next one that has cards. */
export function walk(event: KeyboardEvent<HTMLElement>) {
    const card = event.target as HTMLElement;
    if (!card.matches('[data-card]')) return;
    const columns = [...event.currentTarget.querySelectorAll('[data-column]')];
    const column = columns.findIndex((candidate) => candidate.contains(card));
    const cardsOf = (index: number) => columns[index]?.querySelectorAll<HTMLElement>('[data-card]');
    const index = [...(cardsOf(column) ?? [])].indexOf(card);
    if (event.key === 'Enter') card.querySelector('a')?.click();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') focusCard(cardsOf(column), index + (event.key === 'ArrowDown' ? 1 : -1));
    else if (STEP[event.key] !== undefined) {
        let next = column + STEP[event.key]!;
        while (cardsOf(next)?.length === 0) next += STEP[event.key]!;
        focusCard(cardsOf(next), index);
    } else return;
    event.preventDefault();
}
