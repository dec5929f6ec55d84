/** Contracts and subscriptions, and the recurring revenue that they bring. */
import { type Query, api } from './client';
import type { Schemas } from './types';

export type ContractDocument = Schemas['ContractDocument'];
export type ContractRequest = Schemas['ContractRequest'];
export type ContractsDone = Schemas['ContractsDone'];
export type RecurringRevenue = Schemas['RecurringRevenue'];

const once = (key: string) => ({ 'Idempotency-Key': key });

export const readContract = (id: number, signal?: AbortSignal) => api.get<ContractDocument>(`/contracts/${id}/document`, undefined, signal);
export const createContract = (given: ContractRequest, key: string) => api.post<ContractDocument>('/contracts', given, once(key));
export const activateContract = (id: number, key: string) => api.post<ContractDocument>(`/contracts/${id}/activate`, {}, once(key));
export const changeQuantity = (id: number, given: Schemas['ContractQuantity'], key: string) => api.post<ContractDocument>(`/contracts/${id}/quantity`, given, once(key));
export const endContract = (id: number, given: Schemas['ContractEnd'], key: string) => api.post<ContractDocument>(`/contracts/${id}/end`, given, once(key));
export const billContracts = (date: string, key: string) => api.post<ContractsDone>('/contracts/due', { date }, once(key));
export const readRecurring = (query: Query, signal?: AbortSignal) => api.get<RecurringRevenue>('/contracts/recurring-revenue', query, signal);
