/** Quotes, and what is done with them. */
import { api } from './client';
import type { Schemas } from './types';

export type Quote = Schemas['Quote'];
export type QuoteDocument = Schemas['QuoteDocument'];
export type QuoteRequest = Schemas['QuoteRequest'];
export type QuotePreview = Schemas['QuotePreview'];
export type QuoteLink = Schemas['QuoteLink'];
export type QuoteAcceptance = Schemas['QuoteAcceptance'];

const once = (key: string) => ({ 'Idempotency-Key': key });

export const createQuote = (quote: QuoteRequest, key: string) => api.post<QuoteDocument>('/quotes', quote, once(key));
export const replaceQuote = (id: number, quote: QuoteRequest, key: string) => api.put<QuoteDocument>(`/quotes/${id}/document`, quote, once(key));
export const previewQuote = (quote: QuoteRequest, signal?: AbortSignal) => api.post<QuotePreview>('/quotes/preview', quote, undefined, signal);
export const readQuote = (id: number, signal?: AbortSignal) => api.get<QuoteDocument>(`/quotes/${id}/document`, undefined, signal);
export const sendQuote = (id: number, locale: string) => api.post<QuoteLink>(`/quotes/${id}/send?locale=${encodeURIComponent(locale)}`);
export const linkQuote = (id: number, locale: string) => api.post<QuoteLink>(`/quotes/${id}/links?locale=${encodeURIComponent(locale)}`);
export const unlinkQuote = (id: number) => api.delete(`/quotes/${id}/links`);
export const reviseQuote = (id: number) => api.post<QuoteDocument>(`/quotes/${id}/revise`);
export const approveQuote = (id: number, approve: boolean, note: string | null) => api.post<QuoteDocument>(`/quotes/${id}/approve`, { approve, note });
export const commentQuote = (id: number, body: string, key: string) => api.post<QuoteDocument>(`/quotes/${id}/comments`, { body }, once(key));
export const acceptQuote = (id: number, acceptance: QuoteAcceptance) => api.post<QuoteDocument>(`/quotes/${id}/accept`, acceptance);
export const declineQuote = (id: number, reason: string | null) => api.post<QuoteDocument>(`/quotes/${id}/decline`, { reason });
