import { Alert, Button, Radio, Stack, TextInput, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { type TradeSettings, type TradeSettingsChange, changeTradeSettings, readTradeSettings } from '~/api/prices';
import type { Reference } from '~/api/types';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { notifyDone } from '~/components/notify';
import { plainNumber } from '~/lib/form-values';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';
import { SettingsFrame } from './SettingsFrame';
import { TaxCodes } from './TaxCodes';
import classes from './TradeSettings.module.css';

type Typed = Partial<Omit<TradeSettings, 'currency' | 'may_change'>>;
type PartProps = { values: TradeSettings; error: (field: string) => string | undefined; change: (part: Typed) => void };

const LIMITS = ['discount_limit', 'credit_note_limit', 'write_off_limit'] as const;

function bodyOf({ default_tax_code, ...typed }: Typed): TradeSettingsChange {
    const body: TradeSettingsChange = { ...typed };
    for (const name of LIMITS) if (typeof typed[name] === 'string') body[name] = plainNumber(typed[name]) || null;
    if (default_tax_code !== undefined) body.default_tax_code = default_tax_code?.id ?? null;
    return body;
}

function TaxPart({ values, error, change }: PartProps) {
    const { t } = useTranslation();
    return (
        <>
            <Title order={2}>{t('prices.tax')}</Title>
            <Radio.Group label={t('prices.rounding')} value={values.tax_per_line ? 'line' : 'code'} onChange={(rounding) => change({ tax_per_line: rounding === 'line' })}>
                <Stack gap="xs" mt="xs">
                    {(['code', 'line'] as const).map((rounding) => (
                        <Radio key={rounding} value={rounding} disabled={!values.may_change} label={t(`prices.roundingBy.${rounding}`)} />
                    ))}
                </Stack>
            </Radio.Group>
            <ReferencePicker target="tax_code" label={t('prices.defaultCode')} description={t('prices.defaultCodeHint')} disabled={!values.may_change} value={values.default_tax_code as Reference | null} error={error('default_tax_code')}
                onChange={(default_tax_code) => change({ default_tax_code })} />
            <TaxCodes may={values.may_change} />
        </>
    );
}

function LimitsPart({ values, error, change }: PartProps) {
    const { t } = useTranslation();
    return (
        <>
            <Title order={2}>{t('prices.limits')}</Title>
            <p className={classes.hint}>{t('prices.limitsHint')}</p>
            <div className={classes.limits}>
                {LIMITS.map((name) => (
                    <TextInput key={name} inputMode="decimal" autoComplete="off" label={t(`prices.limit.${name}`)} placeholder={t('prices.noLimit')} disabled={!values.may_change} value={values[name] ?? ''} error={error(name)}
                        rightSection={name === 'discount_limit' ? '%' : values.currency} rightSectionWidth={name === 'discount_limit' ? undefined : '3rem'} rightSectionPointerEvents="none"
                        onChange={(event) => change({ [name]: event.currentTarget.value })} />
                ))}
            </div>
        </>
    );
}

function DocumentsPart({ values, error, change }: PartProps) {
    const { t } = useTranslation();
    return (
        <>
            <Title order={2}>{t('prices.documents')}</Title>
            <Textarea label={t('prices.sellerAddress')} description={t('prices.sellerAddressHint')} autosize minRows={3} maxRows={8} dir="auto" disabled={!values.may_change} value={values.seller_address} error={error('seller_address')}
                onChange={(event) => change({ seller_address: event.currentTarget.value })} />
            <TextInput label={t('prices.taxRegistration')} description={t('prices.taxRegistrationHint')} autoComplete="off" disabled={!values.may_change} value={values.tax_registration} error={error('tax_registration')}
                onChange={(event) => change({ tax_registration: event.currentTarget.value })} />
        </>
    );
}

export default function TradeSettingsPage() {
    const { t } = useTranslation();
    const client = useQueryClient();
    const problemText = useProblemText();
    const settings = useQuery({ queryKey: keys.tradeSettings, queryFn: ({ signal }) => readTradeSettings(signal) });
    const [typed, setTyped] = useState<Typed>({});
    const save = useMutation({
        mutationFn: () => changeTradeSettings(bodyOf(typed)),
        onSuccess: (saved) => {
            client.setQueryData(keys.tradeSettings, saved);
            setTyped({});
            notifyDone(t('prices.settingsSaved'));
        },
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        save.mutate();
    };
    if (settings.isPending) return <SkeletonRows count={6} />;
    if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
    const problems = save.error instanceof ApiProblem ? save.error.errors : [];
    const part: PartProps = {
        values: { ...settings.data, ...typed },
        error: (field) => problems.find((problem) => problem.field === field)?.message,
        change: (changes) => setTyped((now) => ({ ...now, ...changes })),
    };
    return (
        <SettingsFrame title={t('prices.settings')}>
            <form className={classes.form} onSubmit={submit} noValidate>
                {save.error && <Alert color="red" variant="light" role="alert">{problemText(save.error)}</Alert>}
                <TaxPart {...part} />
                <LimitsPart {...part} />
                <DocumentsPart {...part} />
                {settings.data.may_change ? (
                    <div>
                        <Button type="submit" loading={save.isPending} disabled={Object.keys(typed).length === 0}>{t('action.save')}</Button>
                    </div>
                ) : (
                    <span className={classes.hint}>{t('prices.onlyFinance')}</span>
                )}
            </form>
        </SettingsFrame>
    );
}
