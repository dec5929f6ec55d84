/** Amounts that are typed, as whole numbers of the smallest unit. */

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
