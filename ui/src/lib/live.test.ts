import { describe, expect, it } from 'vitest';
import type { LiveChange } from '~/api/live';
import { isConcerned } from './live';

const PLURALS = new Set(['accounts', 'tasks', 'contacts']);

const change = (part: Partial<LiveChange>): LiveChange => ({
    type: 'task', plural: 'tasks', id: 3, version: 1, action: 'created', by: null, at: '', request: null, about: [], ...part,
});

describe('what a change concerns', () => {
    const task = [change({ about: [{ plural: 'accounts', id: 7 }] })];

    it('is its own record, the lists of its type and the page of the record that it is about', () => {
        expect(isConcerned(['records', 'tasks', 3], task, PLURALS)).toBe(true);
        expect(isConcerned(['records', 'tasks', 'list', {}], task, PLURALS)).toBe(true);
        expect(isConcerned(['records', 'accounts', 7, 'overview'], task, PLURALS)).toBe(true);
    });

    it('is nothing else', () => {
        expect(isConcerned(['records', 'tasks', 4], task, PLURALS)).toBe(false);
        expect(isConcerned(['records', 'accounts', 8, 'overview'], task, PLURALS)).toBe(false);
        expect(isConcerned(['records', 'accounts', 'list', {}], task, PLURALS)).toBe(false);
        expect(isConcerned(['records', 'contacts', 3], task, PLURALS)).toBe(false);
        expect(isConcerned(['session'], task, PLURALS)).toBe(false);
        expect(isConcerned(['form', 'tasks', 3], task, PLURALS)).toBe(false);
    });

    it('is what shows several types together', () => {
        expect(isConcerned(['records', 'board', 1, {}], task, PLURALS)).toBe(true);
        expect(isConcerned(['records', 'board', 1, {}], [], PLURALS)).toBe(false);
    });

    it('after many at once is everything of the type, and pages that may show some of it', () => {
        const many = [change({ id: null, action: 'many' })];
        expect(isConcerned(['records', 'tasks', 9], many, PLURALS)).toBe(true);
        expect(isConcerned(['records', 'accounts', 7, 'overview'], many, PLURALS)).toBe(true);
        expect(isConcerned(['records', 'accounts', 'list', {}], many, PLURALS)).toBe(false);
    });
});
