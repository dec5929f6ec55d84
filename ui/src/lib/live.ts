/** One stream of events per visible window: what others change is read again where it is on screen.
 *
 * A window that is hidden for a while lets its stream go, so that many tabs do not take up the browser's few connections;
 * shown again it goes on behind the last event that came. */
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { isOwnRequest } from '~/api/client';
import { eventsAddress, type LiveChange, type LivePresence, lookAt } from '~/api/live';
import { keys } from './queries';

export type LiveState = 'opening' | 'open' | 'offline';

type Looked = { type: string; id: number };

const HIDDEN_MILLISECONDS = 30_000;
const GATHER_MILLISECONDS = 120;
const LONGEST_PAUSE = 30_000;

/** What comes from several types at once, such as the board or a page of figures, is kept under names of its own. */
export function isConcerned(key: QueryKey, changes: LiveChange[], plurals: ReadonlySet<string>): boolean {
    const [family, name, id] = key;
    if (family !== 'records') return false;
    if (typeof name !== 'string' || !plurals.has(name)) return changes.length > 0;
    return changes.some((change) => {
        if (change.plural === name) return typeof id !== 'number' || change.id === null || change.id === id;
        return change.id === null ? key.includes('overview') : change.about.some((other) => other.plural === name && other.id === id);
    });
}

class Live {
    private client: QueryClient | null = null;
    private plurals: ReadonlySet<string> = new Set();
    private source: EventSource | null = null;
    private stream: string | null = null;
    private after: string | null = null;
    private failures = 0;
    private retry: ReturnType<typeof setTimeout> | undefined;
    private hiding: ReturnType<typeof setTimeout> | undefined;
    private gathering: ReturnType<typeof setTimeout> | undefined;
    private gathered: LiveChange[] = [];
    private looked: Looked | null = null;
    private told: Promise<unknown> = Promise.resolve();
    private state: LiveState = 'opening';
    private readonly listeners = new Set<() => void>();
    private readonly watchers = new Set<(change: LiveChange) => void>();

    /** Begins to listen for a signed-in user; the returned function ends it. */
    start(client: QueryClient, plurals: ReadonlySet<string>): () => void {
        this.client = client;
        this.plurals = plurals;
        this.after = null;
        const onVisibility = () => (document.visibilityState === 'visible' ? this.show() : this.hide());
        const onOnline = () => this.open();
        const onOffline = () => this.setState('offline');
        document.addEventListener('visibilitychange', onVisibility);
        window.addEventListener('online', onOnline);
        window.addEventListener('offline', onOffline);
        if (document.visibilityState === 'visible') this.open();
        return () => {
            document.removeEventListener('visibilitychange', onVisibility);
            window.removeEventListener('online', onOnline);
            window.removeEventListener('offline', onOffline);
            clearTimeout(this.hiding);
            clearTimeout(this.gathering);
            this.close();
        };
    }

    /** After signing in again: the server lets this window in once more. */
    reopen() {
        this.failures = 0;
        if (this.client !== null && document.visibilityState === 'visible') this.open();
    }

    subscribe = (listener: () => void) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    };

    getState = () => this.state;

    /** Hears of each change by somebody else, or in another window. */
    watch(watcher: (change: LiveChange) => void): () => void {
        this.watchers.add(watcher);
        return () => this.watchers.delete(watcher);
    }

    /** The record that is open in this window. */
    look(record: Looked | null) {
        this.looked = record;
        this.tell();
    }

    private setState(state: LiveState) {
        if (this.state === state) return;
        this.state = state;
        this.listeners.forEach((listener) => listener());
    }

    private show() {
        clearTimeout(this.hiding);
        if (this.source === null) this.open();
    }

    private hide() {
        clearTimeout(this.hiding);
        this.hiding = setTimeout(() => this.close(), HIDDEN_MILLISECONDS);
    }

    private close() {
        clearTimeout(this.retry);
        this.source?.close();
        this.source = null;
        this.stream = null;
    }

    private open() {
        this.close();
        const source = new EventSource(eventsAddress(this.after));
        this.source = source;
        const on = <Data>(kind: string, take: (data: Data) => void) =>
            source.addEventListener(kind, (event: MessageEvent<string>) => {
                if (event.lastEventId !== '') this.after = event.lastEventId;
                take(JSON.parse(event.data) as Data);
            });
        on<{ stream: string }>('hello', ({ stream }) => this.greet(stream));
        on<LiveChange>('change', (change) => this.take(change));
        on<object>('reset', () => this.readAnew());
        on<{ unread: number }>('notifications', (count) => this.ring(count));
        on<LivePresence>('presence', ({ type, id, users }) => this.client?.setQueryData(keys.presence(type, id), users));
        source.addEventListener('error', () => this.fail(source));
    }

    private greet(stream: string) {
        this.stream = stream;
        this.failures = 0;
        this.setState('open');
        // What rang between the last count and this stream was told to nobody.
        void this.client?.invalidateQueries({ queryKey: keys.unread });
        this.tell();
    }

    /** The pause grows, and differs, so that all do not come back at once to a server that has just started. */
    private fail(source: EventSource) {
        if (this.source !== source) return;
        this.close();
        this.failures += 1;
        if (this.failures > 1) this.setState('offline');
        const pause = Math.min(LONGEST_PAUSE, 500 * 2 ** this.failures) * (0.5 + Math.random() / 2);
        if (document.visibilityState === 'visible') this.retry = setTimeout(() => this.open(), pause);
    }

    private take(change: LiveChange) {
        if (isOwnRequest(change.request)) return;
        this.watchers.forEach((watcher) => watcher(change));
        this.gathered.push(change);
        clearTimeout(this.gathering);
        this.gathering = setTimeout(() => this.refresh(), GATHER_MILLISECONDS);
    }

    private refresh() {
        const changes = this.gathered;
        this.gathered = [];
        void this.client?.invalidateQueries({ predicate: ({ queryKey }) => isConcerned(queryKey, changes, this.plurals) });
        void this.client?.invalidateQueries({ queryKey: ['search'], refetchType: 'none' });
    }

    private readAnew() {
        void this.client?.invalidateQueries({ queryKey: ['records'] });
        void this.client?.invalidateQueries({ queryKey: ['search'] });
        void this.client?.invalidateQueries({ queryKey: keys.notifications });
    }

    private ring(count: { unread: number }) {
        this.client?.setQueryData(keys.unread, count);
        void this.client?.invalidateQueries({ queryKey: [...keys.notifications, 'list'] });
    }

    /** One after another, so that the last word is the last to arrive. */
    private tell() {
        const { stream } = this;
        const record = this.looked;
        if (stream === null) return;
        this.told = this.told
            .then(async () => {
                if (this.stream !== stream || this.looked !== record) return;
                const { users } = await lookAt(stream, record);
                if (record !== null) this.client?.setQueryData(keys.presence(record.type, record.id), users);
            })
            .catch(() => undefined);
    }
}

export const live = new Live();
