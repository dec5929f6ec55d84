/** An entry while it is typed: lines with a debit or a credit, and what is missing to balance. */
import type { JournalInput } from '~/api/ledger';
import type { Reference } from '~/api/types';
import { amountOf, units } from '~/lib/units';

export type TypedLine = { key: number; account: Reference | null; debit: string; credit: string; customer: Reference | null };

export const emptyLine = (key: number): TypedLine => ({ key, account: null, debit: '', credit: '', customer: null });

/** Debits less credits; null while some amount cannot be read. */
export function difference(lines: TypedLine[], digits: number): bigint | null {
    let sum = 0n;
    for (const { debit, credit } of lines) {
        const [left, right] = [units(debit, digits), units(credit, digits)];
        if (left === null || right === null) return null;
        sum += left - right;
    }
    return sum;
}

export function entryOf(date: string, description: string, lines: TypedLine[], digits: number): JournalInput {
    const plain = (text: string) => {
        const value = units(text, digits);
        return value === null ? text : value === 0n ? null : amountOf(value, digits);
    };
    return {
        date,
        description,
        lines: lines
            .filter(({ account, debit, credit }) => account !== null || debit !== '' || credit !== '')
            .map(({ account, debit, credit, customer }) => ({ ledger_account: account?.id ?? 0, debit: plain(debit), credit: plain(credit), customer: customer?.id ?? null })),
    };
}
