import { describe, expect, it } from 'vitest';
import { amountOf, units } from '~/lib/units';
import { difference, emptyLine, entryOf } from './entry-form';

describe('an entry that is typed', () => {
    it('counts amounts exactly', () => {
        expect(units('1,090.5', 2)).toBe(109050n);
        expect(units('', 2)).toBe(0n);
        expect(units('1.005', 2)).toBeNull();
        expect(units('ten', 2)).toBeNull();
        expect(units('100', 0)).toBe(100n);
        expect(amountOf(5n, 2)).toBe('0.05');
        expect(amountOf(1000n, 0)).toBe('1000');
    });

    it('tells what is missing to balance', () => {
        const lines = [{ ...emptyLine(1), debit: '0.10' }, { ...emptyLine(2), debit: '0.20' }, { ...emptyLine(3), credit: '0.3' }];
        expect(difference(lines, 2)).toBe(0n);
        expect(difference([...lines, { ...emptyLine(4), credit: '1' }], 2)).toBe(-100n);
        expect(difference([{ ...emptyLine(1), debit: 'x' }], 2)).toBeNull();
    });

    it('leaves empty lines out', () => {
        const account = { id: 3, title: 'Bank' };
        expect(entryOf('2026-01-31', 'Fee', [{ ...emptyLine(1), account, credit: '1,000' }, emptyLine(2)], 2)).toEqual({
            date: '2026-01-31',
            description: 'Fee',
            lines: [{ ledger_account: 3, debit: null, credit: '1000.00', customer: null }],
        });
    });
});
