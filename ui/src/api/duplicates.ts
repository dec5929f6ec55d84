/** Likely duplicates, and merging of two records. */
import { api, type Query } from './client';
import type { RecordData, Schemas, Value } from './types';

export type DuplicateReasons = Schemas['DuplicateReasons'];
export type DuplicateHit = Omit<Schemas['DuplicateHits']['items'][number], 'record'> & { record: RecordData };
export type DuplicatePair = Omit<Schemas['DuplicatePair'], 'records'> & { records: [RecordData, RecordData] };
export type DuplicatePage = { items: DuplicatePair[]; next: string | null; total: number };
export type MergeChoice = 'this' | 'other' | 'both';
export type Merge = Omit<Schemas['Merge'], 'record' | 'other'> & { record: RecordData; other: RecordData };
export type Job = Schemas['Job'];

export function checkDuplicates(type: string, values: Record<string, Value>, signal?: AbortSignal) {
    return api.post<{ items: DuplicateHit[] }>('/duplicates/check', { type, values }, undefined, signal);
}

export function listDuplicates(query: Query, signal?: AbortSignal) {
    return api.get<DuplicatePage>('/duplicates', query, signal);
}

export function dismissDuplicate(id: number, dismissed: boolean) {
    return api.post<DuplicatePair>(`/duplicates/${id}/dismiss`, { dismissed });
}

export function scanDuplicates() {
    return api.post<Job>('/duplicates/scan', {});
}

export function readJob(id: number, signal?: AbortSignal) {
    return api.get<Job>(`/jobs/${id}`, undefined, signal);
}

/** `survivor` stays and takes what refers to `other`, as both were when they were compared. */
export function mergeRecords(plural: string, survivor: RecordData, other: RecordData, values: Record<string, MergeChoice>) {
    return api.post<Merge>(
        `/${plural}/${survivor.id}/merge`,
        { other: other.id, other_version: other.version, values },
        { 'If-Match': `"${survivor.version}"` },
    );
}

/** `keepLater`: what somebody changed since stays as it is, in place of a refusal. */
export function undoMerge(id: number, keepLater: boolean) {
    return api.post<Merge>(`/merges/${id}/undo`, { keep_later_changes: keepLater });
}
