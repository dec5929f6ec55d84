/** A contract is drafted: who, from when, how long, how it is billed and renewed, and what is sold each month. */
import { ActionIcon, Alert, Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createContract } from '~/api/contracts';
import { readRecord } from '~/api/records';
import type { Reference } from '~/api/types';
import { useGo } from '~/components/AppLink';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import table from '~/components/ledger/Ledger.module.css';
import { useMoneyAct } from '~/components/payments/use-act';
import { today } from '~/lib/format';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import classes from './Contracts.module.css';
import { BILLING, type ContractForm, type ContractLine, RENEWAL, bodyOf, filled, withLast } from './contract-form';

type LineProps = { line: ContractLine; index: number; error: (field: string) => string | undefined; onChange: (part: Partial<ContractLine>) => void; onRemove: () => void };

function Line({ line, index, error, onChange, onRemove }: LineProps) {
    const { t } = useTranslation();
    return (
        <div className={classes.line} role="group" aria-label={t('contracts.lineNumber', { n: index + 1 })}>
            <ReferencePicker target="product" aria-label={t('contracts.product')} placeholder={t('contracts.product')} value={line.product} error={error('product')} onChange={(product) => onChange({ product })} />
            <TextInput dir="auto" aria-label={t('contracts.what')} placeholder={t('contracts.what')} maxLength={500} value={line.description} error={error('description')} onChange={(event) => onChange({ description: event.currentTarget.value })} />
            <TextInput inputMode="decimal" aria-label={t('contracts.quantity')} value={line.quantity} error={error('quantity')} onChange={(event) => onChange({ quantity: event.currentTarget.value })} />
            <TextInput inputMode="decimal" aria-label={t('contracts.price')} placeholder={t('contracts.price')} value={line.price} error={error('unit_price')} onChange={(event) => onChange({ price: event.currentTarget.value })} />
            <Checkbox label={t('contracts.everyMonth')} checked={line.recurring} onChange={(event) => onChange({ recurring: event.currentTarget.checked })} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('contracts.removeLine', { n: index + 1 })} onClick={onRemove}><IconTrash size={16} aria-hidden /></ActionIcon>
        </div>
    );
}

function Form({ account }: { account: Reference | null }) {
    const { t } = useTranslation();
    const go = useGo();
    const [form, setForm] = useState<ContractForm>(() => ({ account, name: '', start: today(), months: '12', billing: 'month', renewal: 'automatic', notice: '30', escalation: '', lines: withLast([]) }));
    const set = (part: Partial<ContractForm>) => setForm((now) => ({ ...now, ...part }));
    const setLine = (key: number, part: Partial<ContractLine>) => set({ lines: withLast(form.lines.map((line) => (line.key === key ? { ...line, ...part } : line))) });
    const draft = useMoneyAct((given: ContractForm, key) => createContract(bodyOf(given), key), (made) => go(`/contracts/${made.record.id}`));
    const submit = (event: FormEvent) => {
        event.preventDefault();
        draft.run(form);
    };
    const text = (name: 'name' | 'start' | 'months' | 'notice' | 'escalation', field: string, more: object = {}) => (
        <TextInput label={t(`contracts.${name}`)} value={form[name]} error={draft.errorOf(field)} onChange={(event) => set({ [name]: event.currentTarget.value })} {...more} />
    );
    return (
        <form className={classes.form} onSubmit={submit}>
            {draft.problem && <Alert color="red" variant="light" role="alert">{draft.problem}</Alert>}
            <div className={classes.fields}>
                <ReferencePicker target="account" label={t('contracts.customer')} value={form.account} error={draft.errorOf('account')} onChange={(chosen) => set({ account: chosen })} data-autofocus={account === null} />
                {text('name', 'name', { required: true, withAsterisk: false, dir: 'auto', maxLength: 200 })}
            </div>
            <div className={classes.fields}>
                {text('start', 'start_on', { type: 'date', required: true, withAsterisk: false })}
                {text('months', 'months', { inputMode: 'numeric', description: t('contracts.monthsHint') })}
                <NativeSelect label={t('contracts.billing')} value={form.billing} data={BILLING.map((value) => ({ value, label: t(`contracts.billings.${value}`) }))} onChange={(event) => set({ billing: event.currentTarget.value as ContractForm['billing'] })} />
                <NativeSelect label={t('contracts.renewal')} value={form.renewal} data={RENEWAL.map((value) => ({ value, label: t(`contracts.renewals.${value}`) }))} onChange={(event) => set({ renewal: event.currentTarget.value as ContractForm['renewal'] })} />
                {text('notice', 'notice_days', { inputMode: 'numeric' })}
                {text('escalation', 'escalation_percent', { inputMode: 'decimal', rightSection: '%' })}
            </div>
            <div>
                {form.lines.map((line, index) => (
                    <Line key={line.key} line={line} index={index} error={(field) => draft.errorOf(`lines.${filled(form.lines).indexOf(line)}.${field}`)}
                        onChange={(part) => setLine(line.key, part)} onRemove={() => set({ lines: withLast(form.lines.filter(({ key }) => key !== line.key)) })} />
                ))}
            </div>
            <Group>
                <Button type="submit" loading={draft.pending} disabled={form.account === null || filled(form.lines).length === 0}>{t('contracts.draft')}</Button>
            </Group>
        </form>
    );
}

export default function NewContractPage() {
    const { t } = useTranslation();
    const search = useSearch({ strict: false }) as Search;
    const id = Number(search.account ?? 0);
    const account = useQuery({ queryKey: keys.record('accounts', id), queryFn: ({ signal }) => readRecord('accounts', id, signal), enabled: id > 0 });
    return (
        <LedgerFrame title={t('contracts.new')}>
            {() => <div className={table.scroll}>{(id === 0 || account.data) && <Form account={account.data ? { id, title: String(account.data.name) } : null} />}</div>}
        </LedgerFrame>
    );
}
