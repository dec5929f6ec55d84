/** Lines of a quote or an order while they are typed, and what they come to: as the server computes it, so that nobody is
 * surprised by what is saved. */
import type { Schemas } from '~/api/types';
import type { Reference } from '~/api/types';
import { plain, scaled, share } from '~/lib/decimal';

export type TypedLine = {
    key: number;
    product: Reference | null;
    description: string;
    deliverable: string;
    quantity: string;
    unit: string;
    unitPrice: string;
    /** The price is the one found for the customer, and is found anew when the quantity changes. */
    priced: boolean;
    discount: string;
    taxCode: Reference | null;
    taxRate: string;
    optional: boolean;
    chosen: boolean;
};

const QUANTITY = 3;
const PRICE = 4;
const PERCENT = 2;
const WHOLE = 10_000n;

export function emptyLine(key: number): TypedLine {
    return { key, product: null, description: '', deliverable: '', quantity: '1', unit: '', unitPrice: '', priced: true, discount: '', taxCode: null, taxRate: '0', optional: false, chosen: true };
}

export const isEmpty = ({ product, description, unitPrice }: TypedLine) => product === null && description.trim() === '' && unitPrice.trim() === '';

/** There is always one empty line at the end to go on with. */
export function withLast(lines: TypedLine[]): TypedLine[] {
    const last = lines.at(-1);
    if (last !== undefined && isEmpty(last)) return lines;
    return [...lines, emptyLine(Math.max(0, ...lines.map(({ key }) => key)) + 1)];
}

export type Amounts = { gross: bigint; discount: bigint; net: bigint };

const counts = (line: TypedLine) => !line.optional || line.chosen;

/** Null while quantity, price or discount is no number. */
export function amountsOf(line: TypedLine, digits: number): Amounts | null {
    const quantity = scaled(line.quantity, QUANTITY);
    const price = scaled(line.unitPrice, PRICE);
    const percent = line.discount.trim() === '' ? 0n : scaled(line.discount, PERCENT);
    if (quantity === null || price === null || percent === null) return null;
    const gross = share(quantity * price, 10n ** BigInt(digits), 10n ** BigInt(QUANTITY + PRICE));
    const discount = share(gross, percent, WHOLE);
    return { gross, discount, net: gross - discount };
}

export type Totals = { gross: string; discount: string; net: string; freight: string; tax: string; total: string };

/** Tax once per rate on the sum of its lines; freight is taxed as the line of the greatest net. */
export function totalsOf(lines: TypedLine[], document: { discount: string; freight: string }, digits: number): Totals {
    const counted = lines.filter(counts).map((line) => ({ rate: scaled(line.taxRate, PERCENT) ?? 0n, ...(amountsOf(line, digits) ?? { gross: 0n, discount: 0n, net: 0n }) }));
    const percent = scaled(document.discount, PERCENT) ?? 0n;
    const freight = scaled(document.freight, digits) ?? 0n;
    const before = counted.reduce((sum, { net }) => sum + net, 0n);
    const off = share(before, percent, WHOLE);
    const bases = new Map<bigint, bigint>();
    for (const { rate, net } of counted) bases.set(rate, (bases.get(rate) ?? 0n) + net - share(off, net, before));
    const greatest = counted.reduce<(typeof counted)[number] | null>((most, line) => (most === null || line.net > most.net ? line : most), null);
    if (greatest !== null) bases.set(greatest.rate, (bases.get(greatest.rate) ?? 0n) + freight);
    const tax = [...bases].reduce((sum, [rate, base]) => sum + share(base, rate, WHOLE), 0n);
    const text = (value: bigint) => plain(value, digits);
    const gross = counted.reduce((sum, line) => sum + line.gross, 0n);
    const net = before - off;
    return { gross: text(gross), discount: text(gross - net), net: text(net), freight: text(freight), tax: text(tax), total: text(net + freight + tax) };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
const figure = (text: string) => orNull(text.replace(/[\s,]/g, ''));

/** As the server takes them, without the empty ones. */
export function bodyOf(lines: TypedLine[]): Schemas['SaleLineRequest'][] {
    return lines.filter((line) => !isEmpty(line)).map((line) => ({
        product: line.product?.id ?? null,
        description: orNull(line.description),
        deliverable: orNull(line.deliverable),
        quantity: figure(line.quantity) ?? '',
        unit: orNull(line.unit),
        unit_price: figure(line.unitPrice),
        discount_percent: figure(line.discount),
        tax_code: line.taxCode?.id ?? null,
        ...(line.optional && { optional: true, chosen: line.chosen }),
    }));
}

type StoredLine = Pick<Schemas['SaleLine'], 'kind' | 'product' | 'description' | 'deliverable' | 'quantity' | 'unit' | 'unit_price' | 'discount_percent' | 'tax_code' | 'tax_rate' | 'optional' | 'chosen'>;

/** Lines of a stored document to be typed on; freight has a field of its own. */
export function typedLines(lines: StoredLine[]): TypedLine[] {
    return withLast(
        lines.filter(({ kind }) => kind === 'item').map((line, index) => ({
            ...emptyLine(index + 1),
            product: line.product && { id: line.product.id, title: line.product.title ?? '' },
            description: line.description,
            deliverable: line.deliverable ?? '',
            quantity: line.quantity,
            unit: line.unit ?? '',
            unitPrice: line.unit_price,
            priced: false,
            discount: Number(line.discount_percent) === 0 ? '' : line.discount_percent,
            taxCode: line.tax_code === null ? null : { id: line.tax_code, title: '' },
            taxRate: line.tax_rate,
            optional: line.optional,
            chosen: line.chosen,
        })),
    );
}
