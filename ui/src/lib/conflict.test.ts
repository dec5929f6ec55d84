import { describe, expect, it } from 'vitest';
import type { Field, RecordType } from '~/api/types';
import { compareVersions, mergeVersions } from './conflict';

const text = (name: string): Field => ({ name, type: 'text', label: name });
const account: RecordType = {
    name: 'account',
    plural: 'accounts',
    label: 'Account',
    label_plural: 'Accounts',
    title: 'name',
    default_sort: 'name',
    may: { create: true, update: true, archive: true, delete: false },
    fields: [text('name'), text('phone'), text('industry'), { name: 'owner', type: 'reference', label: 'Owner', target: 'user' }],
};

const base = { name: 'Cancity', phone: '1', industry: 'retail', owner: { id: 1, title: 'Ann' } };

describe('two versions of one account', () => {
    it('what only one of us changed needs no choice', () => {
        const mine = { ...base, phone: '2' };
        const current = { ...base, industry: 'medical' };
        expect(compareVersions(account, base, mine, current)).toEqual({ disputed: [], theirs: ['industry'] });
        expect(mergeVersions(account, base, mine, current, [])).toEqual({ ...base, phone: '2', industry: 'medical' });
    });

    it('what both changed differently is disputed, and my choice decides', () => {
        const mine = { ...base, phone: '2', owner: { id: 3, title: 'Cy' } };
        const current = { ...base, phone: '9', owner: { id: 2, title: 'Bo' } };
        expect(compareVersions(account, base, mine, current).disputed).toEqual(['phone', 'owner']);
        expect(mergeVersions(account, base, mine, current, ['phone'])).toEqual({
            ...base,
            phone: '2',
            owner: { id: 2, title: 'Bo' },
        });
    });

    it('the same change by both is no dispute', () => {
        const mine = { ...base, phone: '2' };
        expect(compareVersions(account, base, mine, { ...base, phone: '2' })).toEqual({ disputed: [], theirs: [] });
    });

    it('a reference that was only renamed is the same reference', () => {
        const current = { ...base, owner: { id: 1, title: 'Ann Smith' } };
        expect(compareVersions(account, base, base, current)).toEqual({ disputed: [], theirs: [] });
    });
});
