/** Where documents come from and lead to, and what a customer has bought, ordered and owes. */
import { api } from './client';
import type { Schemas } from './types';

export type Trail = Schemas['Trail'];
export type TrailNode = Schemas['TrailNode'];
export type AccountTrade = Schemas['AccountTrade'];

export const readTrail = (type: string, id: number, signal?: AbortSignal) => api.get<Trail>('/trail', { type, id }, signal);
