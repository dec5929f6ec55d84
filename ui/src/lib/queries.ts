/** Names of what the app keeps in its cache, and when that is read again. */
import { QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ApiProblem } from '~/api/client';
import { readAccountOverview } from '~/api/overviews';
import { readRecord } from '~/api/records';
import { readCatalogue, readSession } from '~/api/session';

export const keys = {
    session: ['session'] as const,
    catalogue: (language: string) => ['catalogue', language] as const,
    organisation: ['organisation'] as const,
    tradeSettings: ['trade-settings'] as const,
    tokens: ['tokens'] as const,
    list: (plural: string, query: object) => ['records', plural, 'list', query] as const,
    summary: (plural: string, query: object) => ['records', plural, 'summary', query] as const,
    record: (plural: string, id: number) => ['records', plural, id] as const,
    overview: (plural: string, id: number) => ['records', plural, id, 'overview'] as const,
    history: (plural: string, id: number) => ['records', plural, id, 'history'] as const,
    attachments: (plural: string, id: number) => ['records', plural, id, 'attachments'] as const,
    received: ['records', 'received'] as const,
    handovers: (from: number) => ['records', 'handovers', from] as const,
    views: ['views'] as const,
    ledger: ['ledger'] as const,
    firstDay: ['records', 'first-day'] as const,
    today: (query: object) => ['records', 'today', query] as const,
    board: (pipeline: number, query: object) => ['records', 'board', pipeline, query] as const,
    follow: (plural: string, id: number) => ['follow', plural, id] as const,
    presence: (type: string, id: number) => ['presence', type, id] as const,
    notifications: ['notifications'] as const,
    unread: ['notifications', 'count'] as const,
    notificationSettings: ['notification-settings'] as const,
    search: (q: string, type: string | null) => ['search', q, type] as const,
};

/** Who is signed in: asked once, then kept up by signing in and out. */
export const sessionOptions = queryOptions({ queryKey: keys.session, queryFn: readSession, staleTime: Infinity, gcTime: Infinity });

/** Record types and fields in one language: they change only with the program. */
export const catalogueOptions = (language: string) =>
    queryOptions({ queryKey: keys.catalogue(language), queryFn: ({ signal }) => readCatalogue(language, signal), staleTime: Infinity });

export const accountOverviewOptions = (id: number) =>
    queryOptions({ queryKey: keys.overview('accounts', id), queryFn: ({ signal }) => readAccountOverview(id, signal) });

/** A question that was wrong stays wrong; only what may pass by itself is asked again. */
export function mayRetry(failures: number, error: Error): boolean {
    const passing = !(error instanceof ApiProblem) || error.status === 0 || error.status === 503 || error.status === 429;
    return passing && failures < 2;
}

export function makeQueryClient(): QueryClient {
    return new QueryClient({
        defaultOptions: {
            queries: { staleTime: 15_000, gcTime: 300_000, retry: mayRetry, refetchOnWindowFocus: true },
            mutations: { retry: false },
        },
    });
}

/** Any write may show in lists, boards, overviews and search; all that is on screen is read again, the rest when needed. */
export function useRecordsChanged() {
    const client = useQueryClient();
    return useCallback(
        () =>
            Promise.all([
                client.invalidateQueries({ queryKey: ['records'] }),
                client.invalidateQueries({ queryKey: ['search'] }),
            ]),
        [client],
    );
}

export function useRecord(plural: string, id: number) {
    return useQuery({
        queryKey: keys.record(plural, id),
        queryFn: ({ signal }) => readRecord(plural, id, signal),
    });
}
