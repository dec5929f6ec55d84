import { describe, expect, it } from 'vitest';
import type { RecordType } from '~/api/types';
import { defaultColumns, validColumns } from './columns';

const account: RecordType = {
    name: 'account',
    plural: 'accounts',
    label: 'Account',
    label_plural: 'Accounts',
    title: 'name',
    default_sort: 'name',
    may: { create: true, update: true, archive: true, delete: false },
    fields: [
        { name: 'industry', type: 'text', label: 'Industry', listed: true },
        { name: 'name', type: 'text', label: 'Name', listed: true },
        { name: 'phone', type: 'phone', label: 'Phone' },
    ],
};
const known = (name: string) => account.fields.some((field) => field.name === name);

describe('columns of a list', () => {
    it('begin with those the catalogue lists, the title first', () => {
        expect(defaultColumns(account)).toEqual(['name', 'industry']);
        expect(validColumns(account, null, known)).toEqual(['name', 'industry']);
    });
    it('are those chosen before, without fields that are gone', () => {
        expect(validColumns(account, ['phone', 'fax', 'phone', 'name'], known)).toEqual(['name', 'phone']);
    });
});
