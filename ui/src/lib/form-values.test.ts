import { describe, expect, it } from 'vitest';
import type { Field, RecordType, Session } from '~/api/types';
import { changedFields, formValues, fromLocalInput, initialValue, plainNumber, requestBody, toLocalInput } from './form-values';

const session: Session = {
    user: { id: 7, name: 'Ada Byron', email: null, role: 'representative', locale: null, team: null },
    csrf_token: 'x',
    organisation: { name: 'Mill', currency: 'SGD', contact_intervals: { strategic: 14, key: 30, standard: 60, smb: 90 } },
    must_set_password: false,
    version: '1',
};

const deal: RecordType = {
    name: 'opportunity',
    plural: 'opportunities',
    label: 'Opportunity',
    label_plural: 'Opportunities',
    title: 'name',
    default_sort: 'name',
    may: { create: true, update: true, archive: true, delete: false },
    fields: [
        { name: 'name', type: 'text', label: 'Name' },
        { name: 'amount', type: 'money', label: 'Amount', currency_field: 'currency' },
        { name: 'currency', type: 'text', label: 'Currency', initial: 'organisation' },
        { name: 'probability', type: 'percentage', label: 'Probability' },
        { name: 'owner', type: 'reference', label: 'Owner', target: 'user', initial: 'me' },
        { name: 'products', type: 'references', label: 'Products', target: 'product' },
    ],
};

describe('a new record', () => {
    it('begins with what the catalogue says', () => {
        expect(formValues(deal, null, { name: 'Mill' }, session)).toEqual({
            name: 'Mill',
            amount: null,
            currency: 'SGD',
            probability: null,
            owner: { id: 7, title: 'Ada Byron' },
            products: [],
        });
    });
    it('knows now, today and yes', () => {
        const now = new Date(2026, 4, 1, 8, 30);
        const field = (type: Field['type'], initial: string): Field => ({ name: 'x', label: 'X', type, initial });
        expect(initialValue(field('moment', 'now'), session, now)).toBe(now.toISOString());
        expect(initialValue(field('date', 'today'), session, now)).toBe('2026-05-01');
        expect(initialValue(field('yes_no', 'true'), session)).toBe(true);
        expect(initialValue(field('choice', 'new'), session)).toBe('new');
    });
});

describe('what is sent', () => {
    it('is only what changed, references by id, money as exact text', () => {
        const before = formValues(deal, null, {}, session);
        const after = { ...before, amount: '1,054.00', products: [{ id: 3, title: 'C' }], probability: '12.5' };
        const names = changedFields(deal, before, after);
        expect(names).toEqual(['amount', 'probability', 'products']);
        expect(requestBody(deal, after, names)).toEqual({ amount: '1054.00', products: [3], probability: 12.5 });
    });
    it('empty text means no value, and what is no number is left for the server to refuse', () => {
        const values = { name: '  ', amount: 'about 5', probability: 'half' };
        expect(requestBody(deal, values, ['name', 'amount', 'probability'])).toEqual({ name: null, amount: 'about 5', probability: 'half' });
    });
});

describe('numbers as people type them', () => {
    it.each([
        ['1,054.00', '1054.00'],
        [' 12 ', '12'],
        ['1 000 000', '1000000'],
        ['1,5', '1,5'],
        ['-3,000', '-3000'],
    ])('%s is read as %s', (typed, plain) => expect(plainNumber(typed)).toBe(plain));
});

describe('date and time inputs', () => {
    it('go there and back', () => {
        const moment = new Date(2026, 4, 1, 8, 30).toISOString();
        expect(toLocalInput(moment)).toBe('2026-05-01T08:30');
        expect(fromLocalInput('2026-05-01T08:30')).toBe(moment);
        expect(fromLocalInput('')).toBeNull();
    });
});
