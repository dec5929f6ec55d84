import { expect, test } from 'vitest';
import type { Trail, TrailNode } from '~/api/trail';
import { addressOf, related, stepsOf } from './trail';

const node = (type: TrailNode['type'], id: number, date: string | null = null): TrailNode => ({ type, id, title: `${type} ${id}`, detail: null, date, amount: null, currency: null, status: null, readable: true });

const trail: Trail = {
    nodes: [node('invoice', 3), node('order', 1), node('delivery', 2, '2026-11-02'), node('delivery', 4, '2026-11-01'), node('journal_entry', 9)],
    links: [{ from: 1, to: 0 }, { from: 1, to: 2 }, { from: 1, to: 3 }, { from: 2, to: 0 }, { from: 0, to: 4 }],
    more: false,
};

test('the records of a trail stand in the order in which a sale goes on, the earliest first', () => {
    expect(stepsOf(trail).map(({ kind, nodes }) => [kind, ...nodes.map(({ id }) => id)])).toEqual([['order', 1], ['delivery', 4, 2], ['invoice', 3], ['journal_entry', 9]]);
});

test('what comes before and after a record is related to it, what goes beside it is not', () => {
    expect([...related(trail, 3)].sort()).toEqual([1, 3]);
    expect([...related(trail, 2)].sort()).toEqual([0, 1, 2, 4]);
});

test('an entry is opened by who reads the books', () => {
    expect(addressOf(node('journal_entry', 9), undefined)).toBe('/journal/9');
    expect(addressOf({ ...node('journal_entry', 9), readable: false }, undefined)).toBeNull();
    expect(addressOf(node('invoice', 3), 'invoices')).toBe('/invoices/3');
});
