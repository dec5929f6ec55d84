import { expect, test } from 'vitest';
import { plain, scaled, share, sum } from '~/lib/decimal';
import { amountsOf, bodyOf, emptyLine, totalsOf, type TypedLine, typedLines, withLast } from './lines';

const line = (part: Partial<TypedLine>): TypedLine => ({ ...emptyLine(1), product: { id: 3, title: 'Lamp' }, ...part });
const none = { discount: '', freight: '' };

test('decimals are exact and rounded half away from zero', () => {
    expect(scaled('1,234.5', 2)).toBe(123450n);
    expect(scaled('1.2345', 2)).toBeNull();
    expect(scaled('1.2300', 2)).toBe(123n);
    expect(scaled('', 2)).toBeNull();
    expect(scaled('x', 2)).toBeNull();
    expect(plain(-5n, 2)).toBe('-0.05');
    expect(plain(1234n, 0)).toBe('1234');
    expect(share(5n, 1n, 2n)).toBe(3n);
    expect(share(-5n, 1n, 2n)).toBe(-3n);
    expect(sum(['1.10', null, '2.20'], 2)).toBe('3.30');
});

test('a line is quantity times price, rounded once, less its discount', () => {
    expect(amountsOf(line({ quantity: '3', unitPrice: '0.3333', discount: '' }), 2)).toEqual({ gross: 100n, discount: 0n, net: 100n });
    expect(amountsOf(line({ quantity: '10', unitPrice: '100', discount: '5' }), 2)).toEqual({ gross: 100000n, discount: 5000n, net: 95000n });
    expect(amountsOf(line({ quantity: '2', unitPrice: 'many' }), 2)).toBeNull();
    expect(amountsOf(line({ quantity: '2', unitPrice: '150' }), 0)).toEqual({ gross: 300n, discount: 0n, net: 300n });
});

test('the totals carry discounts of lines and document, freight and tax once per rate', () => {
    const lines = [line({ quantity: '10', unitPrice: '100', discount: '5', taxRate: '9' }), line({ quantity: '2', unitPrice: '500', taxRate: '9' })];
    expect(totalsOf(lines, { discount: '', freight: '40' }, 2)).toEqual({ gross: '2000.00', discount: '50.00', net: '1950.00', freight: '40.00', tax: '179.10', total: '2169.10' });
    expect(totalsOf(lines, { discount: '10', freight: '' }, 2)).toMatchObject({ net: '1755.00', discount: '245.00', tax: '157.95', total: '1912.95' });
});

test('an optional line counts once it is chosen', () => {
    const lines = [line({ unitPrice: '10' }), line({ unitPrice: '5', optional: true, chosen: false })];
    expect(totalsOf(lines, none, 2).total).toBe('10.00');
    expect(totalsOf([lines[0]!, { ...lines[1]!, chosen: true }], none, 2).total).toBe('15.00');
});

test('there is always one empty line to go on with, and it is not sent', () => {
    const lines = withLast([line({ quantity: '1,000', unitPrice: '2.50' })]);
    expect(lines).toHaveLength(2);
    expect(withLast(lines)).toBe(lines);
    expect(bodyOf(lines)).toEqual([{ product: 3, description: null, deliverable: null, quantity: '1000', unit: null, unit_price: '2.50', discount_percent: null, tax_code: null }]);
});

test('what is stored can be typed on', () => {
    const stored = { kind: 'item' as const, product: null, description: 'Hours', deliverable: null, quantity: '1.5', unit: 'h', unit_price: '80', discount_percent: '0', tax_code: 2, tax_rate: '9', optional: false, chosen: true };
    const [typed, last] = typedLines([stored, { ...stored, kind: 'freight' }]);
    expect(typed).toMatchObject({ description: 'Hours', discount: '', priced: false, taxRate: '9' });
    expect(last?.product).toBeNull();
});
