import { describe, expect, it } from 'vitest';
import { resultRows, sortRows } from './results';

const group = (owner: { id: number; title: string } | null, outcome: string, count: number, value = '0.00') => ({
    key: { owner, outcome },
    count,
    sum: { amount: [{ currency: 'USD', value }] },
    average: {},
    median: { cycle_days: count },
});

const ann = { id: 1, title: 'Ann' };
const bob = { id: 2, title: 'Bob' };

describe('results', () => {
    const rows = resultRows([group(ann, 'won', 3, '1054.00'), group(ann, 'lost', 1), group(ann, 'open', 9), group(bob, 'lost', 2), group(null, 'won', 1)], 'owner');

    it('win rate = won ÷ (won + lost); open deals do not count', () => {
        expect(rows.map(({ key, won, lost, winRate }) => [key, won, lost, winRate])).toEqual([
            [ann, 3, 1, 0.75],
            [bob, 0, 2, 0],
            [null, 1, 0, 1],
        ]);
    });

    it('value and median days are those of the won deals', () => {
        expect(rows[0]!.wonValue).toEqual([{ currency: 'USD', value: '1054.00' }]);
        expect(rows[0]!.medianDays).toBe(3);
        expect(rows[1]!.medianDays).toBeNull();
    });

    it('sorts by any column in both directions', () => {
        expect(sortRows(rows, 'won', true).map(({ won }) => won)).toEqual([3, 1, 0]);
        expect(sortRows(rows, 'key', false)[0]!.key).toBeNull();
    });
});
