import { describe, expect, it } from 'vitest';
import { Catalogue } from '~/lib/catalogue';
import { type Entry, groupHits, matchActions } from './entries';

const type = (name: string, plural: string, label: string) => ({
    name, plural, label, label_plural: `${label}s`, title: 'name', default_sort: 'name', fields: [],
    may: { create: true, update: true, archive: true, delete: false },
});
const catalogue = new Catalogue({ types: [type('account', 'accounts', 'Account'), type('lead', 'leads', 'Lead')], currencies: [], countries: [] });
const hit = (kind: string, id: number, title: string) => ({ type: kind, id, title, subtitle: '', score: 1 });

describe('hits of a search', () => {
    it('are grouped by type, the type of the best hit first', () => {
        const groups = groupHits([hit('lead', 1, 'Mill'), hit('account', 2, 'Mill Ltd'), hit('lead', 3, 'Miller')], catalogue);
        expect(groups.map(({ label, entries }) => [label, entries.map(({ to }) => to)])).toEqual([
            ['Leads', ['/leads/1', '/leads/3']],
            ['Accounts', ['/accounts/2']],
        ]);
    });
    it('of types that the reader may not see are left out', () => {
        expect(groupHits([hit('invoice', 1, 'X')], catalogue)).toEqual([]);
    });
    it('without a title are named by type and number', () => {
        expect(groupHits([hit('lead', 9, '')], catalogue)[0]?.entries[0]?.title).toBe('Lead 9');
    });
});

describe('actions', () => {
    const action = (key: string, title: string): Entry => ({ key, title, kind: 'new', subtitle: null });
    const actions = [action('a', 'New account'), action('b', 'New contact'), action('c', 'Go to Contacts'), action('a', 'New account')];
    it('match when each typed word begins a word', () => {
        expect(matchActions(actions, 'new con').map(({ key }) => key)).toEqual(['b']);
        expect(matchActions(actions, 'cont').map(({ key }) => key)).toEqual(['b', 'c']);
        expect(matchActions(actions, 'ntact')).toEqual([]);
    });
    it('match with a letter wrong when none does without', () => {
        expect(matchActions(actions, 'new contcat').map(({ key }) => key)).toEqual(['b']);
        expect(matchActions(actions, 'acount').map(({ key }) => key)).toEqual(['a']);
        expect(matchActions(actions, 'nwe')).toEqual([]);
    });
    it('match anywhere in a text without spaces', () => {
        expect(matchActions([action('a', '新建客户'), action('b', '新建任务')], '客户').map(({ key }) => key)).toEqual(['a']);
    });
    it('are offered once', () => {
        expect(matchActions(actions, 'account')).toHaveLength(1);
    });
});
