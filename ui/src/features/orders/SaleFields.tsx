/** The form that orders and cash sales share: for whom, when, on which terms, and the lines. */
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { SaleLines } from '~/components/sale-lines/SaleLines';
import { SaleTotals } from '~/components/sale-lines/SaleTotals';
import { findField, useCatalogue, useRecordType } from '~/lib/catalogue';
import { fieldError } from '~/lib/once';
import classes from './Orders.module.css';
import type { SaleForm } from './use-sale-form';

type Props = { form: SaleForm; error: Error | null; cash?: boolean; children?: ReactNode };

/** Prices follow the customer, the currency and the day. */
function usePricesFollow({ head, lines }: SaleForm) {
    const known = `${head.account?.id} ${head.currency} ${head.date}`;
    const before = useRef(known);
    useEffect(() => {
        if (before.current !== known) lines.priceAll();
        before.current = known;
    });
}

function Head({ form: { head, change, chooseAccount }, error, cash, children }: Props) {
    const { t } = useTranslation();
    const { currencies } = useCatalogue();
    const terms = findField(useRecordType('order'), 'payment_terms')?.choices ?? [];
    const wrong = (name: string) => fieldError(error, name);
    return (
        <div className={classes.fields}>
            <ReferencePicker target="account" label={t('sale.customer')} withAsterisk data-autofocus value={head.account} error={wrong('account')} onChange={chooseAccount} />
            <ReferencePicker target="contact" label={t('sale.contact')} value={head.contact} error={wrong('contact')} context={{ account: head.account }} onChange={(contact) => change({ contact })} />
            <ReferencePicker target="opportunity" label={t('sale.opportunity')} value={head.opportunity} error={wrong('opportunity')} context={{ account: head.account }} onChange={(opportunity) => change({ opportunity })} />
            <TextInput type="date" label={t('order.date')} value={head.date} error={wrong('date')} onChange={(event) => change({ date: event.currentTarget.value })} />
            {!cash && <TextInput type="date" label={t('sale.requestedOn')} value={head.requestedOn} error={wrong('requested_on')} onChange={(event) => change({ requestedOn: event.currentTarget.value })} />}
            {!cash && (
                <NativeSelect label={t('sale.paymentTerms')} value={head.paymentTerms} error={wrong('payment_terms')} onChange={(event) => change({ paymentTerms: event.currentTarget.value })}
                    data={[{ value: '', label: t('sale.usualTerms') }, ...terms.map(({ name, label }) => ({ value: name, label }))]} />
            )}
            <TextInput label={t('sale.reference')} dir="auto" maxLength={100} value={head.reference} error={wrong('customer_reference')} onChange={(event) => change({ reference: event.currentTarget.value })} />
            <NativeSelect label={t('sale.currency')} value={head.currency} error={wrong('currency')} onChange={(event) => change({ currency: event.currentTarget.value })} data={currencies.map(({ code }) => code)} />
            {children}
        </div>
    );
}

export function SaleFields(props: Props) {
    const { form, error } = props;
    const { t } = useTranslation();
    const { head, change, lines, totals } = form;
    usePricesFollow(form);
    return (
        <>
            <Head {...props} />
            <SaleLines lines={lines} currency={head.currency} error={(index, field) => fieldError(error, `lines.${index}.${field}`)} />
            <div className={classes.below}>
                <div className={classes.fields}>
                    <TextInput label={t('sale.documentDiscount')} inputMode="decimal" rightSection="%" placeholder="0" value={head.discount} error={fieldError(error, 'discount_percent')} onChange={(event) => change({ discount: event.currentTarget.value })} />
                    <TextInput label={t('sale.freight')} inputMode="decimal" placeholder="0" value={head.freight} error={fieldError(error, 'freight')} onChange={(event) => change({ freight: event.currentTarget.value })} />
                    <Textarea label={t('sale.note')} dir="auto" autosize minRows={1} maxRows={6} value={head.note} error={fieldError(error, 'note')} onChange={(event) => change({ note: event.currentTarget.value })} />
                </div>
                <SaleTotals totals={totals} currency={head.currency} />
            </div>
        </>
    );
}
