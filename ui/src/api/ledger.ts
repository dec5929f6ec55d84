/** The ledger: its opening, journal, statements and closing. */
import { type Query, api, apiAddress } from './client';
import type { Schemas } from './types';

export type Ledger = Schemas['Ledger'];
export type JournalEntry = Schemas['JournalEntry'];
export type JournalInput = Schemas['JournalInput'];
export type IncomeStatement = Schemas['IncomeStatement'];
export type BalanceSheet = Schemas['BalanceSheet'];
export type JournalProposal = Schemas['JournalProposals']['items'][number];
export type MonthStatus = Ledger['months'][number]['status'];

export const readLedger = (signal?: AbortSignal) => api.get<Ledger>('/ledger', undefined, signal);
export const openLedger = (opening: Schemas['LedgerOpening']) => api.post<Ledger>('/ledger', opening);
export const setApproval = (approval: boolean) => api.patch<Ledger>('/ledger', { approval });
export const setMonth = (month: string, status: MonthStatus) => api.post<Ledger>('/ledger/months', { month, status });
export const closeYear = (month: string) => api.post<JournalEntry>('/ledger/years', { month });
export const revalue = (date: string) => api.post<Schemas['LedgerRevalued']>('/ledger/revaluations', { date });
export const verifyLedger = (signal?: AbortSignal) => api.get<Schemas['LedgerVerification']>('/ledger/verification', undefined, signal);
export const uploadRates = (file: Blob) => api.upload<Schemas['ExchangeRatesRead']>('/ledger/rates', {}, file);
export const uploadOpening = (date: string, file: Blob) => api.upload<JournalEntry>('/ledger/openings', { date }, file);

export const listEntries = (query: Query, signal?: AbortSignal) => api.get<Schemas['JournalPage']>('/ledger/entries', query, signal);
export const readEntry = (id: number, signal?: AbortSignal) => api.get<JournalEntry>(`/ledger/entries/${id}`, undefined, signal);
export const postEntry = (entry: JournalInput, key: string) => api.post<Schemas['JournalPosted']>('/ledger/entries', entry, { 'Idempotency-Key': key });
export const reverseEntry = (id: number, reason: string) => api.post<JournalEntry>(`/ledger/entries/${id}/reverse`, { reason });
export const listLines = (query: Query, signal?: AbortSignal) => api.get<Schemas['JournalLinePage']>('/ledger/lines', query, signal);
export const listProposals = (signal?: AbortSignal) => api.get<Schemas['JournalProposals']>('/ledger/proposals', undefined, signal);
export const decideProposal = (id: number, approve: boolean) => api.post<Schemas['JournalProposals']>(`/ledger/proposals/${id}/decision`, { approve });

export const readIncome = (query: Query, signal?: AbortSignal) => api.get<IncomeStatement>('/ledger/income-statement', query, signal);
export const readBalanceSheet = (query: Query, signal?: AbortSignal) => api.get<BalanceSheet>('/ledger/balance-sheet', query, signal);
export const readTrialBalance = (query: Query, signal?: AbortSignal) => api.get<Schemas['TrialBalance']>('/ledger/trial-balance', query, signal);
export const readSalesBy = (query: Query, signal?: AbortSignal) => api.get<Schemas['NetSalesBy']>('/ledger/sales', query, signal);

export const journalFile = (format: 'hledger' | 'csv' | 'json') => apiAddress('/ledger/export', { format });
