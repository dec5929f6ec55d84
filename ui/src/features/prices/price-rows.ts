/** A price while it is typed, and what of it is to be saved. */
import type { Changes } from '~/api/records';
import type { RecordData, Reference } from '~/api/types';
import { isReference } from '~/lib/catalogue';
import { plainNumber } from '~/lib/form-values';

export const TYPED_FIELDS = ['minimum_quantity', 'unit_price', 'valid_from', 'valid_to'] as const;
export type TypedField = (typeof TYPED_FIELDS)[number];
export type PriceDraft = { product: Reference | null } & Record<TypedField, string>;

export const emptyPrice = (product: Reference | null = null): PriceDraft => ({ product, minimum_quantity: '', unit_price: '', valid_from: '', valid_to: '' });

/** At least the digits of the currency: 6.5 → "6.50", 8.1234 stays. */
export function priceText(price: number | string, digits: number): string {
    const [whole = '', fraction = ''] = String(price).split('.');
    const padded = fraction.padEnd(digits, '0');
    return padded === '' ? whole : `${whole}.${padded}`;
}

export function draftOf(record: RecordData, digits: number): PriceDraft {
    const text = (name: string) => (record[name] === null || record[name] === undefined ? '' : String(record[name]));
    return {
        product: isReference(record.product) ? record.product : null,
        minimum_quantity: text('minimum_quantity'),
        unit_price: record.unit_price === null ? '' : priceText(text('unit_price'), digits),
        valid_from: text('valid_from'),
        valid_to: text('valid_to'),
    };
}

/** Nothing was typed that would be lost. */
export function isBlank(draft: PriceDraft): boolean {
    return TYPED_FIELDS.every((name) => draft[name].trim() === '');
}

function bodyText(name: TypedField, typed: string): string | null {
    const plain = plainNumber(typed);
    if (plain === '') return name === 'minimum_quantity' ? '0' : null;
    return plain;
}

/** What differs from what is stored; of a new price, all of it. */
export function priceChanges(before: PriceDraft | null, draft: PriceDraft): Changes {
    const changes: Changes = {};
    if (before === null || before.product?.id !== draft.product?.id) changes.product = (draft.product?.id ?? null) as never;
    for (const name of TYPED_FIELDS) {
        const now = bodyText(name, draft[name]);
        if (before === null ? now !== null : now !== bodyText(name, before[name])) changes[name] = now;
    }
    return changes;
}

/** What a stored price is of. */
export function productOf(record: RecordData): string {
    return isReference(record.product) ? record.product.title : '';
}
