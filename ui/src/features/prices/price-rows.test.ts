import { describe, expect, it } from 'vitest';
import type { RecordData } from '~/api/types';
import { draftOf, emptyPrice, isBlank, priceChanges, priceText } from './price-rows';

const stored = {
    id: 4, version: 1, product: { id: 3, title: 'Pump' }, minimum_quantity: 10, unit_price: 8.1234, valid_from: '2026-01-01', valid_to: null,
} as unknown as RecordData;

describe('prices while they are typed', () => {
    it.each([
        [6.5, 2, '6.50'],
        [7, 2, '7.00'],
        [8.1234, 2, '8.1234'],
        [1067, 0, '1067'],
    ])('%s with %s digits reads %s', (price, digits, text) => expect(priceText(price, digits)).toBe(text));

    it('what is stored and not touched changes nothing', () => {
        const draft = draftOf(stored, 2);
        expect(draft).toEqual({ product: { id: 3, title: 'Pump' }, minimum_quantity: '10', unit_price: '8.1234', valid_from: '2026-01-01', valid_to: '' });
        expect(priceChanges(draft, draft)).toEqual({});
    });

    it('only what was typed is sent, numbers without their commas', () => {
        const draft = draftOf(stored, 2);
        expect(priceChanges(draft, { ...draft, unit_price: '1,008.5', valid_from: '' })).toEqual({ unit_price: '1008.5', valid_from: null });
    });

    it('a new price holds from any quantity on when none is given', () => {
        const draft = { ...emptyPrice({ id: 3, title: 'Pump' }), unit_price: '7' };
        expect(priceChanges(null, draft)).toEqual({ product: 3, minimum_quantity: '0', unit_price: '7' });
        expect(isBlank(emptyPrice({ id: 3, title: 'Pump' }))).toBe(true);
        expect(isBlank(draft)).toBe(false);
    });
});
