/** Invoices an order: what was delivered, all that is left, a deposit, or a milestone. */
import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InvoiceRequest, type OrderDocument, type OrderOutcome, invoiceOrder } from '~/api/orders';
import { useGo } from '~/components/AppLink';
import { notifyDone } from '~/components/notify';
import { today } from '~/lib/format';
import { fieldError } from '~/lib/once';
import { useFormat } from '~/lib/use-format';
import { StepDialog } from './StepDialog';
import classes from './Orders.module.css';
import { useStep } from './use-documents';

type Props = { order: OrderDocument; /** One that is to be billed now. */ milestone?: number; onClose: () => void };

function useChoices({ record, to_invoice, milestones }: OrderDocument) {
    const { t } = useTranslation();
    const format = useFormat();
    const open = milestones.filter(({ invoice }) => invoice === null);
    return [
        ...(Number(to_invoice) > 0 ? [{ value: 'delivered', label: t('order.billDelivered'), hint: format.money(to_invoice, record.currency) }] : []),
        ...open.map((one) => ({ value: `milestone ${one.id}`, label: one.name, hint: one.amount ? format.money(one.amount, record.currency) : format.percentage(Number(one.percent)) })),
        { value: 'remaining', label: t('order.billRemaining'), hint: t('order.billRemainingHint') },
        { value: 'deposit', label: t('order.billDeposit'), hint: t('order.billDepositHint') },
    ];
}

function bodyOf(choice: string, share: string, date: string): InvoiceRequest {
    const [kind, id] = choice.split(' ');
    if (kind === 'milestone') return { basis: 'milestone', milestone: Number(id), date };
    if (kind !== 'deposit') return { basis: kind as 'delivered' | 'remaining', date };
    const text = share.trim();
    return text.endsWith('%') ? { basis: 'deposit', percent: text.slice(0, -1).trim(), date } : { basis: 'deposit', amount: text.replace(/[\s,]/g, ''), date };
}

export default function InvoiceDialog({ order, milestone, onClose }: Props) {
    const { t } = useTranslation();
    const go = useGo();
    const { record } = order;
    const choices = useChoices(order);
    const [choice, setChoice] = useState(milestone === undefined ? choices[0]!.value : `milestone ${milestone}`);
    const [share, setShare] = useState('30%');
    const [date, setDate] = useState(today());
    const bill = useStep((body: InvoiceRequest, key) => invoiceOrder(record.id, body, key), ({ invoice }: OrderOutcome) => {
        notifyDone(t('order.made', { names: invoice?.number ?? '' }));
        onClose();
        if (invoice) go(`/invoices/${invoice.id}`);
    });
    return (
        <StepDialog title={t('order.invoiceTitle', { number: record.number })} confirm={t('order.invoice')} size="md" error={bill.error} onCorrect={bill.corrected} pending={bill.isPending} onConfirm={() => bill.mutate(bodyOf(choice, share, date))} onCancel={onClose}>
            <Radio.Group aria-label={t('order.billWhat')} value={choice} onChange={setChoice}>
                <Stack gap="xs">
                    {choices.map(({ value, label, hint }) => <Radio key={value} value={value} label={label} description={hint} />)}
                </Stack>
            </Radio.Group>
            <div className={classes.two}>
                {choice === 'deposit' && (
                    <TextInput label={t('order.share')} description={t('order.shareHint', { currency: record.currency })} value={share} error={fieldError(bill.error, 'percent') ?? fieldError(bill.error, 'amount')} onChange={(event) => setShare(event.currentTarget.value)} />
                )}
                <TextInput type="date" label={t('order.date')} value={date} error={fieldError(bill.error, 'date')} onChange={(event) => setDate(event.currentTarget.value)} />
            </div>
        </StepDialog>
    );
}
