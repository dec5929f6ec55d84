/** An order: what was ordered, how far it is delivered and invoiced, and what can be done with it next. */
import { ActionIcon, Badge, Button, Menu } from '@mantine/core';
import { IconDots, IconFileInvoice, IconTruckDelivery, IconX } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDocument } from '~/api/orders';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import { PageState } from '~/components/page/PageState';
import { RecordFrame } from '~/components/page/RecordFrame';
import { Section } from '~/components/page/Section';
import { RecordLink } from '~/components/RecordLink';
import { SaleTotals } from '~/components/sale-lines/SaleTotals';
import { Trail } from '~/components/trail/Trail';
import type { RecordData } from '~/api/types';
import { useScreenActions } from '~/lib/actions';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { DocumentSide } from './DocumentSide';
import { HoldBanner } from './HoldBanner';
import { OrderDocuments } from './OrderDocuments';
import { OrderLines } from './OrderLines';
import { OrderProgress } from './OrderProgress';
import { isMore } from './parts';
import { useOrder } from './use-documents';

const DeliverDialog = lazy(() => import('./DeliverDialog'));
const InvoiceDialog = lazy(() => import('./InvoiceDialog'));
const CancelDialog = lazy(() => import('./CancelDialog'));

export type Asked = { step: 'deliver' | 'cancel' } | { step: 'invoice'; milestone?: number };

const COLOURS = { held: 'red', open: 'gray', delivered: 'teal', completed: 'teal', cancelled: 'gray' } as const;

export default function OrderPage() {
    const id = Number(useParams({ strict: false }).id);
    const order = useOrder(id);
    if (!order.data) return <PageState error={order.error} onRetry={() => void order.refetch()} />;
    return <Order key={id} order={order.data} />;
}

function Facts({ order: { record } }: { order: OrderDocument }) {
    const { t } = useTranslation();
    const type = useRecordType('order');
    return (
        <>
            <RecordLink type="account" record={{ id: record.account.id, title: record.account.title ?? '' }} />
            <strong><Money amount={record.total} currency={record.currency} /></strong>
            <span><DateText date={record.date} /></span>
            {record.requested_on && <span>{t('order.wantedBy')} <DateText date={record.requested_on} /></span>}
            {record.customer_reference && <span dir="auto">{t('order.reference', { reference: record.customer_reference })}</span>}
            {record.payment_terms && <span>{choiceLabel(findField(type, 'payment_terms'), record.payment_terms)}</span>}
            {record.owner && <span>{t('account.ownedBy', { name: record.owner.title })}</span>}
        </>
    );
}

/** What may be done next: nothing with a held order but to release it. */
function stepsOf({ record, lines }: OrderDocument, mayUpdate: boolean) {
    const goesOn = mayUpdate && record.status !== 'held' && record.status !== 'cancelled';
    const outstanding = lines.some((line) => line.kind === 'item' && isMore(line.outstanding_quantity));
    const cancels = mayUpdate && outstanding && record.status !== 'cancelled';
    return { deliver: goesOn && outstanding, invoice: goesOn && record.status !== 'completed', cancel: cancels };
}

function Actions({ steps, onAsk }: { steps: ReturnType<typeof stepsOf>; onAsk: (asked: Asked) => void }) {
    const { t } = useTranslation();
    useScreenActions([
        ...(steps.deliver ? [{ key: 'deliver', label: t('order.deliver'), shortcut: 'd', run: () => onAsk({ step: 'deliver' }) }] : []),
        ...(steps.invoice ? [{ key: 'invoice', label: t('order.invoice'), shortcut: 'i', run: () => onAsk({ step: 'invoice' }) }] : []),
        ...(steps.cancel ? [{ key: 'cancel', label: t('order.cancelRest'), run: () => onAsk({ step: 'cancel' }) }] : []),
    ]);
    return (
        <>
            {steps.deliver && (
                <Button leftSection={<IconTruckDelivery size={16} aria-hidden />} aria-keyshortcuts="d" onClick={() => onAsk({ step: 'deliver' })}>{t('order.deliver')}</Button>
            )}
            {steps.invoice && (
                <Button variant={steps.deliver ? 'default' : 'filled'} leftSection={<IconFileInvoice size={16} aria-hidden />} aria-keyshortcuts="i" onClick={() => onAsk({ step: 'invoice' })}>{t('order.invoice')}</Button>
            )}
            {steps.cancel && (
                <Menu position="bottom-end">
                    <Menu.Target>
                        <ActionIcon aria-label={t('action.more')} variant="default"><IconDots size={18} aria-hidden /></ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                        <Menu.Item leftSection={<IconX size={16} aria-hidden />} onClick={() => onAsk({ step: 'cancel' })}>{t('order.cancelRest')}</Menu.Item>
                    </Menu.Dropdown>
                </Menu>
            )}
        </>
    );
}

function Order({ order }: { order: OrderDocument }) {
    const { t } = useTranslation();
    const type = useRecordType('order');
    const [asked, setAsked] = useState<Asked | null>(null);
    const { record } = order;
    const steps = stepsOf(order, type.may.update);
    const close = () => setAsked(null);
    return (
        <>
            <RecordFrame
                type="order"
                record={record as unknown as RecordData}
                may={{ ...type.may, archive: false, delete: false }}
                badges={<Badge tt="none" variant="light" color={COLOURS[record.status]}>{choiceLabel(findField(type, 'status'), record.status)}</Badge>}
                facts={<Facts order={order} />}
                actions={<Actions steps={steps} onAsk={setAsked} />}
                parts={[
                    { id: 'lines', label: t('sale.lines') },
                    { id: 'trail', label: t('trail.title') },
                    { id: 'documents', label: t('order.documents') },
                    { id: 'profile', label: t('account.profile') },
                    { id: 'files', label: t('files.title') },
                    { id: 'history', label: t('history.title') },
                ]}
                lead={
                    <>
                        {record.status === 'held' && <HoldBanner order={order} />}
                        <OrderProgress record={record} />
                        <Section id="lines" title={t('sale.lines')}>
                            <OrderLines order={order} />
                            <SaleTotals totals={record} currency={record.currency} />
                        </Section>
                        <Trail type="order" id={record.id} />
                    </>
                }
                main={<OrderDocuments order={order} mayInvoice={steps.invoice} onInvoice={(milestone) => setAsked({ step: 'invoice', milestone })} />}
                side={<DocumentSide type="order" record={record as unknown as RecordData} />}
            />
            <Suspense>
                {asked?.step === 'deliver' && <DeliverDialog order={order} onClose={close} />}
                {asked?.step === 'invoice' && <InvoiceDialog order={order} milestone={asked.milestone} onClose={close} />}
                {asked?.step === 'cancel' && <CancelDialog order={order} onClose={close} />}
            </Suspense>
        </>
    );
}
