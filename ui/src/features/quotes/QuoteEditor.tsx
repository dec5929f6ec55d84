/** The form of a quote: for whom, until when, the lines, and what the customer reads beside them. */
import { Alert, Button, NativeSelect, Textarea, TextInput, Title } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { AppLink, useGo } from '~/components/AppLink';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import page from '~/components/page/Page.module.css';
import { SaleLines } from '~/components/sale-lines/SaleLines';
import { findField, useCatalogue, useRecordType } from '~/lib/catalogue';
import { fieldError } from '~/lib/once';
import { useProblemText } from '~/lib/problem';
import { usePageTitle } from '~/lib/use-page-title';
import { QuoteTotals } from './QuoteTotals';
import classes from './Quotes.module.css';
import type { QuoteForm } from './use-quote-form';

type Props = { title: string; back: string; form: QuoteForm; error: Error | null; pending: boolean; onSave: () => void };
type PartProps = Pick<Props, 'form' | 'error'>;

/** Prices follow the customer, the currency and the day. */
function usePricesFollow({ head, lines }: QuoteForm) {
    const known = `${head.account?.id} ${head.currency} ${head.date}`;
    const before = useRef(known);
    useEffect(() => {
        if (before.current !== known) lines.priceAll();
        before.current = known;
    });
}

function Head({ form: { head, change, chooseAccount }, error }: PartProps) {
    const { t } = useTranslation();
    const type = useRecordType('quote');
    const { currencies } = useCatalogue();
    const label = (name: string) => findField(type, name)?.label ?? '';
    const wrong = (name: string) => fieldError(error, name);
    const terms = findField(type, 'payment_terms')?.choices ?? [];
    return (
        <div className={classes.fields}>
            <ReferencePicker target="account" label={label('account')} withAsterisk value={head.account} error={wrong('account')} onChange={chooseAccount} />
            <ReferencePicker target="contact" label={label('contact')} value={head.contact} error={wrong('contact')} context={{ account: head.account }} onChange={(contact) => change({ contact })} />
            <ReferencePicker target="opportunity" label={label('opportunity')} value={head.opportunity} error={wrong('opportunity')} context={{ account: head.account }} onChange={(opportunity) => change({ opportunity })} />
            <TextInput type="date" label={label('date')} value={head.date} error={wrong('date')} onChange={(event) => change({ date: event.currentTarget.value })} />
            <TextInput type="date" label={label('valid_until')} value={head.validUntil} error={wrong('valid_until')} onChange={(event) => change({ validUntil: event.currentTarget.value })} />
            <NativeSelect label={label('payment_terms')} value={head.paymentTerms} error={wrong('payment_terms')} onChange={(event) => change({ paymentTerms: event.currentTarget.value })}
                data={[{ value: '', label: t('quote.usualTerms') }, ...terms.map(({ name, label }) => ({ value: name, label }))]} />
            <NativeSelect label={label('currency')} value={head.currency} error={wrong('currency')} onChange={(event) => change({ currency: event.currentTarget.value })} data={currencies.map(({ code }) => code)} />
        </div>
    );
}

const TEXTS = ['introduction', 'timeline', 'terms'] as const;

function Below({ form, error }: PartProps) {
    const { head, change } = form;
    const { t } = useTranslation();
    const type = useRecordType('quote');
    return (
        <div className={classes.below}>
            <div>
                <div className={classes.fields}>
                    <TextInput label={t('quote.discount')} inputMode="decimal" rightSection="%" placeholder="0" value={head.discount} error={fieldError(error, 'discount_percent')} onChange={(event) => change({ discount: event.currentTarget.value })} />
                    <TextInput label={findField(type, 'freight')?.label} inputMode="decimal" placeholder="0" value={head.freight} error={fieldError(error, 'freight')} onChange={(event) => change({ freight: event.currentTarget.value })} />
                </div>
                {TEXTS.map((name) => (
                    <Textarea key={name} mt="sm" label={findField(type, name)?.label} dir="auto" autosize minRows={2} maxRows={12} value={head[name]} error={fieldError(error, name)} onChange={(event) => change({ [name]: event.currentTarget.value })} />
                ))}
            </div>
            <QuoteTotals form={form} />
        </div>
    );
}

export function QuoteEditor({ title, back, form, error, pending, onSave }: Props) {
    const { t } = useTranslation();
    const go = useGo();
    const problemText = useProblemText();
    const type = useRecordType('quote');
    usePageTitle(title);
    usePricesFollow(form);
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (!pending) onSave();
    };
    /** Enter in a field goes on typing; with Ctrl it saves. */
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.defaultPrevented) return;
        if (event.ctrlKey || event.metaKey) submit(event);
        else if (event.target instanceof HTMLInputElement) event.preventDefault();
    };
    const fields = error instanceof ApiProblem && error.errors.length > 0;
    const general = fields ? (error.errors.find(({ field }) => field === 'lines')?.message ?? t('quote.checkFields')) : error && problemText(error);
    return (
        <div className={page.page}>
            <header className={page.head}>
                <AppLink to="/quotes" className={page.crumb}>{type.label_plural}</AppLink>
                <div className={page.headRow}><Title order={1} className={page.title}>{title}</Title></div>
            </header>
            <form className={classes.form} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
                {general && <Alert color="red" variant="light" role="alert">{general}</Alert>}
                <Head form={form} error={error} />
                <SaleLines lines={form.lines} currency={form.head.currency} options deliverables error={(index, field) => fieldError(error, `lines.${index}.${field}`)} />
                <Below form={form} error={error} />
                <div className={classes.foot}>
                    <Button variant="default" onClick={() => go(back)}>{t('action.cancel')}</Button>
                    <Button type="submit" loading={pending} aria-keyshortcuts="Control+Enter">{t('quote.save')}</Button>
                </div>
            </form>
        </div>
    );
}
