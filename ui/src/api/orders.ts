/** Orders, deliveries, invoices and credit notes, and what is done with them. */
import { type Query, api } from './client';
import type { Schemas } from './types';

export type Order = Schemas['Order'];
export type OrderDocument = Schemas['OrderDocument'];
export type OrderLine = Schemas['OrderLine'];
export type OrderRequest = Schemas['OrderRequest'];
export type OrderOutcome = Schemas['OrderOutcome'];
export type DeliveryDocument = Schemas['DeliveryDocument'];
export type DeliveryRequest = Schemas['DeliveryRequest'];
export type InvoiceDocument = Schemas['InvoiceDocument'];
export type InvoiceLine = Schemas['InvoiceLine'];
export type InvoiceRequest = Schemas['OrderInvoiceRequest'];
export type CreditRequest = Schemas['CreditRequest'];
export type CashSaleRequest = Schemas['CashSaleRequest'];
export type OrdersImport = Schemas['OrdersImport'];

const once = (key: string) => ({ 'Idempotency-Key': key });

export const createOrder = (order: OrderRequest, key: string) => api.post<OrderDocument>('/orders', order, once(key));
export const readOrder = (id: number, signal?: AbortSignal) => api.get<OrderDocument>(`/orders/${id}/document`, undefined, signal);
export const importOrders = (file: Blob, query: Query) => api.upload<OrdersImport>('/orders/import', query, file);
export const deliverOrder = (id: number, delivery: DeliveryRequest, key: string) => api.post<OrderOutcome>(`/orders/${id}/deliver`, delivery, once(key));
export const invoiceOrder = (id: number, invoice: InvoiceRequest, key: string) => api.post<OrderOutcome>(`/orders/${id}/invoice`, invoice, once(key));
export const cancelOrder = (id: number, reason: string | null, key: string) => api.post<OrderDocument>(`/orders/${id}/cancel`, { reason }, once(key));
export const releaseOrder = (id: number, key: string) => api.post<OrderDocument>(`/orders/${id}/release`, {}, once(key));
export const sellForCash = (sale: CashSaleRequest, key: string) => api.post<Schemas['CashSale']>('/cash-sales', sale, once(key));
export const readDelivery = (id: number, signal?: AbortSignal) => api.get<DeliveryDocument>(`/deliveries/${id}/document`, undefined, signal);
export const returnDelivery = (id: number, goods: DeliveryRequest, key: string) => api.post<OrderOutcome>(`/deliveries/${id}/return`, goods, once(key));
export const readInvoice = (id: number, signal?: AbortSignal) => api.get<InvoiceDocument>(`/invoices/${id}/document`, undefined, signal);
export const creditInvoice = (id: number, credit: CreditRequest, key: string) => api.post<Schemas['CreditOutcome']>(`/invoices/${id}/credit`, credit, once(key));
