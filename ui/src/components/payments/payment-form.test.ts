import { describe, expect, it } from 'vitest';
import { type Bill, allocationsOf, discountOf, spread, takenBy, wholeOf } from './payment-form';

const bill = (id: number, open: string, more: Partial<Bill> = {}): Bill => ({
    id, number: `SI-${id}`, due_on: '2026-02-11', currency: 'SGD', total: open, open, discount_on: '2026-01-22', discount_percent: '2', ...more,
});

describe('a payment while it is typed', () => {
    it('keeps 21.80 back of 1,090.00 up to the last day of the discount', () => {
        expect(discountOf(bill(1, '1090.00'), '2026-01-22', 2)).toBe(2180n);
        expect(discountOf(bill(1, '1090.00'), '2026-01-23', 2)).toBe(0n);
        expect(wholeOf(bill(1, '1090.00'), '2026-01-22', 2)).toEqual({ amount: '1090.00', discount: '21.80' });
    });

    it('offers no discount on what is paid in part', () => {
        expect(discountOf(bill(1, '500.00', { total: '1090.00' }), '2026-01-22', 2)).toBe(0n);
    });

    it('goes to the oldest due first and leaves the rest', () => {
        const given = spread([bill(1, '100.00'), bill(2, '50.00'), bill(3, '10.00')], 12000n, '2026-03-01', 2);
        expect(given).toEqual({ 1: { amount: '100.00', discount: '' }, 2: { amount: '20.00', discount: '' } });
        expect(takenBy(given, 2)).toBe(12000n);
    });

    it('pays in full with what is left after the discount', () => {
        const given = spread([bill(1, '1090.00')], 106820n, '2026-01-20', 2);
        expect(takenBy(given, 2)).toBe(106820n);
        expect(allocationsOf(given, 2)).toEqual([{ invoice: 1, amount: '1090.00', discount: '21.80' }]);
    });

    it('does not count what cannot be read', () => {
        expect(takenBy({ 1: { amount: 'ten', discount: '' } }, 2)).toBeNull();
    });
});
