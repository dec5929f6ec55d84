/** One way to the server: JSON in and out, problems as exceptions, signing in again without losing what was asked. */
import type { FieldProblem, RecordData } from './types';

export class ApiProblem extends Error {
    readonly status: number;
    readonly code: string;
    readonly title: string;
    readonly detail: string | null;
    readonly errors: FieldProblem[];
    readonly current: RecordData | null;
    readonly requestId: string | null;
    readonly retryAfter: number | null;

    constructor(status: number, body: Partial<ProblemDocument>, retryAfter: number | null = null) {
        super(body.detail ?? body.title ?? `HTTP ${status}`);
        this.name = 'ApiProblem';
        this.status = status;
        this.code = body.code ?? (status === 0 ? 'unreachable' : `http_${status}`);
        this.title = body.title ?? '';
        this.detail = problemWords(this.code) ?? body.detail ?? null;
        this.errors = (body.errors ?? []).map((problem) => ({ ...problem, message: problemWords(problem.code) ?? problem.message }));
        this.current = body.current ?? null;
        this.requestId = body.request_id ?? null;
        this.retryAfter = retryAfter;
    }
}

type ProblemDocument = {
    title: string;
    detail: string;
    code: string;
    errors: FieldProblem[];
    current: RecordData;
    request_id: string;
};

export type Query = Record<string, string | number | boolean | null | undefined>;

type Options = {
    query?: Query;
    /** Sent as JSON. */
    body?: unknown;
    /** Sent as it is. */
    raw?: Blob;
    headers?: Record<string, string>;
    signal?: AbortSignal;
    /** Answer 401 to the caller in place of asking the user to sign in again. */
    anonymous?: boolean;
};

const BASE = '/api/v1';

/** What a problem's code says in the reader's language; undefined: the server's own sentence stands. */
export type ProblemWords = (code: string) => string | undefined;

/** This window: what it asks for carries its name, so that it knows its own changes among those that are told to all. */
const WINDOW = `w${Math.random().toString(36).slice(2, 12)}`;
let asked = 0;

export function isOwnRequest(id: string | null): boolean {
    return id !== null && id.startsWith(`${WINDOW}.`);
}

let csrfToken: string | null = null;
let problemWords: ProblemWords = () => undefined;
let signInAgain: (() => Promise<boolean>) | null = null;

export function setCsrfToken(token: string | null) {
    csrfToken = token;
}

export function setProblemWords(words: ProblemWords) {
    problemWords = words;
}

/** `ask` is called when the session has ended; it resolves to true when the user has signed in again. */
export function onSessionEnded(ask: (() => Promise<boolean>) | null) {
    signInAgain = ask;
}

export function queryString(query: Query | undefined): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) {
        if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
    }
    const text = parameters.toString();
    return text === '' ? '' : `?${text}`;
}

export function apiAddress(path: string, query?: Query): string {
    return BASE + path + queryString(query);
}

async function send(method: string, path: string, options: Options): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
    if (method !== 'GET') headers['X-Request-Id'] = `${WINDOW}.${++asked}`;
    if (method !== 'GET' && csrfToken !== null) headers['X-CSRF-Token'] = csrfToken;
    let body: BodyInit | undefined;
    if (options.raw !== undefined) {
        body = options.raw;
        headers['Content-Type'] = options.raw.type || 'application/octet-stream';
    } else if (options.body !== undefined) {
        body = JSON.stringify(options.body);
        headers['Content-Type'] = 'application/json';
    }
    try {
        return await fetch(apiAddress(path, options.query), {
            method,
            headers,
            body,
            signal: options.signal,
            credentials: 'same-origin',
        });
    } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') throw error;
        throw new ApiProblem(0, {});
    }
}

async function readProblem(response: Response): Promise<ApiProblem> {
    const seconds = Number(response.headers.get('Retry-After'));
    const body = (await response.json().catch(() => ({}))) as Partial<ProblemDocument>;
    return new ApiProblem(response.status, body, Number.isFinite(seconds) && seconds > 0 ? seconds : null);
}

export async function request<Answer>(method: string, path: string, options: Options = {}): Promise<Answer> {
    let response = await send(method, path, options);
    if (response.status === 401 && !options.anonymous && signInAgain !== null && (await signInAgain())) {
        response = await send(method, path, options);
    }
    if (!response.ok) throw await readProblem(response);
    if (response.status === 204) return undefined as Answer;
    return (await response.json()) as Answer;
}

export const api = {
    get: <Answer>(path: string, query?: Query, signal?: AbortSignal) => request<Answer>('GET', path, { query, signal }),
    post: <Answer>(path: string, body?: unknown, headers?: Record<string, string>, signal?: AbortSignal) =>
        request<Answer>('POST', path, { body, headers, signal }),
    put: <Answer>(path: string, body: unknown, headers?: Record<string, string>) => request<Answer>('PUT', path, { body, headers }),
    patch: <Answer>(path: string, body: unknown, headers?: Record<string, string>) =>
        request<Answer>('PATCH', path, { body, headers }),
    delete: <Answer = void>(path: string, headers?: Record<string, string>) =>
        request<Answer>('DELETE', path, { headers }),
    upload: <Answer>(path: string, query: Query, file: Blob) => request<Answer>('POST', path, { query, raw: file }),
};
