/** What was saved while the server could not be reached. It lies in the browser's storage from before the first attempt
 * until the server has answered, so neither a lost connection nor a reload loses it; each entry has one Idempotency-Key
 * for all attempts, so the server writes it once. */
import { ApiProblem } from '~/api/client';
import { readQuickLog, type QuickLogDraft, type QuickLogInput } from '~/api/quick-log';
import { type Changes, createRecord } from '~/api/records';
import type { RecordData } from '~/api/types';

/** A person who is made first, and then takes part. */
export type NewPerson = { key: string; body: Changes };

export type Waiting = {
    key: string;
    /** What it is called in the list of what waits. */
    title: string;
    /** When it was saved. */
    at: string;
    /** When it was first sent; the server remembers a key for two days only. */
    tried: string | null;
    /** Why the server does not take it as it is; then a person has to look at it. */
    problem: string | null;
    /** The conversation itself; null while it is a line that the server has not read yet. */
    body: Changes | null;
    people: NewPerson[];
    line: QuickLogInput | null;
};

export type Sender = {
    create: typeof createRecord;
    read: typeof readQuickLog;
};

const REMEMBERED = 47 * 60 * 60 * 1000;
const AGAIN = 10_000;

/** Not answered, or answered by something before the program: it may have arrived or not, and is sent again. */
export function isUnreachable(error: unknown): boolean {
    return error instanceof ApiProblem && [0, 502, 503, 504].includes(error.status);
}

/** The interaction of a draft in which nothing is left to decide; null otherwise. */
export function clearBody(draft: QuickLogDraft): Changes | null {
    if (!draft.understood || draft.choices.length > 0 || draft.notes.length > 0) return null;
    const { account, opportunity, contacts, users, ...rest } = draft.interaction;
    const ids = (options: { id: number }[]) => options.map(({ id }) => id) as unknown as Changes[string];
    return { ...rest, account: account?.id ?? null, opportunity: opportunity?.id ?? null, contacts: ids(contacts), users: ids(users) };
}

export class Outbox {
    private readonly name: string;
    private readonly sender: Sender;
    private readonly listeners = new Set<() => void>();
    private readonly sending = new Set<string>();
    private timer: ReturnType<typeof setTimeout> | undefined;
    private seen = { text: '', entries: [] as Waiting[] };
    private readonly arrivals = new Set<(record: RecordData) => void>();

    constructor(userId: number, sender: Sender = { create: createRecord, read: readQuickLog }) {
        this.name = `daybook.outbox.${userId}`;
        this.sender = sender;
    }

    /** The same array as long as nothing changes. */
    entries = (): Waiting[] => {
        const text = localStorage.getItem(this.name) ?? '[]';
        if (text !== this.seen.text) {
            try {
                this.seen = { text, entries: JSON.parse(text) as Waiting[] };
            } catch {
                this.seen = { text, entries: [] };
            }
        }
        return this.seen.entries;
    };

    subscribe = (listener: () => void) => {
        const onStorage = (event: StorageEvent) => event.key === this.name && listener();
        this.listeners.add(listener);
        window.addEventListener('storage', onStorage);
        return () => {
            this.listeners.delete(listener);
            window.removeEventListener('storage', onStorage);
        };
    };

    /** Hears of each record that was sent after waiting; the answer stops that. */
    onSent = (hear: (record: RecordData) => void) => {
        this.arrivals.add(hear);
        return () => this.arrivals.delete(hear);
    };

    /** Sends at once; null when it has to wait. What the server refuses is thrown and not kept. */
    async send(entry: Pick<Waiting, 'key' | 'title'> & Partial<Waiting>): Promise<RecordData | null> {
        const { key } = entry;
        const waiting: Waiting = { at: new Date().toISOString(), tried: null, problem: null, body: null, people: [], line: null, ...entry };
        this.keep([...this.entries().filter((one) => one.key !== key), waiting]);
        if (waiting.body === null) {
            this.later();
            return null;
        }
        try {
            return await this.deliver(key);
        } catch (error) {
            if (!isUnreachable(error)) {
                this.remove(key);
                throw error;
            }
            this.later();
            return null;
        }
    }

    /** Sends what waits, the oldest first; stops when the server cannot be reached. */
    async flush(): Promise<void> {
        for (const { key, problem } of this.entries()) {
            if (problem !== null || this.sending.has(key)) continue;
            try {
                const record = await this.deliver(key);
                if (record !== null) this.arrivals.forEach((hear) => hear(record));
            } catch (error) {
                if (isUnreachable(error) || (error instanceof ApiProblem && error.status === 401)) {
                    this.later();
                    return;
                }
                this.change(key, { problem: error instanceof Error ? error.message : String(error) });
            }
        }
    }

    /** Takes an entry out: undone, thrown away, or opened to be written anew. */
    remove = (key: string) => this.keep(this.entries().filter((entry) => entry.key !== key));

    /** Takes back that it was taken out. */
    putBack = (entry: Waiting) => this.keep([...this.entries(), entry]);

    stop = () => clearTimeout(this.timer);

    private later() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.flush(), AGAIN);
    }

    private async deliver(key: string): Promise<RecordData | null> {
        if (this.sending.has(key)) return null;
        this.sending.add(key);
        try {
            const body = await this.bodyOf(key);
            if (body === null) return null;
            const entry = this.find(key)!;
            this.change(key, { tried: entry.tried ?? new Date().toISOString() });
            const contacts = [...((body.contacts as unknown as number[] | undefined) ?? [])];
            for (const person of entry.people) contacts.push((await this.sender.create('contacts', person.body, person.key)).id);
            const whole = entry.people.length === 0 ? body : ({ ...body, contacts } as unknown as Changes);
            const record = await this.sender.create('interactions', whole, key);
            this.remove(key);
            return record;
        } finally {
            this.sending.delete(key);
        }
    }

    /** A line is read first, as of when it was typed; what is not clear in it waits for its writer. */
    private async bodyOf(key: string): Promise<Changes | null> {
        const entry = this.find(key);
        if (entry === undefined) return null;
        if (entry.tried !== null && Date.now() - Date.parse(entry.tried) > REMEMBERED) {
            this.change(key, { problem: 'old' });
            return null;
        }
        if (entry.body !== null) return entry.body;
        const body = clearBody(await this.sender.read({ ...entry.line!, at: entry.at }));
        this.change(key, body === null ? { problem: 'unclear' } : { body });
        return body;
    }

    private find(key: string) {
        return this.entries().find((entry) => entry.key === key);
    }

    private change(key: string, part: Partial<Waiting>) {
        this.keep(this.entries().map((entry) => (entry.key === key ? { ...entry, ...part } : entry)));
    }

    private keep(entries: Waiting[]) {
        localStorage.setItem(this.name, JSON.stringify(entries));
        this.listeners.forEach((listener) => listener());
    }
}

const boxes = new Map<number, Outbox>();

/** The one outbox of a user in this window. */
export function outboxOf(userId: number): Outbox {
    const box = boxes.get(userId) ?? new Outbox(userId);
    boxes.set(userId, box);
    return box;
}
