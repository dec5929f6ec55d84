import { describe, expect, it } from 'vitest';
import type { Field, RecordType } from '~/api/types';
import { Catalogue } from './catalogue';
import { chosenConditions, chosenValues, clearFilters, listQuery, nextSort, readFilters, sortOf, writeFilter } from './filters';
import { parseSearch, stringifySearch } from './search-params';

function recordType(name: string, plural: string, fields: Field[]): RecordType {
    const may = { create: true, update: true, archive: true, delete: false };
    return { name, plural, label: name, label_plural: plural, title: 'name', default_sort: 'name', may, fields };
}

const account = recordType('account', 'accounts', [
    { name: 'name', type: 'text', label: 'Name' },
    { name: 'industry', type: 'text', label: 'Industry' },
]);
const deal = recordType('opportunity', 'opportunities', [
    { name: 'name', type: 'text', label: 'Name' },
    { name: 'amount', type: 'money', label: 'Amount' },
    { name: 'account', type: 'reference', label: 'Account', target: 'account' },
]);
const catalogue = new Catalogue({ types: [account, deal], currencies: [], countries: [] });

describe('filters in the address', () => {
    it('two bounds of one field are one filter', () => {
        const filters = readFilters(catalogue, deal, parseSearch('?amount.gte=1000&amount.lt=5000&sort=-amount&q=mill'));
        expect(filters).toHaveLength(1);
        expect(filters[0]).toMatchObject({ path: 'amount', conditions: { gte: '1000', lt: '5000' } });
    });

    it("reach one step on, to a reference's field", () => {
        const [filter] = readFilters(catalogue, deal, parseSearch('?account.industry.in=medical,retail'));
        expect(filter).toMatchObject({ path: 'account.industry', through: { name: 'account' }, field: { name: 'industry' } });
        expect(chosenValues(filter!)).toEqual(['medical', 'retail']);
    });

    it('names that nobody knows are neither shown nor sent', () => {
        const search = parseSearch('?colour=red&amount=5&account.colour=red&sort=name&after=xyz');
        expect(readFilters(catalogue, deal, search).map(({ path }) => path)).toEqual(['amount']);
        expect(listQuery(catalogue, deal, search)).toEqual({ amount: '5', sort: 'name' });
    });

    it('a changed filter replaces all conditions on its field, the rest stays', () => {
        const search = parseSearch('?amount.gte=1000&amount.lte=2000&sort=name&account=7');
        expect(writeFilter(search, 'amount', { lte: '900' })).toEqual({ 'amount.lte': '900', sort: 'name', account: '7' });
        expect(writeFilter(search, 'amount', {})).toEqual({ sort: 'name', account: '7' });
    });

    it('are cleared without losing the order', () => {
        expect(clearFilters(parseSearch('?amount.gte=1000&q=x&sort=name'))).toEqual({ sort: 'name' });
    });

    it('survive the way through the address, whatever they contain', () => {
        const search = { 'name.has': 'Ä & ü = 100 %', q: '李' };
        expect(parseSearch(stringifySearch(search))).toEqual(search);
    });
});

describe('one or several values', () => {
    it('read as "is" or "is one of"', () => {
        expect(chosenConditions(['a'])).toEqual({ eq: 'a' });
        expect(chosenConditions(['a', 'b'])).toEqual({ in: 'a,b' });
        expect(chosenConditions([])).toEqual({});
    });
});

describe('sorting by a head', () => {
    it('goes up, down and back', () => {
        expect(nextSort(undefined, 'name')).toBe('name');
        expect(nextSort('name', 'name')).toBe('-name');
        expect(nextSort('-name', 'name')).toBeUndefined();
        expect(sortOf('-amount,name', 'amount')).toBe('descending');
        expect(sortOf('-amount,name', 'name')).toBe('none');
    });
});
