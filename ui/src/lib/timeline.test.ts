import { describe, expect, it } from 'vitest';
import type { Interaction } from '~/api/overviews';
import { filterInteractions, groupByMonth } from './timeline';

const call = (id: number, start: string, over: Partial<Interaction> = {}) =>
    ({ id, kind: 'call', subject: 'Pricing', summary: null, body: null, promises: null, next_step: null, contacts: [], start, ...over }) as unknown as Interaction;

describe('the timeline', () => {
    const march = call(1, '2026-03-02T09:00:00.000Z', { contacts: [{ id: 7, title: 'Meera Tan' }] });
    const april = call(2, '2026-04-02T09:00:00.000Z', { kind: 'email', summary: 'They asked for two references.' });

    it('narrows by kind, person and all words', () => {
        const all = { kind: null, person: null, words: '' };
        expect(filterInteractions([march, april], { ...all, kind: 'email' })).toEqual([april]);
        expect(filterInteractions([march, april], { ...all, person: '7' })).toEqual([march]);
        expect(filterInteractions([march, april], { ...all, words: 'references PRICING' })).toEqual([april]);
        expect(filterInteractions([march, april], { ...all, words: 'references discount' })).toEqual([]);
    });

    it('groups by month in the order given', () => {
        expect(groupByMonth([april, march]).map(([month]) => month)).toEqual(['2026-04', '2026-03']);
    });
});
