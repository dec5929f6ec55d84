import { expect, test } from 'vitest';
import type { RecordData, RecordType } from '~/api/types';
import { choiceOf, defaultChoices, differingFields, fullerSide, requestChoices, type Sides } from './merge';

const field = (name: string, type: string, over: object = {}) => ({ name, type, label: name, ...over });
const TYPE = {
    name: 'account',
    fields: [
        field('name', 'text'),
        field('industry', 'text'),
        field('phone', 'phone'),
        field('tags', 'references'),
        field('currency', 'text'),
        field('revenue', 'money', { currency_field: 'currency' }),
        field('limit', 'text', { may_change: false }),
    ],
} as unknown as RecordType;
const record = (values: object, updated_at = '2026-01-01T00:00:00Z') => ({ id: 1, version: 1, updated_at, tags: [], ...values }) as unknown as RecordData;

test('the fuller record stays, and of equals the one changed last', () => {
    expect(fullerSide(TYPE, [record({ name: 'A' }), record({ name: 'B', phone: '1' })])).toBe(1);
    expect(fullerSide(TYPE, [record({ name: 'A', phone: '2' }), record({ name: 'B', phone: '1' })])).toBe(0);
    expect(fullerSide(TYPE, [record({ name: 'A' }), record({ name: 'B' }, '2026-02-01T00:00:00Z')])).toBe(1);
});

test('only what differs is asked, gaps are filled from the other side, and many references are kept of both', () => {
    const sides: Sides = [
        record({ name: 'A', industry: 'food', phone: null, tags: [{ id: 1, title: 'hot' }] }),
        record({ name: 'A', industry: 'energy', phone: '1', tags: [{ id: 2, title: 'cold' }] }),
    ];
    expect(differingFields(TYPE, sides).map(({ name }) => name)).toEqual(['industry', 'phone', 'tags']);
    expect(defaultChoices(TYPE, sides, 0)).toEqual({ industry: 0, phone: 1, tags: 'both' });
    expect(requestChoices(TYPE, sides, { industry: 0, phone: 1, tags: 'both' }, 1)).toEqual({ industry: 'other', phone: 'this', tags: 'both' });
});

test('an amount follows its currency, and what one may not change is left to the server', () => {
    const sides: Sides = [record({ currency: 'USD', revenue: '1.00', limit: '1' }), record({ currency: 'JPY', revenue: '5', limit: '2' })];
    const choices = { ...defaultChoices(TYPE, sides, 0), currency: 1 as const };
    expect(choiceOf(sides, choices, TYPE.fields[5]!)).toBe(1);
    expect(requestChoices(TYPE, sides, choices, 0)).toEqual({ currency: 'other', revenue: 'other' });
});
