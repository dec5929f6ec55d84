/** A payment: what it settled and what is left; given to invoices, paid back, taken back from here. */
import { Anchor, Badge, Button, Group, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PaymentDocument, allocatePayment, readPayment, refundPayment, takeBackAllocation, takeBackPayment } from '~/api/receivables';
import { AppLink, useGo } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { RecordLink } from '~/components/RecordLink';
import { notifyDone } from '~/components/notify';
import { Trail } from '~/components/trail/Trail';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import { StatementState } from '~/components/ledger/StatementState';
import { named } from '~/lib/named';
import table from '~/components/ledger/Ledger.module.css';
import { ActDialog } from '~/components/payments/ActDialog';
import { AllocateDialog } from '~/components/payments/AllocateDialog';

type Open = 'give' | 'refund' | 'back' | { allocation: number } | null;

function Dialogs({ document, open, onClose }: { document: PaymentDocument; open: Open; onClose: () => void }) {
    const { t } = useTranslation();
    const go = useGo();
    const { record } = document;
    if (open === null) return null;
    if (open === 'give') return <AllocateDialog credit={{ ...record, account: record.account!.id }} paidOn={record.date} act={(given, key) => allocatePayment(record.id, given, key)} onClose={onClose} />;
    if (open === 'refund')
        return (
            <ActDialog<PaymentDocument> title={t('receivables.refundOf', { number: record.number })} confirm={t('receivables.refund')} amount={record.open} onClose={onClose} onDone={(made) => go(`/payments/${made.record.id}`)}
                act={({ amount, date }, key) => refundPayment(record.id, { amount, date }, key)} />
        );
    const done = () => notifyDone(t('receivables.takenBack'));
    const more = { confirm: t('receivables.takeBack'), danger: true, reason: t('receivables.why'), onClose, onDone: done };
    if (open === 'back') return <ActDialog {...more} title={t('receivables.takeBackOf', { number: record.number })} act={({ date, reason }, key) => takeBackPayment(record.id, { date, reason }, key)} />;
    return <ActDialog {...more} title={t('receivables.openAgain')} act={({ date, reason }, key) => takeBackAllocation(open.allocation, { date, reason }, key)} />;
}

function Facts({ document }: { document: PaymentDocument }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { record } = document;
    return (
        <div className={table.facts}>
            <DateText date={record.date} />
            {record.account && <RecordLink type="account" record={named(record.account)} />}
            <strong>{format.money(record.amount, record.currency)}</strong>
            <span>{t(`receivables.methods.${record.method as 'cash'}`)}</span>
            {record.reference && <span dir="auto">{record.reference}</span>}
            {record.refunds && <span>{t('receivables.paysBack')} <RecordLink underline="always" type="payment" record={named(record.refunds)} /></span>}
            {record.taken_back_on && <Badge color="red" variant="light">{t('receivables.takenBackOn', { date: format.date(record.taken_back_on) })}</Badge>}
            {Number(record.open) !== 0 && <Badge variant="light">{t('receivables.left', { amount: format.money(record.open, record.currency) })}</Badge>}
            {document.entry && <Anchor inherit component={AppLink} to={`/journal/${document.entry.id}`}>{document.entry.title}</Anchor>}
        </div>
    );
}

function Settled({ document, onTakeBack }: { document: PaymentDocument; onTakeBack: (id: number) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (document.allocations.length === 0) return <p className={table.facts}>{t('receivables.settlesNothing')}</p>;
    return (
        <table className={table.table}>
            <thead>
                <tr>
                    <th scope="col">{t('receivables.date')}</th>
                    <th scope="col" className={table.start}>{t('receivables.for')}</th>
                    <th scope="col">{t('receivables.amount')}</th>
                    <th scope="col">{t('receivables.discount')}</th>
                    <th scope="col"><VisuallyHidden>{t('receivables.takeBack')}</VisuallyHidden></th>
                </tr>
            </thead>
            <tbody>
                {document.allocations.map((one) => (
                    <tr key={one.id} className={one.taken_back ? table.total : undefined}>
                        <th scope="row"><DateText date={one.date} /></th>
                        <td className={table.start}>{one.invoice ? <RecordLink type="invoice" record={named(one.invoice)} /> : t(`receivables.moves.${one.kind as 'refund'}`)}</td>
                        <td>{format.amount(one.amount)}</td>
                        <td>{Number(one.discount) !== 0 && format.amount(one.discount)}</td>
                        <td>{one.may_take_back && <Button size="compact-xs" variant="subtle" onClick={() => onTakeBack(one.id)}>{t('receivables.takeBack')}</Button>}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

export default function PaymentPage() {
    const { t } = useTranslation();
    const id = Number(useParams({ strict: false }).id);
    const [open, setOpen] = useState<Open>(null);
    const payment = useQuery({ queryKey: [...keys.record('payments', id), 'document'], queryFn: ({ signal }) => readPayment(id, signal) });
    const data = payment.data;
    const actions = data && (
        <Group gap="xs">
            {data.may_apply && <Button size="xs" onClick={() => setOpen('give')}>{t('receivables.give')}</Button>}
            {data.may_refund && <Button size="xs" variant="default" onClick={() => setOpen('refund')}>{t('receivables.refund')}</Button>}
            {data.may_take_back && <Button size="xs" variant="default" onClick={() => setOpen('back')}>{t('receivables.takeBack')}</Button>}
        </Group>
    );
    return (
        <LedgerFrame title={data?.record.number ?? t('receivables.payment')} actions={actions}>
            {() => (
                <div className={table.scroll}>
                    <StatementState query={payment}>
                        {(document) => (
                            <>
                                <Facts document={document} />
                                <Settled document={document} onTakeBack={(allocation) => setOpen({ allocation })} />
                                <div className={table.aside}><Trail type="payment" id={id} /></div>
                                <Dialogs document={document} open={open} onClose={() => setOpen(null)} />
                            </>
                        )}
                    </StatementState>
                </div>
            )}
        </LedgerFrame>
    );
}
