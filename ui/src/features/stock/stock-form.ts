/** What is typed when stock comes in, is counted, moved or scrapped, and what is sent of it. */
import { type StockOutcome, countStock, receiveStock, scrapStock, transferStock } from '~/api/stock';
import type { Reference } from '~/api/types';

export const ACTS = ['receive', 'count', 'transfer', 'scrap'] as const;
export type Act = (typeof ACTS)[number];

export type StockLine = { key: number; product: Reference | null; quantity: string; cost: string };
export type StockForm = { date: string; location: Reference | null; to: Reference | null; note: string; lines: StockLine[] };

const isEmpty = ({ product, quantity, cost }: StockLine) => product === null && quantity.trim() === '' && cost.trim() === '';

/** There is always one empty line at the end to go on with. */
export function withLast(lines: StockLine[]): StockLine[] {
    const last = lines.at(-1);
    if (last !== undefined && isEmpty(last)) return lines;
    return [...lines, { key: Math.max(0, ...lines.map(({ key }) => key)) + 1, product: null, quantity: '', cost: '' }];
}

export const filled = (lines: StockLine[]) => lines.filter((line) => !isEmpty(line));

const figure = (text: string) => text.replace(/[\s,]/g, '');

export function sendStock(act: Act, form: StockForm, key: string): Promise<StockOutcome> {
    const note = form.note.trim() || null;
    const lines = filled(form.lines).map(({ product, quantity, cost }) => ({ product: product?.id ?? 0, quantity: figure(quantity), cost: figure(cost) }));
    const common = { date: form.date, note };
    const location = form.location?.id ?? null;
    const plain = lines.map(({ product, quantity }) => ({ product, quantity }));
    if (act === 'receive') return receiveStock({ ...common, location, lines: lines.map(({ product, quantity, cost }) => ({ product, quantity, unit_cost: cost || null })) }, key);
    if (act === 'count') return countStock({ ...common, location, lines: lines.map(({ product, quantity }) => ({ product, counted: quantity })) }, key);
    if (act === 'transfer') return transferStock({ ...common, from: form.location?.id ?? 0, to: form.to?.id ?? 0, lines: plain }, key);
    return scrapStock({ ...common, location, lines: plain }, key);
}
