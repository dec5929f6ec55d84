/** A delivery, or goods that came back: what, when, from where, and what is left to take back. */
import { Badge, Button } from '@mantine/core';
import { IconTruckReturn } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliveryDocument } from '~/api/orders';
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
import { useScreenActions } from '~/lib/actions';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { useFormat } from '~/lib/use-format';
import { DocumentSide } from './DocumentSide';
import table from '~/components/sale-lines/SaleTable.module.css';
import { isMore, less } from './parts';
import { useDelivery } from './use-documents';

const ReturnDialog = lazy(() => import('./ReturnDialog'));

export default function DeliveryPage() {
    const id = Number(useParams({ strict: false }).id);
    const delivery = useDelivery(id);
    if (!delivery.data) return <PageState error={delivery.error} onRetry={() => void delivery.refetch()} />;
    return <Delivery key={id} delivery={delivery.data} />;
}

function Lines({ delivery: { record, lines } }: { delivery: DeliveryDocument }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <div className={table.scroll}>
            <table className={table.lines}>
                <thead>
                    <tr>
                        <th scope="col">{t('sale.product')}</th>
                        <th scope="col">{t('sale.quantity')}</th>
                        <th scope="col">{t(record.kind === 'return' ? 'order.condition' : 'order.returned')}</th>
                        <th scope="col">{t('sale.lineNet')} ({record.currency})</th>
                    </tr>
                </thead>
                <tbody>
                    {lines.map((line) => (
                        <tr key={line.id}>
                            <th scope="row">{line.product ? <RecordLink type="product" record={{ id: line.product.id, title: line.product.title ?? '' }} /> : <span dir="auto">{line.description}</span>}</th>
                            <td data-label={t('sale.quantity')}>{format.number(line.quantity)} {line.unit}</td>
                            <td data-label={t(record.kind === 'return' ? 'order.condition' : 'order.returned')}>
                                {record.kind === 'return' ? line.condition && t(`order.${line.condition}`) : isMore(line.returned_quantity) && format.number(line.returned_quantity)}
                            </td>
                            <td data-label={t('sale.lineNet')}>{format.amount(line.net)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function Facts({ delivery: { record } }: { delivery: DeliveryDocument }) {
    const { t } = useTranslation();
    return (
        <>
            <RecordLink type="account" record={{ id: record.account.id, title: record.account.title ?? '' }} />
            <RecordLink type="order" record={{ id: record.order.id, title: record.order.title ?? '' }} />
            <span><DateText date={record.date} /></span>
            <strong><Money amount={record.net} currency={record.currency} /></strong>
            {record.tracking && <span dir="auto">{t('order.tracking')}: {record.tracking}</span>}
            {record.returns && <span>{t('order.takesBack')} <RecordLink type="delivery" record={{ id: record.returns.id, title: record.returns.title ?? '' }} /></span>}
        </>
    );
}

function Returns({ returns }: { returns: DeliveryDocument['returns'] }) {
    const { t } = useTranslation();
    return (
        <Section id="returns" title={t('order.returns')}>
            {returns.length === 0 && <p className={page.none}>{t('order.noReturns')}</p>}
            <ul className={page.rows}>
                {returns.map((one) => (
                    <li key={one.id} className={page.rowItem}>
                        <div className={page.rowLine}><TextLink to={`/deliveries/${one.id}`}>{one.number}</TextLink><DateText date={one.date} /></div>
                    </li>
                ))}
            </ul>
        </Section>
    );
}

function Delivery({ delivery }: { delivery: DeliveryDocument }) {
    const { t } = useTranslation();
    const type = useRecordType('delivery');
    const [asking, setAsking] = useState(false);
    const { record, lines, returns } = delivery;
    const mayReturn = type.may.update && record.kind === 'delivery' && lines.some((line) => isMore(less(line.quantity, line.returned_quantity)));
    useScreenActions(mayReturn ? [{ key: 'return', label: t('order.takeBack'), shortcut: 'r', run: () => setAsking(true) }] : []);
    return (
        <>
            <RecordFrame
                type="delivery"
                record={record as unknown as RecordData}
                may={{ ...type.may, archive: false, delete: false }}
                badges={<Badge tt="none" variant="light" color={record.kind === 'return' ? 'red' : 'teal'}>{choiceLabel(findField(type, 'kind'), record.kind)}</Badge>}
                facts={<Facts delivery={delivery} />}
                actions={mayReturn && <Button variant="default" leftSection={<IconTruckReturn size={16} aria-hidden />} aria-keyshortcuts="r" onClick={() => setAsking(true)}>{t('order.takeBack')}</Button>}
                parts={[
                    { id: 'lines', label: t('sale.lines') },
                    { id: 'trail', label: t('trail.title') },
                    { id: 'returns', label: t('order.returns') },
                    { id: 'profile', label: t('account.profile') },
                    { id: 'files', label: t('files.title') },
                    { id: 'history', label: t('history.title') },
                ]}
                lead={
                    <>
                        <Section id="lines" title={t('sale.lines')}><Lines delivery={delivery} /></Section>
                        <Trail type="delivery" id={record.id} />
                    </>
                }
                main={<Returns returns={returns} />}
                side={<DocumentSide type="delivery" record={record as unknown as RecordData} />}
            />
            {asking && <Suspense><ReturnDialog delivery={delivery} onClose={() => setAsking(false)} /></Suspense>}
        </>
    );
}
