/** Credits an invoice: goods that came back, an allowance on its lines, or what was billed and will not be delivered. */
import { SegmentedControl, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CreditRequest, type InvoiceDocument, creditInvoice } from '~/api/orders';
import { useGo } from '~/components/AppLink';
import { notifyDone } from '~/components/notify';
import { useCatalogue } from '~/lib/catalogue';
import { plain, scaled } from '~/lib/decimal';
import { today } from '~/lib/format';
import { fieldError } from '~/lib/once';
import { useFormat } from '~/lib/use-format';
import { QuantityRows } from './QuantityRows';
import { StepDialog } from './StepDialog';
import classes from './Orders.module.css';
import { isMore, less, useParts } from './parts';
import { useStep } from './use-documents';

const KINDS = ['return', 'allowance', 'cancel'] as const;
type Kind = (typeof KINDS)[number];

type Allowance = { line: number; name: string; most: string; amount: string };

const partsOf = ({ lines }: InvoiceDocument) =>
    lines
        .filter((line) => line.kind === 'item' && line.quantity !== null)
        .map((line) => ({ line: line.id, name: line.description, unit: line.unit, most: less(line.quantity!, line.credited_quantity), quantity: '', condition: 'restock' as const }))
        .filter(({ most }) => isMore(most));

function useAllowances({ record, lines }: InvoiceDocument) {
    const digits = useCatalogue().exponent(record.currency);
    const left = (net: string, credited: string) => plain((scaled(net, digits) ?? 0n) - (scaled(credited, digits) ?? 0n), digits);
    const [allowances, setAllowances] = useState<Allowance[]>(() =>
        lines.filter((line) => Number(line.net) > 0).map((line) => ({ line: line.id, name: line.description, most: left(line.net, line.credited_net), amount: '' })).filter(({ most }) => Number(most) > 0),
    );
    const change = (line: number, amount: string) => setAllowances((now) => now.map((one) => (one.line === line ? { ...one, amount } : one)));
    return { allowances, change, given: allowances.filter(({ amount }) => amount.trim() !== '' && Number(amount) !== 0) };
}

type AmountsProps = { invoice: InvoiceDocument; of: ReturnType<typeof useAllowances>; error: (index: number) => string | undefined };

function Amounts({ invoice: { record }, of, error }: AmountsProps) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <div className={classes.parts}>
            {of.allowances.map((one) => (
                <div key={one.line} className={classes.part} role="group" aria-label={one.name}>
                    <span className={classes.partName} dir="auto">{one.name}</span>
                    <TextInput className={classes.figure} inputMode="decimal" autoComplete="off" aria-label={t('invoice.allowanceOn', { name: one.name })} value={one.amount} error={error(of.given.indexOf(one))} onChange={(event) => of.change(one.line, event.currentTarget.value)} />
                    <span className={classes.partMost}>{t('order.ofMost', { most: format.money(one.most, record.currency), unit: '' })}</span>
                </div>
            ))}
        </div>
    );
}

export default function CreditDialog({ invoice, onClose }: { invoice: InvoiceDocument; onClose: () => void }) {
    const { t } = useTranslation();
    const go = useGo();
    const { record } = invoice;
    const [kind, setKind] = useState<Kind>(record.basis === 'delivery' ? 'return' : 'cancel');
    const [reason, setReason] = useState('');
    const [date, setDate] = useState(today());
    const { parts, change, meant } = useParts(() => partsOf(invoice));
    const allowances = useAllowances(invoice);
    const credit = useStep((body: CreditRequest, key) => creditInvoice(record.id, body, key), (outcome) => {
        notifyDone(t(outcome.credit_note === null ? 'invoice.waits' : 'invoice.credited', { number: record.number }));
        onClose();
        if (outcome.credit_note !== null) go(`/invoices/${outcome.credit_note}`);
    });
    const byAmount = kind === 'allowance';
    const wrong = (index: number, field: string) => (index < 0 ? undefined : fieldError(credit.error, `lines.${index}.${field}`));
    const send = () => {
        const lines = byAmount
            ? allowances.given.map(({ line, amount }) => ({ line, amount: amount.replace(/[\s,]/g, '') }))
            : meant.map(({ line, quantity, condition }) => ({ line, quantity: quantity.trim(), ...(kind === 'return' && { condition }) }));
        credit.mutate({ kind, reason: reason.trim(), date, lines });
    };
    return (
        <StepDialog title={t('invoice.creditTitle', { number: record.number })} confirm={t('invoice.makeCredit')} error={credit.error} onCorrect={credit.corrected} pending={credit.isPending} disabled={(byAmount ? allowances.given : meant).length === 0} onConfirm={send} onCancel={onClose}>
            <SegmentedControl aria-label={t('invoice.creditKind')} value={kind} onChange={(value) => setKind(value as Kind)} data={KINDS.map((one) => ({ value: one, label: t(`invoice.kinds.${one}`) }))} />
            <Text size="sm" c="dimmed">{t(`invoice.kindHints.${kind}`)}</Text>
            {byAmount ? (
                <Amounts invoice={invoice} of={allowances} error={(index) => wrong(index, 'amount')} />
            ) : (
                <QuantityRows parts={parts} conditions={kind === 'return'} onChange={change} error={(index) => wrong(meant.indexOf(parts[index]!), 'quantity')} />
            )}
            <div className={classes.two}>
                <TextInput label={t('order.reason')} withAsterisk dir="auto" maxLength={500} value={reason} error={fieldError(credit.error, 'reason')} onChange={(event) => setReason(event.currentTarget.value)} />
                <TextInput type="date" label={t('order.date')} value={date} error={fieldError(credit.error, 'date')} onChange={(event) => setDate(event.currentTarget.value)} />
            </div>
        </StepDialog>
    );
}
