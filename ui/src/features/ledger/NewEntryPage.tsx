/** An entry by hand: as many lines as it takes, posted once it balances. What was typed stays when the server refuses. */
import { ActionIcon, Alert, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { type Ledger, postEntry } from '~/api/ledger';
import { useGo } from '~/components/AppLink';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { notifyDone } from '~/components/notify';
import { useCatalogue } from '~/lib/catalogue';
import { today } from '~/lib/format';
import { useProblemText } from '~/lib/problem';
import { amountOf } from '~/lib/units';
import { useFormat } from '~/lib/use-format';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import { type TypedLine, difference, emptyLine, entryOf } from './entry-form';
import classes from '~/components/ledger/Ledger.module.css';
import { useLedgerChanged } from '~/components/ledger/use-ledger';

type LineProps = { line: TypedLine; index: number; error: (field: string) => string | undefined; onChange: (part: Partial<TypedLine>) => void; onRemove: () => void };

function Line({ line, index, error, onChange, onRemove }: LineProps) {
    const { t } = useTranslation();
    return (
        <div className={classes.line} role="group" aria-label={t('ledger.lineNumber', { n: index + 1 })}>
            <ReferencePicker target="ledger_account" aria-label={t('ledger.account')} placeholder={t('ledger.account')} value={line.account} error={error('ledger_account')} onChange={(account) => onChange({ account })} />
            {(['debit', 'credit'] as const).map((side) => (
                <TextInput key={side} inputMode="decimal" aria-label={t(`ledger.${side}`)} placeholder={t(`ledger.${side}`)} value={line[side]} error={error(side) ?? (side === 'debit' ? error('amount') : undefined)}
                    onChange={(event) => onChange({ debit: '', credit: '', [side]: event.currentTarget.value })} />
            ))}
            <ReferencePicker target="account" aria-label={t('ledger.customer')} placeholder={t('ledger.customerOptional')} value={line.customer} error={error('customer')} onChange={(customer) => onChange({ customer })} />
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('ledger.removeLine', { n: index + 1 })} onClick={onRemove}>
                <IconTrash size={16} aria-hidden />
            </ActionIcon>
        </div>
    );
}

function useEntryForm() {
    const [date, setDate] = useState(today());
    const [description, setDescription] = useState('');
    const [lines, setLines] = useState<TypedLine[]>([emptyLine(1), emptyLine(2)]);
    const change = (key: number, part: Partial<TypedLine>) => setLines((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)));
    const add = () => setLines((now) => [...now, emptyLine(Math.max(0, ...now.map(({ key }) => key)) + 1)]);
    const remove = (key: number) => setLines((now) => (now.length > 2 ? now.filter((line) => line.key !== key) : now.map((line) => (line.key === key ? emptyLine(key) : line))));
    return { date, setDate, description, setDescription, lines, change, add, remove };
}

function usePost(entry: () => ReturnType<typeof entryOf>) {
    const { t } = useTranslation();
    const go = useGo();
    const changed = useLedgerChanged();
    const sent = useRef({ body: '', key: '' });
    return useMutation({
        mutationFn: () => {
            // The same entry sent again posts once; a changed one is another.
            const body = JSON.stringify(entry());
            if (sent.current.body !== body) sent.current = { body, key: crypto.randomUUID() };
            return postEntry(entry(), sent.current.key);
        },
        onSuccess: async (posted) => {
            notifyDone(t(posted.entry === null ? 'ledger.sentForApproval' : 'ledger.posted'));
            await changed();
            go(posted.entry === null ? '/journal' : `/journal/${posted.entry}`);
        },
    });
}

function EntryForm({ ledger }: { ledger: Ledger }) {
    const { t } = useTranslation();
    const format = useFormat();
    const problemText = useProblemText();
    const digits = useCatalogue().exponent(ledger.currency ?? '');
    const form = useEntryForm();
    const post = usePost(() => entryOf(form.date, form.description, form.lines, digits));
    const problems = post.error instanceof ApiProblem ? post.error.errors : [];
    const error = (field: string) => problems.find((problem) => problem.field === field)?.message;
    const rest = difference(form.lines, digits);
    const submit = (event: FormEvent) => {
        event.preventDefault();
        post.mutate();
    };
    return (
        <form className={classes.form} onSubmit={submit}>
            {post.error && <Alert color="red" variant="light" role="alert">{error('lines') ?? problemText(post.error)}</Alert>}
            <div className={classes.two}>
                <TextInput type="date" label={t('ledger.date')} required withAsterisk={false} value={form.date} error={error('date')} onChange={(event) => form.setDate(event.currentTarget.value)} />
                <TextInput label={t('ledger.text')} required withAsterisk={false} dir="auto" value={form.description} error={error('description')} onChange={(event) => form.setDescription(event.currentTarget.value)} />
            </div>
            {form.lines.map((line, index) => (
                <Line key={line.key} line={line} index={index} error={(field) => error(`lines.${index}.${field}`)} onChange={(part) => form.change(line.key, part)} onRemove={() => form.remove(line.key)} />
            ))}
            <div className={classes.foot}>
                <Button variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={form.add}>{t('ledger.addLine')}</Button>
                <span className={classes.hint} role="status">
                    {rest === null ? t('ledger.unreadable') : rest === 0n ? t('ledger.balanced') : t('ledger.missing', { amount: format.money(amountOf(rest < 0n ? -rest : rest, digits), ledger.currency), side: t(rest > 0n ? 'ledger.credit' : 'ledger.debit').toLowerCase() })}
                </span>
                <Button type="submit" loading={post.isPending} disabled={rest !== 0n}>{t(ledger.approval ? 'ledger.sendForApproval' : 'ledger.post')}</Button>
            </div>
        </form>
    );
}

export default function NewEntryPage() {
    const { t } = useTranslation();
    return (
        <LedgerFrame title={t('ledger.newEntry')}>
            {(ledger) => <div className={classes.scroll}><div className={classes.inner}><EntryForm ledger={ledger} /></div></div>}
        </LedgerFrame>
    );
}
