/** The state of lines while they are typed; a product that is chosen brings its price, unit and tax for this customer. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findPrice } from '~/api/prices';
import type { Reference } from '~/api/types';
import { notifyProblem } from '~/components/notify';
import { useProblemText } from '~/lib/problem';
import { type TypedLine, emptyLine, isEmpty, withLast } from './lines';

/** For whom, in what and when the prices are. */
export type PriceFor = { account: number | null; currency: string; date: string };

export function useLines(given: TypedLine[], priceFor: PriceFor) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const [lines, setLines] = useState(() => withLast(given));
    const change = (key: number, part: Partial<TypedLine>) => setLines((now) => withLast(now.map((line) => (line.key === key ? { ...line, ...part } : line))));
    const remove = (key: number) => setLines((now) => withLast(now.length > 1 ? now.filter((line) => line.key !== key) : [emptyLine(key + 1)]));

    /** An answer that comes late changes only a line that is still about the same product and not priced by hand. */
    const price = async (key: number, product: Reference, quantity: string) => {
        const asked = { product: product.id, account: priceFor.account, currency: priceFor.currency, quantity: quantity.trim() || '1', date: priceFor.date };
        const found = await findPrice(asked).catch((error: unknown) => {
            notifyProblem(t('sale.noPrice', { product: product.title, why: problemText(error) }));
            return null;
        });
        if (found === null) return;
        const tax = found.tax_code && { id: found.tax_code.id, title: found.tax_code.title ?? '' };
        const fill = (line: TypedLine): TypedLine => ({ ...line, unit: found.unit ?? '', unitPrice: found.unit_price ?? line.unitPrice, taxCode: tax, taxRate: found.tax_rate });
        setLines((now) => now.map((line) => (line.key === key && line.product?.id === product.id && line.priced ? fill(line) : line)));
    };
    const choose = (key: number, product: Reference | null) => {
        const line = lines.find((one) => one.key === key);
        change(key, { product, priced: true, unitPrice: product === null ? (line?.unitPrice ?? '') : '' });
        if (product !== null) void price(key, product, line?.quantity ?? '1');
    };
    const settle = (key: number) => {
        const line = lines.find((one) => one.key === key);
        if (line?.product && line.priced) void price(key, line.product, line.quantity);
    };
    /** When the customer, the currency or the day is another one. */
    const priceAll = () => lines.forEach(({ key }) => settle(key));

    return { lines, filled: lines.filter((line) => !isEmpty(line)), change, remove, choose, settle, priceAll };
}

export type Lines = ReturnType<typeof useLines>;
