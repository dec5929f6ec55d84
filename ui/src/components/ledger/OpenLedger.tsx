/** Begins the ledger: its currency, its chart of accounts, its first month. */
import { Alert, Button, NativeSelect, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openLedger } from '~/api/ledger';
import { makeReadyTaxCodes } from '~/api/prices';
import { EmptyState } from '~/components/EmptyState';
import { useCatalogue } from '~/lib/catalogue';
import { today } from '~/lib/format';
import { useProblemText } from '~/lib/problem';
import { useSession } from '~/lib/session';
import { useFormat } from '~/lib/use-format';
import classes from './Ledger.module.css';
import { useLedgerChanged } from './use-ledger';

const CHARTS = ['trading', 'singapore'] as const;

function OpeningForm() {
    const { t } = useTranslation();
    const format = useFormat();
    const catalogue = useCatalogue();
    const problemText = useProblemText();
    const changed = useLedgerChanged();
    const { session } = useSession();
    const [chart, setChart] = useState<(typeof CHARTS)[number]>(session.organisation.currency === 'SGD' ? 'singapore' : 'trading');
    const [currency, setCurrency] = useState(session.organisation.currency);
    const [begins, setBegins] = useState(1);
    const [month, setMonth] = useState(`${today().slice(0, 4)}-01`);
    const open = useMutation({
        mutationFn: () => openLedger({ chart, currency, year_begins: begins, first_month: month }),
        onSuccess: async (ledger) => {
            // Should it not work, the trade settings still offer it.
            if (chart === 'singapore') await makeReadyTaxCodes(chart).catch(() => undefined);
            await changed(ledger);
        },
    });
    const choose = (name: string) => {
        setChart(name as typeof chart);
        if (name === 'singapore') setCurrency('SGD');
    };
    const submit = (event: FormEvent) => {
        event.preventDefault();
        open.mutate();
    };
    return (
        <form className={classes.opening} onSubmit={submit}>
            {open.error && (
                <Alert color="red" variant="light" role="alert">
                    {problemText(open.error)}
                </Alert>
            )}
            <Radio.Group label={t('ledger.chart')} value={chart} onChange={choose}>
                <Stack gap="xs" mt="xs">
                    {CHARTS.map((name) => (
                        <Radio key={name} value={name} label={t(`ledger.charts.${name}`)} description={t(`ledger.chartHints.${name}`)} />
                    ))}
                </Stack>
            </Radio.Group>
            <Select label={t('ledger.bookCurrency')} description={t('ledger.bookCurrencyHint')} searchable allowDeselect={false} value={currency}
                data={catalogue.currencies.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))} onChange={(value) => value && setCurrency(value)} />
            <div className={classes.two}>
                <NativeSelect label={t('ledger.yearBegins')} value={begins} onChange={(event) => setBegins(Number(event.currentTarget.value))}
                    data={Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: format.monthName(index + 1) }))} />
                <TextInput type="month" label={t('ledger.firstMonth')} required withAsterisk={false} value={month} onChange={(event) => setMonth(event.currentTarget.value)} />
            </div>
            <Button type="submit" loading={open.isPending}>
                {t('ledger.open')}
            </Button>
        </form>
    );
}

export function OpenLedger({ may }: { may: boolean }) {
    const { t } = useTranslation();
    return (
        <div className={classes.scroll}>
            <EmptyState title={t('ledger.notOpen')} text={t(may ? 'ledger.notOpenHint' : 'ledger.notOpenAsk')} />
            {may && <OpeningForm />}
        </div>
    );
}
