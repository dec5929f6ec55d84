/** Records of any type. `plural` is the type's name in addresses, such as "accounts". */
import { api, apiAddress, type Query } from './client';
import type { Attachment, HistoryPage, Page, RecordData, Schemas, Summary, Value } from './types';

export type Changes = Record<string, Value | undefined>;

export function listRecords(plural: string, query: Query, signal?: AbortSignal) {
    return api.get<Page<RecordData>>(`/${plural}`, query, signal);
}

export function readSummary(plural: string, query: Query, signal?: AbortSignal) {
    return api.get<Summary>(`/${plural}/summary`, query, signal);
}

export function readRecord(plural: string, id: number, signal?: AbortSignal) {
    return api.get<RecordData>(`/${plural}/${id}`, undefined, signal);
}

/** `key` makes a repeated create harmless: the server answers the second with the first's record. */
export function createRecord(plural: string, values: Changes, key: string) {
    return api.post<RecordData>(`/${plural}`, values, { 'Idempotency-Key': key });
}

export function updateRecord(plural: string, id: number, version: number, changes: Changes) {
    return api.patch<RecordData>(`/${plural}/${id}`, changes, { 'If-Match': `"${version}"` });
}

export function archiveRecord(plural: string, id: number) {
    return api.post<RecordData>(`/${plural}/${id}/archive`);
}

export function restoreRecord(plural: string, id: number) {
    return api.post<RecordData>(`/${plural}/${id}/restore`);
}

export function deleteRecord(plural: string, id: number) {
    return api.delete(`/${plural}/${id}`);
}

export function readHistory(plural: string, id: number, before: number | null, signal?: AbortSignal) {
    return api.get<HistoryPage>(`/${plural}/${id}/history`, { before, limit: 50 }, signal);
}

export function suggestValues(plural: string, field: string, q: string, signal?: AbortSignal) {
    return api.get<Schemas['Suggestions']>(`/${plural}/suggest`, { field, q }, signal);
}

export function searchRecords(q: string, type: string | null, limit: number, signal?: AbortSignal) {
    return api.get<Schemas['SearchHits']>('/search', { q, type, limit }, signal);
}

export function exportAddress(plural: string, query: Query) {
    return apiAddress(`/${plural}/export`, query);
}

export function listAttachments(plural: string, id: number, signal?: AbortSignal) {
    return api.get<Schemas['AttachmentList']>(`/${plural}/${id}/attachments`, undefined, signal);
}

export function uploadAttachment(plural: string, id: number, file: File) {
    return api.upload<Attachment>(`/${plural}/${id}/attachments`, { name: file.name }, file);
}

export function deleteAttachment(id: number) {
    return api.delete(`/attachments/${id}`);
}

export function attachmentAddress(id: number) {
    return apiAddress(`/attachments/${id}`);
}

export function setTaskDone(id: number, done: boolean) {
    return api.post<RecordData>(`/tasks/${id}/done`, { done });
}
