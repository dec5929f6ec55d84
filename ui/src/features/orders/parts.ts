/** Parts of a document's lines while somebody says how much of them is meant. */
import { useState } from 'react';
import { scaled } from '~/lib/decimal';
import type { Part } from './QuantityRows';

const QUANTITY = 3;

/** Those that are meant: nothing and zero are left out; what is no number goes to the server, which says so. */
export function meant(parts: Part[]): Part[] {
    return parts.filter(({ quantity }) => quantity.trim() !== '' && scaled(quantity, QUANTITY) !== 0n);
}

export const isMore = (quantity: string) => (scaled(quantity, QUANTITY) ?? 0n) > 0n;

export function less(from: string, what: string): string {
    const left = (scaled(from, QUANTITY) ?? 0n) - (scaled(what, QUANTITY) ?? 0n);
    const text = (Number(left) / 1000).toString();
    return text;
}

export function useParts(given: () => Part[]) {
    const [parts, setParts] = useState(given);
    const change = (line: number, part: Partial<Part>) => setParts((now) => now.map((one) => (one.line === line ? { ...one, ...part } : one)));
    return { parts, change, meant: meant(parts) };
}
