import { Alert, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Organisation, readOrganisation, updateOrganisation } from '~/api/session';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { notifyDone } from '~/components/notify';
import { choiceLabel, findField, useCatalogue, useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';
import { useIsAdministrator } from '~/lib/session';
import { SettingsFrame } from './SettingsFrame';
import classes from './SettingsPage.module.css';

type Intervals = Organisation['contact_intervals'];

/** After how many days without contact an account of each tier is to be called. */
function ContactIntervals({ values, disabled, onChange }: { values: Intervals; disabled: boolean; onChange: (values: Intervals) => void }) {
    const { t } = useTranslation();
    const tier = findField(useRecordType('account'), 'tier');
    return (
        <fieldset className={classes.intervals}>
            <legend>{t('settings.intervals')}</legend>
            <p className={classes.hint}>{t('settings.intervalsHint')}</p>
            <div className={classes.tiers}>
                {(Object.keys(values) as (keyof Intervals)[]).map((name) => (
                    <NumberInput key={name} label={choiceLabel(tier, name)} min={1} max={3650} allowDecimal={false} clampBehavior="strict" disabled={disabled} value={values[name]}
                        onChange={(days) => typeof days === 'number' && onChange({ ...values, [name]: days })} />
                ))}
            </div>
        </fieldset>
    );
}

export default function OrganisationPage() {
    const { t } = useTranslation();
    const client = useQueryClient();
    const catalogue = useCatalogue();
    const problemText = useProblemText();
    const may = useIsAdministrator();
    const organisation = useQuery({ queryKey: keys.organisation, queryFn: ({ signal }) => readOrganisation(signal) });
    const [typed, setTyped] = useState<Partial<Organisation>>({});
    const save = useMutation({
        mutationFn: () => updateOrganisation(typed),
        onSuccess: async (saved) => {
            client.setQueryData(keys.organisation, saved);
            setTyped({});
            notifyDone(t('settings.organisationSaved'));
            await client.invalidateQueries({ queryKey: keys.session });
        },
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        save.mutate();
    };
    if (organisation.isPending) return <SkeletonRows count={4} />;
    if (organisation.isError) return <ErrorState error={organisation.error} onRetry={() => void organisation.refetch()} />;
    const values = { ...organisation.data, ...typed };
    return (
        <SettingsFrame title={t('settings.organisation')}>
            <form className={classes.form} onSubmit={submit}>
                {save.error && (
                    <Alert color="red" variant="light" role="alert">
                        {problemText(save.error)}
                    </Alert>
                )}
                <TextInput label={t('settings.organisationName')} value={values.name} disabled={!may} required withAsterisk={false}
                    onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })} />
                <Select label={t('settings.currency')} description={t('settings.currencyHint')} searchable disabled={!may} value={values.currency} allowDeselect={false}
                    data={catalogue.currencies.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
                    onChange={(currency) => currency && setTyped({ ...typed, currency })} />
                <ContactIntervals values={values.contact_intervals} disabled={!may} onChange={(contact_intervals) => setTyped({ ...typed, contact_intervals })} />
                {may ? (
                    <Button type="submit" loading={save.isPending} disabled={Object.keys(typed).length === 0}>
                        {t('action.save')}
                    </Button>
                ) : (
                    <span className={classes.hint}>{t('settings.onlyAdministrator')}</span>
                )}
            </form>
        </SettingsFrame>
    );
}
