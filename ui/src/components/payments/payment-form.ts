/** A payment while it is typed: what of it goes to which invoice, and what is left. Amounts are whole numbers of the
 * currency's smallest unit, so that sums are exact. */
import { amountOf, units } from '~/lib/units';

export type Bill = { id: number; number: string; due_on: string; currency: string; total: string; open: string; discount_on: string | null; discount_percent: string | null };
export type Given = Record<number, { amount: string; discount: string }>;

/** What may be kept back by who pays on that day; zero where it is too late or a part is paid already. */
export function discountOf(bill: Bill, paidOn: string, digits: number): bigint {
    const total = units(bill.total, digits) ?? 0n;
    if (!bill.discount_on || !bill.discount_percent || paidOn > bill.discount_on || bill.open !== bill.total) return 0n;
    const percent = units(bill.discount_percent, 2) ?? 0n;
    return (total * percent * 2n + 10000n) / 20000n;
}

/** The whole invoice, less its discount where there is one. */
export function wholeOf(bill: Bill, paidOn: string, digits: number) {
    const discount = discountOf(bill, paidOn, digits);
    return { amount: bill.open, discount: discount === 0n ? '' : amountOf(discount, digits) };
}

/** The money that the chosen invoices take; null while some amount cannot be read. */
export function takenBy(given: Given, digits: number): bigint | null {
    let sum = 0n;
    for (const { amount, discount } of Object.values(given)) {
        const [whole, kept] = [units(amount, digits), units(discount, digits)];
        if (whole === null || kept === null) return null;
        sum += whole - kept;
    }
    return sum;
}

/** Gives an amount to the oldest due first, as far as it goes, with the discount of those that it pays in full. */
export function spread(bills: Bill[], amount: bigint, paidOn: string, digits: number): Given {
    const given: Given = {};
    let left = amount;
    for (const bill of bills) {
        const open = units(bill.open, digits) ?? 0n;
        const discount = discountOf(bill, paidOn, digits);
        if (left <= 0n) break;
        if (left >= open - discount) {
            given[bill.id] = wholeOf(bill, paidOn, digits);
            left -= open - discount;
        } else {
            given[bill.id] = { amount: amountOf(left, digits), discount: '' };
            left = 0n;
        }
    }
    return given;
}

export function allocationsOf(given: Given, digits: number) {
    const plain = (text: string) => {
        const value = units(text, digits);
        return value === null ? text : amountOf(value, digits);
    };
    return Object.entries(given)
        .filter(([, { amount }]) => units(amount, digits) !== 0n)
        .map(([invoice, { amount, discount }]) => ({ invoice: Number(invoice), amount: plain(amount), ...(discount === '' ? {} : { discount: plain(discount) }) }));
}
