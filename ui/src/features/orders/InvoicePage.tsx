/** An invoice or credit note as the customer gets it, with what has come of it beside it. */
import { Badge } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { InvoiceDocument } from '~/api/orders';
import type { RecordData } from '~/api/types';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import page from '~/components/page/Page.module.css';
import { PageState } from '~/components/page/PageState';
import { RecordFrame } from '~/components/page/RecordFrame';
import { Section } from '~/components/page/Section';
import { RecordLink } from '~/components/RecordLink';
import { Trail } from '~/components/trail/Trail';
import { TextLink } from '~/components/TextLink';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { today } from '~/lib/format';
import { useReadsBooks } from '~/lib/session';
import { DocumentSide } from './DocumentSide';
import { InvoiceActions } from './InvoiceActions';
import { InvoiceSheet } from './InvoiceSheet';
import { PrintSheet } from './PrintSheet';
import { useInvoice } from './use-documents';

export default function InvoicePage() {
    const id = Number(useParams({ strict: false }).id);
    const invoice = useInvoice(id);
    if (!invoice.data) return <PageState error={invoice.error} onRetry={() => void invoice.refetch()} />;
    return <Invoice key={id} invoice={invoice.data} />;
}

function Facts({ invoice: { record } }: { invoice: InvoiceDocument }) {
    const { t } = useTranslation();
    const readsBooks = useReadsBooks();
    return (
        <>
            <RecordLink type="account" record={{ id: record.account.id, title: record.account.title ?? '' }} />
            <strong><Money amount={record.total} currency={record.currency} /></strong>
            {Number(record.open) !== 0 && <span>{t('invoice.open')} <Money amount={record.open} currency={record.currency} /></span>}
            {record.kind === 'invoice' && <span>{t('order.due')} <DateText date={record.due_on} /></span>}
            {record.order && <RecordLink type="order" record={{ id: record.order.id, title: record.order.title ?? '' }} />}
            {record.credits && <span>{t('invoice.credits')} <RecordLink type="invoice" record={{ id: record.credits.id, title: record.credits.title ?? '' }} /></span>}
            {record.reason && <span dir="auto">{record.reason}</span>}
            {record.entry !== null && readsBooks && <TextLink to={`/journal/${record.entry}`}>{t('invoice.entry')}</TextLink>}
        </>
    );
}

/** Payments, credit notes and write-offs that stand on it. */
function Settled({ invoice: { record, allocations, credit_notes } }: { invoice: InvoiceDocument }) {
    const { t } = useTranslation();
    return (
        <Section id="settled" title={t('invoice.settled')}>
            {allocations.length + credit_notes.length === 0 && <p className={page.none}>{t(record.kind === 'invoice' ? 'invoice.nothingSettled' : 'invoice.nothingApplied')}</p>}
            <ul className={page.rows}>
                {allocations.map((one) => {
                    const other = record.kind === 'invoice' ? one.credit_note : one.invoice;
                    return (
                        <li key={one.id} className={page.rowItem}>
                            <div className={page.rowLine}>
                                {one.payment ? <RecordLink type="payment" record={{ id: one.payment.id, title: one.payment.title ?? '' }} /> : other ? <RecordLink type="invoice" record={{ id: other.id, title: other.title ?? '' }} /> : <span>{t('invoice.writtenOff')}</span>}
                                <Money amount={one.amount} currency={record.currency} />
                            </div>
                            <div className={page.rowLine}>
                                <span className={page.dim}>{Number(one.discount) !== 0 && <>{t('invoice.ofDiscount')} <Money amount={one.discount} currency={record.currency} /></>}</span>
                                <span className={page.dim}><DateText date={one.date} /></span>
                            </div>
                        </li>
                    );
                })}
                {credit_notes.map((note) => (
                    <li key={note.id} className={page.rowItem}>
                        <div className={page.rowLine}>
                            <TextLink to={`/invoices/${note.id}`}>{note.number}</TextLink>
                            <Money amount={note.total} currency={record.currency} />
                        </div>
                        <div className={page.rowLine}><span className={page.dim}>{t('trail.status.credit_note')}</span><span className={page.dim}><DateText date={note.date} /></span></div>
                    </li>
                ))}
            </ul>
        </Section>
    );
}

function Badges({ record }: Pick<InvoiceDocument, 'record'>) {
    const { t } = useTranslation();
    const type = useRecordType('invoice');
    const late = record.kind === 'invoice' && Number(record.open) > 0 && record.due_on < today();
    const colour = Number(record.open) === 0 ? 'teal' : 'gray';
    return (
        <>
            <Badge tt="none" variant="light" color={colour}>{choiceLabel(findField(type, 'status'), record.status)}</Badge>
            {late && <Badge tt="none" variant="light" color="red">{t('deal.overdue')}</Badge>}
            {record.disputed && <Badge tt="none" variant="light" color="red">{findField(type, 'disputed')?.label}</Badge>}
        </>
    );
}

function Invoice({ invoice }: { invoice: InvoiceDocument }) {
    const { t } = useTranslation();
    const type = useRecordType('invoice');
    const { record } = invoice;
    return (
        <>
            <RecordFrame
                type="invoice"
                record={record as unknown as RecordData}
                may={{ ...type.may, archive: false, delete: false }}
                badges={<Badges record={record} />}
                facts={<Facts invoice={invoice} />}
                actions={<InvoiceActions invoice={invoice} />}
                parts={[
                    { id: 'sheet', label: t('invoice.sheet') },
                    { id: 'trail', label: t('trail.title') },
                    { id: 'settled', label: t('invoice.settled') },
                    { id: 'profile', label: t('account.profile') },
                    { id: 'files', label: t('files.title') },
                    { id: 'history', label: t('history.title') },
                ]}
                lead={<><InvoiceSheet invoice={invoice} /><Trail type="invoice" id={record.id} /></>}
                main={<Settled invoice={invoice} />}
                side={<DocumentSide type="invoice" record={record as unknown as RecordData} />}
            />
            <PrintSheet><InvoiceSheet invoice={invoice} /></PrintSheet>
        </>
    );
}
