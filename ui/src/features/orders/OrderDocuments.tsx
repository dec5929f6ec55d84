/** What has come of an order: deliveries, invoices, and the milestones that are billed as they are reached. */
import { Badge, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDocument } from '~/api/orders';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import page from '~/components/page/Page.module.css';
import { Section } from '~/components/page/Section';
import { TextLink } from '~/components/TextLink';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { useFormat } from '~/lib/use-format';

type RowProps = { to: string; name: string; date: string | null; note: ReactNode; amount: ReactNode };

function Row({ to, name, date, note, amount }: RowProps) {
    return (
        <li className={page.rowItem}>
            <div className={page.rowLine}>
                <TextLink to={to}>{name}</TextLink>
                {amount}
            </div>
            <div className={page.rowLine}>
                <span className={page.dim}>{note}</span>
                <span className={page.dim}><DateText date={date} /></span>
            </div>
        </li>
    );
}

function Milestones({ order: { record, milestones }, mayInvoice, onInvoice }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <>
            <h3 className={page.subhead}>{t('order.milestones')}</h3>
            <ul className={page.rows}>
                {milestones.map((one) => (
                    <li key={one.id} className={page.rowItem}>
                        <div className={page.rowLine}>
                            <span dir="auto">{one.name}</span>
                            <span>{one.amount ? format.money(one.amount, record.currency) : format.percentage(Number(one.percent))}</span>
                        </div>
                        <div className={page.rowLine}>
                            <span className={page.dim}>{one.due_on && <>{t('order.due')} <DateText date={one.due_on} /></>}</span>
                            {one.invoice && <TextLink to={`/invoices/${one.invoice.id}`} className={page.dim}>{one.invoice.number}</TextLink>}
                            {!one.invoice && mayInvoice && <Button size="compact-xs" variant="default" onClick={() => onInvoice(one.id)}>{t('order.invoice')}</Button>}
                        </div>
                    </li>
                ))}
            </ul>
        </>
    );
}

type Props = { order: OrderDocument; mayInvoice: boolean; onInvoice: (milestone: number) => void };

export function OrderDocuments(props: Props) {
    const { t } = useTranslation();
    const { record, deliveries, invoices, milestones } = props.order;
    const delivery = findField(useRecordType('delivery'), 'kind');
    const status = findField(useRecordType('invoice'), 'status');
    const kind = findField(useRecordType('invoice'), 'kind');
    const money = (amount: string) => <Money amount={amount} currency={record.currency} />;
    return (
        <Section id="documents" title={t('order.documents')}>
            {deliveries.length + invoices.length + milestones.length === 0 && <p className={page.none}>{t('order.noDocuments')}</p>}
            <ul className={page.rows}>
                {deliveries.map((one) => <Row key={one.id} to={`/deliveries/${one.id}`} name={one.number} date={one.date} note={choiceLabel(delivery, one.kind)} amount={money(one.net)} />)}
                {invoices.map((one) => (
                    <Row key={one.id} to={`/invoices/${one.id}`} name={one.number} date={one.date} amount={money(one.total)}
                        note={<>{choiceLabel(kind, one.kind)} · <Badge size="xs" tt="none" variant="light" color={Number(one.open) === 0 ? 'teal' : 'gray'}>{choiceLabel(status, one.status)}</Badge></>} />
                ))}
            </ul>
            {milestones.length > 0 && <Milestones {...props} />}
        </Section>
    );
}
