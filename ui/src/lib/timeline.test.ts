import { describe, expect, it } from 'vitest';
import type { Interaction } from '~/api/overviews';
import { contactPerson, groupByMonth, peopleOf, timelineQuery } from './timeline';

const EMPTY = { kind: 'call', subject: 'Pricing', summary: null, body: null, promises: null, next_step: null, contacts: [], users: [], owner: null };

const call = (id: number, start: string, over: object = {}) => ({ ...EMPTY, id, start, ...over }) as unknown as Interaction;

describe('the timeline', () => {
    const march = call(1, '2026-03-02T09:00:00.000Z', { contacts: [{ id: 7, title: 'Meera Tan' }], owner: { id: 7, title: 'Ada Byron' } });
    const april = call(2, '2026-04-02T09:00:00.000Z', { kind: 'email', summary: 'They asked for two references.', users: [{ id: 3, title: 'Zoe Lind' }] });
    const all = { kind: null, person: null, words: '' };

    it('asks the server for a kind, a person of either side and words', () => {
        expect(timelineQuery(all)).toEqual({});
        expect(timelineQuery({ ...all, kind: 'email', person: 'contact 7' })).toEqual({ kind: 'email', contacts: '7' });
        expect(timelineQuery({ ...all, person: 'user 3', words: ' pricing ' })).toEqual({ owner: '3', q: 'pricing' });
    });

    it('offers the people of both sides by name, a contact and a user of the same number apart', () => {
        const known = [contactPerson({ id: 9, title: 'Olaf Brandt' })];
        expect(peopleOf([march, april], known).map(({ value, label }) => [value, label])).toEqual([
            ['user 7', 'Ada Byron'],
            ['contact 7', 'Meera Tan'],
            ['contact 9', 'Olaf Brandt'],
        ]);
    });

    it('groups by month in the order given', () => {
        expect(groupByMonth([april, march]).map(([month]) => month)).toEqual(['2026-04', '2026-03']);
    });
});
