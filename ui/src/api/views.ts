/** What screens show, kept under names. */
import { api } from './client';
import type { Schemas } from './types';

export type SavedView = Schemas['View'];
export type ViewInput = Schemas['ViewInput'];
export type ViewChange = Schemas['ViewChange'];

export const listViews = (signal?: AbortSignal) => api.get<Schemas['ViewList']>('/views', undefined, signal);

export const createView = (input: ViewInput) => api.post<SavedView>('/views', input);

export const updateView = (id: number, change: ViewChange) => api.patch<SavedView>(`/views/${id}`, change);

export const deleteView = (id: number) => api.delete(`/views/${id}`);

export const setDefaultView = (screen: string, view: number | null) => api.post<void>('/views/default', { screen, view });
