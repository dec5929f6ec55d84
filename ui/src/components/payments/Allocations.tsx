/** Open invoices of a customer, each with what is given to it. */
import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateText } from '~/components/DateText';
import { useFormat } from '~/lib/use-format';
import { type Bill, type Given, wholeOf } from './payment-form';
import classes from './Payments.module.css';

type Props = { bills: Bill[]; given: Given; paidOn: string; digits: number; discounts?: boolean; errorOf: (field: string) => string | undefined; onChange: (given: Given) => void };

export function Allocations({ bills, given, paidOn, digits, discounts = true, errorOf, onChange }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const order = Object.keys(given).map(Number);
    const toggle = (bill: Bill, on: boolean) => {
        const { [bill.id]: _, ...rest } = given;
        const whole = wholeOf(bill, paidOn, digits);
        onChange(on ? { ...rest, [bill.id]: discounts ? whole : { ...whole, discount: '' } } : rest);
    };
    if (bills.length === 0) return <p className={classes.hint}>{t('receivables.nothingOpen')}</p>;
    return (
        <ul className={classes.bills} aria-label={t('receivables.openInvoices')}>
            {order.length > 0 && (
                <li className={`${classes.bill} ${classes.heads}`} aria-hidden>
                    <span />
                    <span>{t('receivables.giveHead')}</span>
                    {discounts && <span>{t('receivables.discount')}</span>}
                </li>
            )}
            {bills.map((bill) => {
                const part = given[bill.id];
                const error = (name: string) => (part ? errorOf(`allocations.${order.indexOf(bill.id)}.${name}`) : undefined);
                const change = (more: Partial<Given[number]>) => onChange({ ...given, [bill.id]: { ...part!, ...more } });
                return (
                    <li key={bill.id} className={classes.bill}>
                        <Checkbox checked={part !== undefined} label={bill.number} onChange={(event) => toggle(bill, event.currentTarget.checked)}
                            description={<>{t('receivables.due')} <DateText date={bill.due_on} /> · {format.money(bill.open, bill.currency)}</>} error={error('invoice')} />
                        {part && <TextInput size="xs" inputMode="decimal" aria-label={t('receivables.givenTo', { number: bill.number })} value={part.amount} error={error('amount')} onChange={(event) => change({ amount: event.currentTarget.value })} />}
                        {part && discounts && bill.discount_on && (
                            <TextInput size="xs" inputMode="decimal" aria-label={t('receivables.discountOf', { number: bill.number })} placeholder={t('receivables.discount')} value={part.discount} error={error('discount')}
                                onChange={(event) => change({ discount: event.currentTarget.value })} />
                        )}
                    </li>
                );
            })}
        </ul>
    );
}
