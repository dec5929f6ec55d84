/** What is done with an invoice: printed, paid, credited, written off. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconArrowsSplit2, IconCashBanknote, IconDots, IconEraser, IconPrinter, IconReceiptRefund } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceDocument } from '~/api/orders';
import { type PaymentDocument, applyCreditNote, refundCreditNote } from '~/api/receivables';
import { useGo } from '~/components/AppLink';
import { useScreenActions } from '~/lib/actions';
import { useRecordType } from '~/lib/catalogue';
import { useSession } from '~/lib/session';

const CreditDialog = lazy(() => import('./CreditDialog'));
const PaymentDialog = lazy(() => import('~/components/payments/PaymentDialog').then((module) => ({ default: module.PaymentDialog })));
const AllocateDialog = lazy(() => import('~/components/payments/AllocateDialog').then((module) => ({ default: module.AllocateDialog })));
const ActDialog = lazy(() => import('~/components/payments/ActDialog').then((module) => ({ default: module.ActDialog<PaymentDocument> })));
const WriteOffDialog = lazy(() => import('~/components/payments/WriteOffDialog').then((module) => ({ default: module.WriteOffDialog })));

type Step = 'pay' | 'credit' | 'write off' | 'give' | 'refund';

const PAYING: readonly string[] = ['administrator', 'manager', 'finance'];
const WRITING_OFF: readonly string[] = ['administrator', 'finance'];

/** Who may do what with this one. */
function useMay({ record }: InvoiceDocument) {
    const { role } = useSession().session.user;
    const type = useRecordType('invoice');
    const owed = record.kind === 'invoice' && Number(record.open) > 0;
    const left = record.kind === 'credit_note' && Number(record.open) > 0;
    return { pay: owed && PAYING.includes(role), credit: record.kind === 'invoice' && type.may.update, writeOff: owed && WRITING_OFF.includes(role), give: left && PAYING.includes(role), refund: left && WRITING_OFF.includes(role) };
}

function Dialogs({ invoice, step, onClose }: { invoice: InvoiceDocument; step: Step | null; onClose: () => void }) {
    const { t } = useTranslation();
    const go = useGo();
    const { record } = invoice;
    return (
        <Suspense>
            {step === 'pay' && <PaymentDialog opened account={{ id: record.account.id, title: record.account.title ?? '' }} invoice={record.id} onClose={onClose} />}
            {step === 'credit' && <CreditDialog invoice={invoice} onClose={onClose} />}
            {step === 'give' && <AllocateDialog credit={{ ...record, account: record.account.id }} paidOn={null} act={(given, key) => applyCreditNote(record.id, given, key)} onClose={onClose} />}
            {step === 'refund' && (
                <ActDialog title={t('receivables.refundOf', { number: record.number })} confirm={t('receivables.refund')} amount={record.open} onClose={onClose} onDone={(made) => go(`/payments/${made.record.id}`)}
                    act={({ amount, date }, key) => refundCreditNote(record.id, { amount, date }, key)} />
            )}
            {step === 'write off' && <WriteOffDialog invoice={record} onClose={onClose} />}
        </Suspense>
    );
}

export function InvoiceActions({ invoice }: { invoice: InvoiceDocument }) {
    const { t } = useTranslation();
    const may = useMay(invoice);
    const [step, setStep] = useState<Step | null>(null);
    const print = () => window.print();
    useScreenActions([
        ...(may.pay ? [{ key: 'pay', label: t('invoice.pay'), shortcut: 'y', run: () => setStep('pay') }] : []),
        ...(may.credit ? [{ key: 'credit', label: t('invoice.credit'), shortcut: 'c', run: () => setStep('credit') }] : []),
        ...(may.give ? [{ key: 'give', label: t('receivables.give'), shortcut: 'y', run: () => setStep('give') }] : []),
        ...(may.refund ? [{ key: 'refund', label: t('receivables.refund'), run: () => setStep('refund') }] : []),
        ...(may.writeOff ? [{ key: 'write off', label: t('invoice.writeOff'), run: () => setStep('write off') }] : []),
        { key: 'print', label: t('invoice.print'), shortcut: 'p', run: print },
    ]);
    return (
        <>
            {may.pay && <Button leftSection={<IconCashBanknote size={16} aria-hidden />} aria-keyshortcuts="y" onClick={() => setStep('pay')}>{t('invoice.pay')}</Button>}
            {may.credit && <Button variant="default" leftSection={<IconReceiptRefund size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setStep('credit')}>{t('invoice.credit')}</Button>}
            {may.give && <Button leftSection={<IconArrowsSplit2 size={16} aria-hidden />} aria-keyshortcuts="y" onClick={() => setStep('give')}>{t('receivables.give')}</Button>}
            {may.refund && <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setStep('refund')}>{t('receivables.refund')}</Button>}
            <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} aria-keyshortcuts="p" onClick={print}>{t('invoice.print')}</Button>
            {may.writeOff && (
                <Menu position="bottom-end">
                    <Menu.Target>
                        <ActionIcon aria-label={t('action.more')} variant="default"><IconDots size={18} aria-hidden /></ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                        <Menu.Item leftSection={<IconEraser size={16} aria-hidden />} onClick={() => setStep('write off')}>{t('invoice.writeOff')}</Menu.Item>
                    </Menu.Dropdown>
                </Menu>
            )}
            <Dialogs invoice={invoice} step={step} onClose={() => setStep(null)} />
        </>
    );
}
