/** What finance does at the end of a month and of a year: close, value other currencies, load rates, prove the books. */
import { Alert, Badge, Button, FileButton, Select, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Ledger, type MonthStatus, closeYear, revalue, setApproval, setMonth, uploadOpening, uploadRates, verifyLedger } from '~/api/ledger';
import { ConfirmDialog } from '~/components/ConfirmDialog';
import { Section } from '~/components/page/Section';
import { notifyDone, notifyProblem } from '~/components/notify';
import { addDays, addMonths } from '~/lib/calendar';
import { today } from '~/lib/format';
import { useProblemText } from '~/lib/problem';
import { useFormat } from '~/lib/use-format';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import classes from '~/components/ledger/Ledger.module.css';
import { useLedgerChanged } from '~/components/ledger/use-ledger';

const STATUSES = ['open', 'soft', 'hard'] as const;

/** Does something to the ledger, says that it is done or why it is not. */
function useDo<Input, Output>(act: (input: Input) => Promise<Output>, done: (output: Output) => string) {
    const changed = useLedgerChanged();
    const problemText = useProblemText();
    return useMutation({
        mutationFn: act,
        onSuccess: (output) => {
            notifyDone(done(output));
            return changed();
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
}

function Month({ month, status, keeper }: { month: string; status: MonthStatus; keeper: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [hard, setHard] = useState(false);
    const change = useDo((wanted: MonthStatus) => setMonth(month, wanted), () => t('ledger.monthChanged', { month: format.month(month) }));
    const name = format.month(month);
    return (
        <li className={classes.proposal}>
            <span>{name}</span>
            {keeper && status !== 'hard' ? (
                <Select size="xs" aria-label={t('ledger.statusOf', { month: name })} allowDeselect={false} value={status} disabled={change.isPending} data={STATUSES.map((one) => ({ value: one, label: t(`ledger.status.${one}`) }))}
                    onChange={(value) => (value === 'hard' ? setHard(true) : value && change.mutate(value as MonthStatus))} />
            ) : (
                <Badge variant="light" color={status === 'open' ? 'green' : 'gray'}>{t(`ledger.status.${status}`)}</Badge>
            )}
            <ConfirmDialog opened={hard} danger title={t('ledger.closeForGood', { month: name })} text={t('ledger.closeForGoodHint')} confirm={t('ledger.close')} onCancel={() => setHard(false)}
                onConfirm={() => { setHard(false); change.mutate('hard'); }} />
        </li>
    );
}

/** "2026-12" for a year that begins in January. */
function lastYearEnd(ledger: Ledger): string {
    const end = `${today().slice(0, 4)}-${String(ledger.year_begins === 1 ? 12 : ledger.year_begins - 1).padStart(2, '0')}`;
    return end < today().slice(0, 7) ? end : addMonths(end, -12);
}

function Year({ ledger }: { ledger: Ledger }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [month, setMonthTyped] = useState(lastYearEnd(ledger));
    const close = useDo(closeYear, (entry) => t('ledger.yearClosed', { number: entry.number }));
    return (
        <Section title={t('ledger.yearEnd')}>
            <p className={classes.hint}>{t('ledger.yearEndHint')}</p>
            {ledger.closed_years.map(({ ends, entry, number }) => (
                <p key={entry} className={classes.hint}>{t('ledger.yearIsClosed', { month: format.month(ends), number })}</p>
            ))}
            {ledger.keeper && (
                <form className={classes.tools} onSubmit={(event) => { event.preventDefault(); close.mutate(month); }}>
                    <TextInput size="xs" type="month" aria-label={t('ledger.yearEndMonth')} value={month} onChange={(event) => setMonthTyped(event.currentTarget.value)} />
                    <Button size="xs" type="submit" variant="default" loading={close.isPending}>{t('ledger.closeYear')}</Button>
                </form>
            )}
        </Section>
    );
}

function Currencies() {
    const { t } = useTranslation();
    const [date, setDate] = useState(addDays(`${today().slice(0, 7)}-01`, -1));
    const value = useDo(revalue, ({ entry }) => (entry === null ? t('ledger.nothingToValue') : t('ledger.valued', { number: entry.number })));
    const rates = useDo((file: File) => uploadRates(file), ({ read }) => t('ledger.ratesRead', { count: read }));
    return (
        <Section title={t('ledger.currencies')}>
            <p className={classes.hint}>{t('ledger.currenciesHint')}</p>
            <div className={classes.tools}>
                <FileButton accept=".csv,text/csv" onChange={(file) => file && rates.mutate(file)}>
                    {(props) => <Button {...props} size="xs" variant="default" loading={rates.isPending}>{t('ledger.loadRates')}</Button>}
                </FileButton>
                <TextInput size="xs" type="date" aria-label={t('ledger.valueDate')} value={date} onChange={(event) => setDate(event.currentTarget.value)} />
                <Button size="xs" variant="default" loading={value.isPending} onClick={() => value.mutate(date)}>{t('ledger.value')}</Button>
            </div>
        </Section>
    );
}

function Openings({ ledger }: { ledger: Ledger }) {
    const { t } = useTranslation();
    const [date, setDate] = useState(`${ledger.first_month}-01`);
    const load = useDo((file: File) => uploadOpening(date, file), (entry) => t('ledger.openingPosted', { number: entry.number }));
    return (
        <Section title={t('ledger.openings')}>
            <p className={classes.hint}>{t('ledger.openingsHint')}</p>
            <div className={classes.tools}>
                <TextInput size="xs" type="date" aria-label={t('ledger.openingDate')} value={date} onChange={(event) => setDate(event.currentTarget.value)} />
                <FileButton accept=".csv,text/csv" onChange={(file) => file && load.mutate(file)}>
                    {(props) => <Button {...props} size="xs" variant="default" loading={load.isPending}>{t('ledger.loadOpenings')}</Button>}
                </FileButton>
            </div>
        </Section>
    );
}

function Proof() {
    const { t } = useTranslation();
    const format = useFormat();
    const problemText = useProblemText();
    const verify = useMutation({ mutationFn: () => verifyLedger() });
    return (
        <Section title={t('ledger.proofTitle')}>
            <p className={classes.hint}>{t('ledger.proofHint')}</p>
            <div className={classes.tools}>
                <Button size="xs" variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>{t('ledger.prove')}</Button>
            </div>
            {verify.error && <Alert color="red" variant="light" role="alert">{problemText(verify.error)}</Alert>}
            {verify.data && (
                <Alert mt="sm" variant="light" color={verify.data.found === 0 ? 'green' : 'red'} role="status">
                    {verify.data.found === 0 ? t('ledger.proved', { count: verify.data.entries, figure: format.number(verify.data.entries) }) : verify.data.findings.join(' ')}
                </Alert>
            )}
        </Section>
    );
}

function Approval({ ledger }: { ledger: Ledger }) {
    const { t } = useTranslation();
    const change = useDo(setApproval, ({ approval }) => t(approval ? 'ledger.approvalOn' : 'ledger.approvalOff'));
    return <Switch label={t('ledger.approval')} description={t('ledger.approvalHint')} checked={ledger.approval} disabled={!ledger.keeper || change.isPending} onChange={(event) => change.mutate(event.currentTarget.checked)} />;
}

export default function ClosingPage() {
    const { t } = useTranslation();
    return (
        <LedgerFrame title={t('nav.closing')}>
            {(ledger) => (
                <div className={classes.scroll}>
                    <div className={classes.inner}>
                        <Section title={t('ledger.months')}>
                            {ledger.months.length === 0 && <p className={classes.hint}>{t('ledger.noMonths')}</p>}
                            <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                                {ledger.months.map(({ month, status }) => <Month key={month} month={month} status={status} keeper={ledger.keeper} />)}
                            </ul>
                        </Section>
                        <Year ledger={ledger} />
                        {ledger.keeper && <Currencies />}
                        {ledger.keeper && <Openings ledger={ledger} />}
                        <Section title={t('ledger.approvals')}><Approval ledger={ledger} /></Section>
                        <Proof />
                    </div>
                </div>
            )}
        </LedgerFrame>
    );
}
