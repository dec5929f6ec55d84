/** Exact decimals while they are typed: whole numbers with so many digits behind the point. */

/** "1,234.5" with 2 digits is 123450; null for what is no such number. */
export function scaled(text: string, digits: number): bigint | null {
    const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text.replace(/[\s,\u00a0\u202f']/g, ''));
    const [, sign, whole = '', fraction = ''] = match ?? [];
    if (!match || whole + fraction === '' || fraction.replace(/0+$/, '').length > digits) return null;
    const value = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
    return sign ? -value : value;
}

/** 123450 with 2 digits is "1234.50". */
export function plain(value: bigint, digits: number): string {
    const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
    return `${value < 0n ? '-' : ''}${digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`}`;
}

/** value × numerator ÷ denominator, rounded half away from zero. */
export function share(value: bigint, numerator: bigint, denominator: bigint): bigint {
    if (denominator === 0n) return 0n;
    const product = value * numerator;
    const half = denominator / 2n;
    return product < 0n ? -((-product + half) / denominator) : (product + half) / denominator;
}

/** The sum of amounts; what cannot be read counts nothing. */
export function sum(amounts: (string | null)[], digits: number): string {
    return plain(amounts.reduce((total, amount) => total + (scaled(amount ?? '', digits) ?? 0n), 0n), digits);
}
