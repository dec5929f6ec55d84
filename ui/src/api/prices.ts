/** What trade is set to, and prices. */
import { api } from './client';
import type { Schemas } from './types';

export type TradeSettings = Schemas['TradeSettings'];
export type TradeSettingsChange = Schemas['TradeSettingsChange'];

export const readTradeSettings = (signal?: AbortSignal) => api.get<TradeSettings>('/trade-settings', undefined, signal);
export const changeTradeSettings = (changes: TradeSettingsChange) => api.patch<TradeSettings>('/trade-settings', changes);
export const makeReadyTaxCodes = (chart: Schemas['TaxCodesReady']['chart']) => api.post<TradeSettings>('/tax-codes/ready', { chart });
export const findPrice = (query: { product: number; account: number | null; currency: string; quantity: string; date: string }) => api.get<Schemas['PriceFound']>('/prices/find', query);
