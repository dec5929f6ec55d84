import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { showAtOnce, withChange } from './optimistic';

const place = { plural: 'tasks', type: 'task', id: 3 };
const task = { id: 3, done: false };

describe('a quick change', () => {
    it('shows in the record, on its page and in lists', () => {
        expect(withChange(task, ['records', 'tasks', 3], place, { done: true })).toEqual({ id: 3, done: true });
        expect(withChange({ task, may: {} }, ['records', 'tasks', 3, 'overview'], place, { done: true })).toEqual({ task: { id: 3, done: true }, may: {} });
        expect(withChange({ items: [task, { id: 4 }] }, ['records', 'tasks', 'list', {}], place, { done: true })).toEqual({ items: [{ id: 3, done: true }, { id: 4 }] });
        expect(withChange({ pages: [{ items: [task] }] }, ['records', 'tasks', 'list', {}], place, { done: true })).toEqual({ pages: [{ items: [{ id: 3, done: true }] }] });
    });

    it('leaves the rest as it is', () => {
        for (const key of [['records', 'accounts', 3], ['records', 'tasks', 4], ['records', 'tasks', 3, 'history'], ['session']]) {
            const data = { id: 3, items: [] };
            expect(withChange(data, key, place, { done: true })).toBe(data);
        }
    });

    it('is taken back whole', async () => {
        const client = new QueryClient();
        client.setQueryData(['records', 'tasks', 3], task);
        const back = await showAtOnce(client, place, { done: true });
        expect(client.getQueryData(['records', 'tasks', 3])).toEqual({ id: 3, done: true });
        back();
        expect(client.getQueryData(['records', 'tasks', 3])).toEqual(task);
    });
});
