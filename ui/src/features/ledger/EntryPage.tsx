/** One entry: its lines, what caused it, what takes it back, and the proof that it is as it was posted. */
import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type JournalEntry, readEntry, reverseEntry } from '~/api/ledger';
import { AppLink, useGo } from '~/components/AppLink';
import { DateText, MomentText } from '~/components/DateText';
import { RecordLink } from '~/components/RecordLink';
import { notifyDone } from '~/components/notify';
import { Trail } from '~/components/trail/Trail';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import { StatementState } from '~/components/ledger/StatementState';
import classes from '~/components/ledger/Ledger.module.css';
import { named } from '~/lib/named';
import { useLedger, useLedgerChanged } from '~/components/ledger/use-ledger';

const ABOUT = [['customer', 'account'], ['product', 'product'], ['salesperson', 'user'], ['branch', 'branch'], ['opportunity', 'opportunity']] as const;

function Lines({ entry }: { entry: JournalEntry }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <table className={classes.table}>
            <thead>
                <tr>
                    <th scope="col">{t('ledger.account')}</th>
                    <th scope="col" className={classes.start}>{t('ledger.about')}</th>
                    <th scope="col">{t('ledger.debit')}</th>
                    <th scope="col">{t('ledger.credit')}</th>
                </tr>
            </thead>
            <tbody>
                {entry.lines.map((line) => (
                    <tr key={line.position}>
                        <th scope="row">
                            <span className={classes.code}>{line.ledger_account.code}</span>
                            <AppLink to="/ledger/lines" search={{ ledger_account: String(line.ledger_account.id) }}>{line.ledger_account.title}</AppLink>
                        </th>
                        <td className={classes.start}>
                            {ABOUT.map(([name, type]) => line[name] && <div key={name}><RecordLink type={type} record={named(line[name])} /></div>)}
                            {line.description && <div dir="auto">{line.description}</div>}
                            {line.currency !== entry.currency && <div className={classes.hint}>{format.money(line.currency_amount, line.currency)}</div>}
                        </td>
                        <td>{line.debit && format.amount(line.debit)}</td>
                        <td>{line.credit && format.amount(line.credit)}</td>
                    </tr>
                ))}
                <tr className={classes.strong}>
                    <th scope="row">{t('ledger.sum')}</th>
                    <td />
                    <td>{format.amount(entry.amount)}</td>
                    <td>{format.amount(entry.amount)}</td>
                </tr>
            </tbody>
        </table>
    );
}

/** Asks why before the entry is taken back. */
function Reverse({ entry }: { entry: JournalEntry }) {
    const { t } = useTranslation();
    const go = useGo();
    const changed = useLedgerChanged();
    const problemText = useProblemText();
    const [reason, setReason] = useState<string | null>(null);
    const reverse = useMutation({
        mutationFn: () => reverseEntry(entry.id, reason ?? ''),
        onSuccess: async (made) => {
            notifyDone(t('ledger.reversed', { number: entry.number, by: made.number }));
            await changed();
            go(`/journal/${made.id}`);
        },
    });
    if (reason === null) return <Button variant="default" onClick={() => setReason('')}>{t('ledger.reverse')}</Button>;
    return (
        <form className={classes.tools} onSubmit={(event) => { event.preventDefault(); reverse.mutate(); }}>
            {reverse.error && <Alert color="red" variant="light" role="alert">{problemText(reverse.error)}</Alert>}
            <TextInput data-autofocus autoFocus aria-label={t('ledger.reason')} placeholder={t('ledger.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <Button type="submit" color="red" loading={reverse.isPending}>{t('ledger.reverse')}</Button>
            <Button variant="subtle" onClick={() => setReason(null)}>{t('action.cancel')}</Button>
        </form>
    );
}

function Facts({ entry }: { entry: JournalEntry }) {
    const { t } = useTranslation();
    return (
        <div className={classes.facts}>
            <span><DateText date={entry.date} /></span>
            <span>{t(`ledger.kinds.${entry.kind as 'manual'}`)}</span>
            <span dir="auto">{entry.description}</span>
            {entry.reverses && <span>{t('ledger.reverses')} <AppLink to={`/journal/${entry.reverses.id}`}>{entry.reverses.title}</AppLink></span>}
            {entry.reversed_by && <AppLink to={`/journal/${entry.reversed_by.id}`}>{t('ledger.reversedBy', { number: entry.reversed_by.title })}</AppLink>}
            {entry.prepared_by && entry.prepared_by.id !== entry.posted_by?.id && <span>{t('ledger.preparedBy', { name: entry.prepared_by.title ?? '' })}</span>}
            <span>{t('ledger.postedBy', { name: entry.posted_by?.title ?? t('ledger.program') })} <MomentText moment={entry.posted_at} /></span>
        </div>
    );
}

export default function EntryPage() {
    const { t } = useTranslation();
    const id = Number(useParams({ strict: false }).id);
    const ledger = useLedger();
    const entry = useQuery({ queryKey: [...keys.ledger, 'entry', id], queryFn: ({ signal }) => readEntry(id, signal) });
    const may = ledger.data?.keeper && entry.data && !entry.data.reversed_by && !entry.data.reverses && !entry.data.document;
    return (
        <LedgerFrame title={entry.data?.number ?? t('ledger.entry')} actions={may && <Reverse entry={entry.data} />}>
            {() => (
                <div className={classes.scroll}>
                    <StatementState query={entry}>
                        {(data) => (
                            <>
                                <Facts entry={data} />
                                <Lines entry={data} />
                                <p className={classes.facts} title={data.hash}>{t('ledger.proof', { hash: data.hash.slice(0, 16) })}</p>
                                <div className={classes.aside}><Trail type="journal_entry" id={data.id} /></div>
                            </>
                        )}
                    </StatementState>
                </div>
            )}
        </LedgerFrame>
    );
}
