/** What lies where, how it moved, and what is done to it. */
import { type Query, api } from './client';
import type { Schemas } from './types';

export type StockLevels = Schemas['StockLevels'];
export type StockLevel = StockLevels['items'][number];
export type StockMoves = Schemas['StockMoves'];
export type StockOutcome = Schemas['StockOutcome'];

export const listLevels = (query: Query, signal?: AbortSignal) => api.get<StockLevels>('/stock/levels', query, signal);
export const listMoves = (query: Query, signal?: AbortSignal) => api.get<StockMoves>('/stock/moves', query, signal);
export const listReorder = (signal?: AbortSignal) => api.get<Schemas['StockToReorder']>('/stock/reorder', undefined, signal);

export const receiveStock = (given: Schemas['StockReceipt'], key: string) => api.post<StockOutcome>('/stock/receipts', given, { 'Idempotency-Key': key });
export const countStock = (given: Schemas['StockCount'], key: string) => api.post<StockOutcome>('/stock/counts', given, { 'Idempotency-Key': key });
export const transferStock = (given: Schemas['StockTransfer'], key: string) => api.post<StockOutcome>('/stock/transfers', given, { 'Idempotency-Key': key });
export const scrapStock = (given: Schemas['StockScrap'], key: string) => api.post<StockOutcome>('/stock/scraps', given, { 'Idempotency-Key': key });
