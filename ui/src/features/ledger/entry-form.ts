/** An entry while it is typed: lines with a debit or a credit, and what is missing to balance. */
import type { JournalInput } from '~/api/ledger';
import type { Reference } from '~/api/types';

export type TypedLine = { key: number; account: Reference | null; debit: string; credit: string; customer: Reference | null };

export const emptyLine = (key: number): TypedLine => ({ key, account: null, debit: '', credit: '', customer: null });

/** Hundredths and the like as whole numbers, so that sums are exact; null for what is no amount. */
export function units(text: string, digits: number): bigint | null {
    const plain = text.replace(/[\s,]/g, '');
    if (plain === '') return 0n;
    const match = /^(\d+)(?:\.(\d*))?$/.exec(plain);
    const fraction = match?.[2] ?? '';
    if (!match || fraction.length > digits) return null;
    return BigInt(match[1]! + fraction.padEnd(digits, '0'));
}

export function amountOf(value: bigint, digits: number): string {
    const text = value.toString().padStart(digits + 1, '0');
    return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

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
