/** Payments and what they settle; what customers owe. */
import { type Query, api } from './client';
import { listRecords } from './records';
import type { RecordData, Schemas } from './types';

export type Ageing = Schemas['Ageing'];
export type Ages = Schemas['Ages'];
export type OpenDocuments = Schemas['OpenDocuments'];
export type CustomerStatement = Schemas['CustomerStatement'];
export type PaymentDocument = Schemas['PaymentDocument'];
export type PaymentRequest = Schemas['PaymentRequest'];
export type Approval = Schemas['Approvals']['items'][number];
type Allocations = Schemas['AllocationRequest'];

export const readAgeing = (query: Query, signal?: AbortSignal) => api.get<Ageing>('/receivables/ageing', query, signal);
export const listOpen = (query: Query, signal?: AbortSignal) => api.get<OpenDocuments>('/receivables/open', query, signal);
export const readStatement = (query: Query, signal?: AbortSignal) => api.get<CustomerStatement>('/receivables/statement', query, signal);
export const readDayBook = (query: Query, signal?: AbortSignal) => api.get<Schemas['SalesDayBook']>('/receivables/day-book', query, signal);
export const readSalesLedger = (query: Query, signal?: AbortSignal) => api.get<Schemas['SalesLedger']>('/receivables/ledger', query, signal);
export const readTaxReturn = (query: Query, signal?: AbortSignal) => api.get<Schemas['TaxReturn']>('/receivables/tax-return', query, signal);
export const readCollection = (query: Query, signal?: AbortSignal) => api.get<Schemas['Collection']>('/receivables/collection', query, signal);

export const listApprovals = (signal?: AbortSignal) => api.get<Schemas['Approvals']>('/approvals', undefined, signal);
export const decideApproval = (id: number, approve: boolean) => api.post<Schemas['Approvals']>(`/approvals/${id}/decision`, { approve });

export const readPayment = (id: number, signal?: AbortSignal) => api.get<PaymentDocument>(`/payments/${id}/document`, undefined, signal);
export const recordPayment = (payment: PaymentRequest, key: string) => api.post<PaymentDocument>('/payments', payment, { 'Idempotency-Key': key });
export const allocatePayment = (id: number, given: Allocations, key: string) => api.post<PaymentDocument>(`/payments/${id}/allocate`, given, { 'Idempotency-Key': key });
export const applyCreditNote = (id: number, given: Allocations, key: string) => api.post<Schemas['InvoiceDocument']>(`/invoices/${id}/apply`, given, { 'Idempotency-Key': key });
export const refundPayment = (id: number, given: Schemas['RefundRequest'], key: string) => api.post<PaymentDocument>(`/payments/${id}/refund`, given, { 'Idempotency-Key': key });
export const refundCreditNote = (id: number, given: Schemas['RefundRequest'], key: string) => api.post<PaymentDocument>(`/invoices/${id}/refund`, given, { 'Idempotency-Key': key });
export const writeOff = (id: number, given: Schemas['WriteOffRequest'], key: string) => api.post<Schemas['WriteOff']>(`/invoices/${id}/write-off`, given, { 'Idempotency-Key': key });
export const takeBackPayment = (id: number, given: Schemas['TakeBackRequest'], key: string) => api.post<PaymentDocument>(`/payments/${id}/take-back`, given, { 'Idempotency-Key': key });
export const takeBackAllocation = (id: number, given: Schemas['TakeBackRequest'], key: string) =>
    api.post<Schemas['InvoiceDocument']>(`/allocations/${id}/take-back`, given, { 'Idempotency-Key': key });

/** What a customer has to pay, the oldest due first. */
export type OpenInvoice = Schemas['Invoice'];
export const listUnpaid = async (account: number, signal?: AbortSignal) => {
    const page = await listRecords('invoices', { account, kind: 'invoice', 'open.gt': '0', sort: 'due_on,id', limit: 200 }, signal);
    return page.items as (RecordData & OpenInvoice)[];
};
