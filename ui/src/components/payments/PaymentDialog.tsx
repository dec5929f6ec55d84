/** Money that a customer paid: how much, when, how, and which invoices it settles. */
import { Alert, Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PaymentDocument, type PaymentRequest, listUnpaid, recordPayment } from '~/api/receivables';
import type { Reference } from '~/api/types';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { notifyDone } from '~/components/notify';
import { useCatalogue } from '~/lib/catalogue';
import { today } from '~/lib/format';
import { keys } from '~/lib/queries';
import { useSession } from '~/lib/session';
import { useFormat } from '~/lib/use-format';
import { amountOf, units } from '~/lib/units';
import { Allocations } from './Allocations';
import { type Bill, type Given, allocationsOf, spread, takenBy, wholeOf } from './payment-form';
import classes from './Payments.module.css';
import { useMoneyAct } from './use-act';

export const METHODS = ['bank_transfer', 'cash', 'card', 'cheque', 'other'] as const;
type Method = (typeof METHODS)[number];

type Props = {
    opened: boolean;
    onClose: () => void;
    /** Known when it is opened from a customer's page or an invoice. */
    account?: Reference | null;
    /** The invoice that is paid. */
    invoice?: number;
    onDone?: (payment: number) => void;
};

/** Open invoices of the customer, with the amounts as the form takes them. */
export function useUnpaid(account: number | undefined): Bill[] | undefined {
    const unpaid = useQuery({ queryKey: keys.list('invoices', { unpaid: account }), queryFn: ({ signal }) => listUnpaid(account!, signal), enabled: account !== undefined });
    return useMemo(
        () =>
            unpaid.data?.map((one) => ({
                id: one.id, number: String(one.number), due_on: String(one.due_on), currency: String(one.currency), total: String(one.total), open: String(one.open),
                discount_on: one.discount_on ? String(one.discount_on) : null, discount_percent: one.discount_percent ? String(one.discount_percent) : null,
            })),
        [unpaid.data],
    );
}

function usePaymentForm(props: Props) {
    const { session } = useSession();
    const catalogue = useCatalogue();
    const [account, setAccount] = useState<Reference | null>(props.account ?? null);
    const all = useUnpaid(account?.id);
    const first = all?.find(({ id }) => id === props.invoice) ?? all?.[0];
    const [chosen, setCurrency] = useState<string | null>(null);
    const currency = chosen ?? first?.currency ?? session.organisation.currency;
    const digits = catalogue.exponent(currency);
    const [date, setDate] = useState(today());
    const [touched, setTouched] = useState<{ amount?: string; given?: Given }>({});
    const bills = (all ?? []).filter((bill) => bill.currency === currency);
    const asked = bills.find(({ id }) => id === props.invoice);
    const typed = touched.amount === undefined ? null : units(touched.amount, digits);
    const given = touched.given ?? (typed !== null ? spread(bills, typed, date, digits) : asked ? { [asked.id]: wholeOf(asked, date, digits) } : {});
    const taken = takenBy(given, digits);
    const amount = touched.amount ?? (taken ? amountOf(taken, digits) : '');
    return { account, setAccount, bills, currencies: [...new Set([currency, ...(all ?? []).map((bill) => bill.currency), session.organisation.currency])], currency, setCurrency, digits, date, setDate, touched, setTouched, given, taken, amount };
}

function Form(props: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const form = usePaymentForm(props);
    const [method, setMethod] = useState<Method>('bank_transfer');
    const [reference, setReference] = useState('');
    const act = useMoneyAct<PaymentRequest, PaymentDocument>(recordPayment, ({ record }) => {
        notifyDone(t('receivables.paid', { number: record.number }));
        props.onClose();
        props.onDone?.(record.id);
    });
    const left = form.taken === null ? null : (units(form.amount, form.digits) ?? 0n) - form.taken;
    const submit = (event: FormEvent) => {
        event.preventDefault();
        act.run({ account: form.account?.id ?? 0, amount: form.amount.replace(/[\s,]/g, ''), currency: form.currency, date: form.date, method, reference: reference || null, allocations: allocationsOf(form.given, form.digits) });
    };
    return (
        <form onSubmit={submit}>
            <Stack gap="sm">
                {act.problem && <Alert color="red" variant="light" role="alert">{act.problem}</Alert>}
                {!props.account && <ReferencePicker data-autofocus target="account" label={t('receivables.customer')} value={form.account} error={act.errorOf('account')} onChange={(account) => { form.setAccount(account); form.setTouched({}); }} />}
                <div className={classes.two}>
                    <TextInput data-autofocus={props.account ? true : undefined} label={t('receivables.amount')} inputMode="decimal" required withAsterisk={false} value={form.amount} error={act.errorOf('amount')} onChange={(event) => form.setTouched({ amount: event.currentTarget.value })} />
                    <NativeSelect label={t('receivables.currency')} value={form.currency} error={act.errorOf('currency')} data={form.currencies} onChange={(event) => { form.setCurrency(event.currentTarget.value); form.setTouched({}); }} />
                    <TextInput type="date" label={t('receivables.date')} required withAsterisk={false} value={form.date} error={act.errorOf('date')} onChange={(event) => form.setDate(event.currentTarget.value)} />
                    <NativeSelect label={t('receivables.method')} value={method} data={METHODS.map((value) => ({ value, label: t(`receivables.methods.${value}`) }))} onChange={(event) => setMethod(event.currentTarget.value as Method)} />
                </div>
                <TextInput label={t('receivables.reference')} dir="auto" value={reference} error={act.errorOf('reference')} onChange={(event) => setReference(event.currentTarget.value)} />
                {form.account && <Allocations bills={form.bills} given={form.given} paidOn={form.date} digits={form.digits} errorOf={act.errorOf} onChange={(given) => form.setTouched({ amount: form.touched.amount, given })} />}
                <Group justify="space-between">
                    <span className={classes.hint} role="status">
                        {left === null ? t('receivables.unreadable') : left < 0n ? t('receivables.tooMuchGiven') : left > 0n ? t('receivables.leftAsCredit', { amount: format.money(amountOf(left, form.digits), form.currency) }) : ''}
                    </span>
                    <Button type="submit" loading={act.pending} disabled={!form.account || left === null || left < 0n}>{t('receivables.record')}</Button>
                </Group>
            </Stack>
        </form>
    );
}

export function PaymentDialog(props: Props) {
    const { t } = useTranslation();
    return (
        <Modal opened={props.opened} onClose={props.onClose} size="lg" title={props.account ? t('receivables.paymentOf', { customer: props.account.title }) : t('receivables.newPayment')} closeButtonProps={{ 'aria-label': t('action.close') }}>
            {props.opened && <Form {...props} />}
        </Modal>
    );
}
