/** A tax invoice as the law asks for it: both parties, number and date, what was supplied, and the tax by rate; in another
 * currency with its totals in that of the books. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceDocument, InvoiceLine } from '~/api/orders';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import { choiceLabel, findField, useCatalogue, useRecordType } from '~/lib/catalogue';
import { plain, scaled, sum } from '~/lib/decimal';
import { useFormat } from '~/lib/use-format';
import classes from './Invoice.module.css';

type Props = { invoice: InvoiceDocument };

function useTitle({ record, seller }: InvoiceDocument): string {
    const { t } = useTranslation();
    if (record.kind === 'credit_note') return t('trail.status.credit_note');
    return t(seller.tax_registration === '' ? 'invoice.invoice' : 'invoice.taxInvoice');
}

function Seller({ invoice: { seller } }: Props) {
    const { t } = useTranslation();
    return (
        <div>
            <strong dir="auto">{seller.name}</strong>
            {seller.address.split('\n').filter(Boolean).map((line) => <div key={line} dir="auto">{line}</div>)}
            {seller.tax_registration && <div>{t('invoice.registration')} {seller.tax_registration}</div>}
        </div>
    );
}

function Buyer({ invoice: { buyer } }: Props) {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const place = [buyer.postal_code, buyer.city, buyer.region].filter(Boolean).join(' ');
    const lines = [buyer.street, place, buyer.country && catalogue.countryName(buyer.country)].filter(Boolean);
    return (
        <div>
            <div className={classes.label}>{t('invoice.billTo')}</div>
            <strong dir="auto">{buyer.name}</strong>
            {lines.map((line) => <div key={line} dir="auto">{line}</div>)}
            {buyer.tax_number && <div>{t('invoice.taxNumber')} {buyer.tax_number}</div>}
        </div>
    );
}

function Terms({ invoice: { record } }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const terms = findField(useRecordType('invoice'), 'payment_terms');
    const row = (label: string, value: ReactNode) => value && <div><dt>{label}</dt><dd>{value}</dd></div>;
    return (
        <dl className={classes.terms}>
            {row(t('invoice.number'), record.number)}
            {row(t('order.date'), <DateText date={record.date} />)}
            {record.kind === 'invoice' && row(t('invoice.dueOn'), <DateText date={record.due_on} />)}
            {row(t('sale.paymentTerms'), choiceLabel(terms, record.payment_terms ?? undefined))}
            {record.discount_on && row(t('invoice.earlyDiscount'), <>{format.percentage(record.discount_percent ?? 0)} {t('invoice.until')} <DateText date={record.discount_on} /></>)}
            {row(t('sale.reference'), record.customer_reference)}
            {record.order && row(t('invoice.order'), record.order.title)}
            {record.credits && row(t('invoice.creditsInvoice'), record.credits.title)}
            {record.kind === 'credit_note' && row(t('order.reason'), record.reason)}
        </dl>
    );
}

function Line({ line, priced }: { line: InvoiceLine; priced: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <tr>
            <th scope="row">
                <span dir="auto">{line.description}</span>
                {line.service_from && <div className={classes.small}><DateText date={line.service_from} /> – <DateText date={line.service_to} /></div>}
            </th>
            <td data-label={t('sale.quantity')}>{line.quantity !== null && Number(line.quantity) !== 0 && line.kind === 'item' && <>{format.number(line.quantity)} {line.unit}</>}</td>
            {priced && <td data-label={t('sale.unitPrice')}>{line.unit_price !== null && line.kind === 'item' && Number(line.quantity ?? 0) !== 0 && format.amount(line.unit_price)}</td>}
            {priced && <td data-label={t('sale.discount')}>{Number(line.discount) !== 0 && `-${format.amount(line.discount)}`}</td>}
            <td data-label={t('invoice.rate')}>{format.percentage(Number(line.tax_rate))}</td>
            <td data-label={t('sale.lineNet')}>{format.amount(line.net)}</td>
        </tr>
    );
}

/** What a credit note takes off is a part of what was billed, with the discounts that it had. */
function Lines({ invoice: { record, lines } }: Props) {
    const { t } = useTranslation();
    const priced = record.kind === 'invoice';
    return (
        <table className={classes.lines}>
            <thead>
                <tr>
                    <th scope="col">{t('sale.description')}</th>
                    <th scope="col">{t('sale.quantity')}</th>
                    {priced && <th scope="col">{t('sale.unitPrice')}</th>}
                    {priced && <th scope="col">{t('sale.discount')}</th>}
                    <th scope="col">{t('invoice.rate')}</th>
                    <th scope="col">{t('invoice.amount', { currency: record.currency })}</th>
                </tr>
            </thead>
            <tbody>{lines.map((line) => <Line key={line.id} line={line} priced={priced} />)}</tbody>
        </table>
    );
}

/** Without tax, each rate with its tax, and with it; the same in the currency of the books where that is another. */
function Totals({ invoice: { record, taxes } }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const catalogue = useCatalogue();
    const digits = catalogue.exponent(record.currency);
    const bookDigits = catalogue.exponent(record.book_currency);
    const untaxed = plain((scaled(record.total_book, bookDigits) ?? 0n) - (scaled(record.tax_book, bookDigits) ?? 0n), bookDigits);
    const foreign = record.book_currency !== record.currency;
    const row = (label: string, amount: string, book: string | null, name?: string) => (
        <tr key={label} data-row={name}>
            <th scope="row">{label}</th>
            <td><Money amount={amount} currency={record.currency} /></td>
            {foreign && <td>{book !== null && <Money amount={book} currency={record.book_currency} />}</td>}
        </tr>
    );
    return (
        <table className={classes.totals}>
            <tbody>
                {row(t('invoice.withoutTax'), sum([record.net, record.freight], digits), untaxed)}
                {taxes.map((tax) => row(t('invoice.taxAt', { code: tax.code, rate: format.percentage(Number(tax.rate)), net: format.money(tax.net, record.currency) }), tax.tax, taxes.length === 1 ? record.tax_book : null))}
                {row(t('invoice.withTax'), record.total, record.total_book, 'total')}
            </tbody>
        </table>
    );
}

export function InvoiceSheet({ invoice }: Props) {
    const { t } = useTranslation();
    const title = useTitle(invoice);
    const { record } = invoice;
    return (
        <article className={classes.sheet} id="sheet" aria-label={`${title} ${record.number}`} tabIndex={-1}>
            <header className={classes.head}>
                <Seller invoice={invoice} />
                <h2 className={classes.title}>{title}</h2>
            </header>
            <div className={classes.parties}>
                <Buyer invoice={invoice} />
                <Terms invoice={invoice} />
            </div>
            <Lines invoice={invoice} />
            <Totals invoice={invoice} />
            {record.book_currency !== record.currency && <p className={classes.small}>{t('invoice.atRate', { currency: record.currency, rate: record.rate, book: record.book_currency })}</p>}
            {record.note && <p className={classes.note} dir="auto">{record.note}</p>}
        </article>
    );
}
