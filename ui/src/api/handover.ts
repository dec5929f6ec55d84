/** Handing accounts over, reading up on them, and the brief of an account. */
import { api } from './client';
import type { Schemas } from './types';

export type HandoverPlan = Schemas['HandoverPlan'];
export type Handover = Schemas['Handover'];
export type Undone = Schemas['HandoverUndone'];
export type Received = Schemas['Received']['items'][number];
export type BriefLink = Schemas['BriefLink'];

export const handOver = (plan: HandoverPlan) => api.post<Handover>('/handovers', plan);

export const listHandovers = (from: number, signal?: AbortSignal) => api.get<Schemas['Handovers']>('/handovers', { from }, signal);

export const undoHandover = (id: number) => api.post<Undone>(`/handovers/${id}/undo`, {});

export const listReceived = (signal?: AbortSignal) => api.get<Schemas['Received']>('/handovers/received', undefined, signal);

export const markReceivedRead = (account: number) => api.post<void>(`/accounts/${account}/read`);

/** A page of its own, not JSON. */
export const briefAddress = (account: number, locale: string) => `/api/v1/accounts/${account}/brief?locale=${locale}`;

export const shareBrief = (account: number, locale: string) => api.post<BriefLink>(`/accounts/${account}/brief-links?locale=${locale}`);

export const unshareBrief = (account: number) => api.delete(`/accounts/${account}/brief-links`);
