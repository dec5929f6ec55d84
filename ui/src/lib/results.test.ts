import { describe, expect, it } from 'vitest';
import { largestValues, resultRows, sortRows, totalRow } from './results';

const group = (owner: { id: number; title: string } | null, outcome: string, count: number, value = '0.00') => ({
    key: { owner, outcome },
    count,
    sum: { amount: [{ currency: 'USD', value }] },
    average: { amount: [{ currency: 'USD', value }] },
    median: { cycle_days: count },
});

const ann = { id: 1, title: 'Ann' };
const bob = { id: 2, title: 'Bob' };

describe('results', () => {
    const rows = resultRows([group(ann, 'won', 3, '1054.00'), group(ann, 'lost', 1), group(ann, 'open', 9), group(bob, 'lost', 2), group(null, 'won', 1, '10.00')], 'owner');

    it('win rate = won ÷ (won + lost); open deals do not count', () => {
        expect(rows.map(({ key, won, lost, winRate }) => [key, won, lost, winRate])).toEqual([
            [ann, 3, 1, 0.75],
            [bob, 0, 2, 0],
            [null, 1, 0, 1],
        ]);
    });

    it('value is that of the won deals; the days of won and lost deals stand apart', () => {
        expect(rows[0]!.wonValue).toEqual([{ currency: 'USD', value: '1054.00' }]);
        expect([rows[0]!.wonDays, rows[0]!.lostDays]).toEqual([3, 1]);
        expect([rows[1]!.wonDays, rows[1]!.lostDays]).toEqual([null, 2]);
    });

    it('sorts by any column in both directions, what has no value last', () => {
        expect(sortRows(rows, 'won', true).map(({ won }) => won)).toEqual([3, 1, 0]);
        expect(sortRows(rows, 'wonValue', false).map(({ key }) => key)).toEqual([null, ann, bob]);
        expect(sortRows(rows, 'wonDays', false).map(({ wonDays }) => wonDays)).toEqual([1, 3, null]);
        expect(sortRows(rows, 'key', false).map(({ key }) => key)).toEqual([ann, bob, null]);
        expect(sortRows(rows, 'key', true).map(({ key }) => key)).toEqual([bob, ann, null]);
    });

    it('shares are measured by the largest amount of the same currency', () => {
        expect(largestValues(rows)).toEqual(new Map([['USD', 1054]]));
    });

    it('the total takes all groups together', () => {
        expect(totalRow([group(ann, 'won', 3), group(ann, 'lost', 1)])).toMatchObject({ won: 3, lost: 1, winRate: 0.75 });
        expect(totalRow([])).toBeUndefined();
    });
});
