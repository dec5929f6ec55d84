/** CSV imports: upload, mapping, dry run, run, undo. */
import { api, apiAddress } from './client';
import type { components } from './schema';

export type Import = components['schemas']['Import'];
export type ImportSummary = components['schemas']['ImportSummary'];
export type ImportColumn = components['schemas']['ImportColumn'];
export type ImportInput = components['schemas']['ImportInput'];
export type ImportProblem = components['schemas']['ImportProblems']['items'][number];

export const uploadImport = (file: File, type: string | null) => api.upload<Import>('/imports', { name: file.name, type }, file);
export const readImport = (id: number, signal?: AbortSignal) => api.get<Import>(`/imports/${id}`, undefined, signal);
export const listImports = (signal?: AbortSignal) => api.get<components['schemas']['ImportList']>('/imports', undefined, signal);
export const configureImport = (id: number, input: ImportInput) => api.patch<Import>(`/imports/${id}`, input);
export const runImport = (id: number, dryRun: boolean) => api.post<Import>(`/imports/${id}/run`, { dry_run: dryRun });
export const undoImport = (id: number) => api.post<Import>(`/imports/${id}/undo`);
export const cancelImport = (id: number) => api.post<Import>(`/imports/${id}/cancel`);
export const badRowsAddress = (id: number) => apiAddress(`/imports/${id}/problems.csv`);

export const listImportProblems = (id: number, signal?: AbortSignal) =>
    api.get<components['schemas']['ImportProblems']>(`/imports/${id}/problems`, undefined, signal);
