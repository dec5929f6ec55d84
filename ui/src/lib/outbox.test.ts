import { beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '~/api/client';
import type { QuickLogDraft } from '~/api/quick-log';
import type { RecordData } from '~/api/types';
import { Outbox, type Sender, clearBody } from './outbox';

/** A server that can be cut off, and counts what it wrote per key. */
function fakeServer() {
    const written = new Map<string, number>();
    const state = { reachable: true, answers: true, refuse: false, requests: 0 };
    const create: Sender['create'] = async (plural, _values, key) => {
        state.requests++;
        if (!state.reachable) throw new ApiProblem(0, {});
        if (state.refuse) throw new ApiProblem(422, { detail: 'The subject is too long.' });
        if (!written.has(`${plural} ${key}`)) written.set(`${plural} ${key}`, written.size + 1);
        if (!state.answers) throw new ApiProblem(0, {});
        return { id: written.get(`${plural} ${key}`)! } as RecordData;
    };
    const draft = { understood: true, choices: [], unknown: [], notes: [], suggested_opportunity: null, interaction: { kind: 'call', account: { id: 3 }, opportunity: null, contacts: [{ id: 7 }], users: [] } } as unknown as QuickLogDraft;
    const read = vi.fn<Sender['read']>(async () => {
        if (!state.reachable) throw new ApiProblem(0, {});
        return draft;
    });
    return { state, written, sender: { create, read }, read, draft };
}

const call = { key: 'k1', title: 'A call', body: { subject: 'A call' } };

beforeEach(() => localStorage.clear());

test('what the server takes at once does not wait', async () => {
    const { sender, written } = fakeServer();
    const box = new Outbox(1, sender);
    expect((await box.send(call))?.id).toBe(1);
    expect(box.entries()).toEqual([]);
    expect(written.size).toBe(1);
});

test('what cannot be sent waits, also after a reload, and is sent once when the server is back', async () => {
    const { sender, state, written } = fakeServer();
    state.reachable = false;
    const box = new Outbox(1, sender);
    expect(await box.send(call)).toBeNull();
    box.stop();
    const reloaded = new Outbox(1, sender);
    expect(reloaded.entries().map(({ title }) => title)).toEqual(['A call']);
    await reloaded.flush();
    reloaded.stop();
    expect(reloaded.entries()).toHaveLength(1);
    state.reachable = true;
    const sent: number[] = [];
    reloaded.onSent(({ id }) => sent.push(id));
    await Promise.all([reloaded.flush(), reloaded.flush()]);
    expect(sent).toEqual([1]);
    expect(written.size).toBe(1);
    expect(reloaded.entries()).toEqual([]);
});

test('an answer that was lost on its way does not write twice', async () => {
    const { sender, state, written } = fakeServer();
    state.answers = false;
    const box = new Outbox(1, sender);
    expect(await box.send({ ...call, people: [{ key: 'p1', body: { name: 'Zed' } }] })).toBeNull();
    box.stop();
    state.answers = true;
    await box.flush();
    expect([...written.keys()]).toEqual(['contacts p1', 'interactions k1']);
    expect(box.entries()).toEqual([]);
});

test('what is refused at once is told to its form; what is refused later stays with the reason', async () => {
    const { sender, state } = fakeServer();
    const box = new Outbox(1, sender);
    state.refuse = true;
    await expect(box.send(call)).rejects.toThrow('too long');
    expect(box.entries()).toEqual([]);
    state.reachable = false;
    await box.send(call);
    box.stop();
    state.reachable = true;
    await box.flush();
    expect(box.entries()[0]?.problem).toBe('The subject is too long.');
    const { requests } = state;
    await box.flush();
    expect(state.requests).toBe(requests);
});

test('a line that was typed without a connection is read as of then, and sent when it is clear', async () => {
    const { sender, read, draft } = fakeServer();
    const box = new Outbox(1, sender);
    const at = '2026-03-02T09:30:00.000Z';
    await box.send({ key: 'k2', title: 'call Rhea', line: { line: 'call Rhea: hi' }, at });
    box.stop();
    await box.flush();
    expect(read.mock.calls[0]?.[0]).toMatchObject({ line: 'call Rhea: hi', at });
    expect(box.entries()).toEqual([]);
    read.mockResolvedValueOnce({ ...draft, choices: [{ typed: 'Rhea', options: [], more: false }] });
    await box.send({ key: 'k3', title: 'call Rhea', line: { line: 'call Rhea: hi' } });
    box.stop();
    await box.flush();
    expect(box.entries()[0]?.problem).toBe('unclear');
});

test('what was tried days ago is not sent again by itself: the server no longer knows its key', async () => {
    const { sender, state, written } = fakeServer();
    state.answers = false;
    const box = new Outbox(1, sender);
    await box.send({ ...call, tried: new Date(Date.now() - 50 * 3_600_000).toISOString() });
    box.stop();
    expect(box.entries()[0]?.problem).toBe('old');
    expect(written.size).toBe(0);
});

test('a draft with anything to decide is not clear', () => {
    const { draft } = fakeServer();
    expect(clearBody(draft)).toMatchObject({ kind: 'call', account: 3, contacts: [7] });
    expect(clearBody({ ...draft, understood: false })).toBeNull();
    expect(clearBody({ ...draft, notes: [{ code: 'due_is_past', field: null, text: null, message: '' }] })).toBeNull();
});
