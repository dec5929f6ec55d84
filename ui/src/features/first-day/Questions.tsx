import { Alert, Button, NativeSelect, Select, TextInput, Title } from '@mantine/core';
import type { FormEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { findField, useCatalogue, useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { Rows } from './Rows';
import { NOBODY, NOTHING, type useAnswers } from './use-answers';
import classes from './FirstDay.module.css';

type Props = { answers: ReturnType<typeof useAnswers> };

function Currency({ answers: { value, set, errors } }: Props) {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    return (
        <fieldset className={classes.question}>
            <legend>{t('firstDay.currency')}</legend>
            <p className={classes.hint}>{t('firstDay.currencyHint')}</p>
            <div className={classes.two}>
                <TextInput label={t('firstDay.company')} dir="auto" value={value.name} error={errors.get('name')} onChange={(event) => set({ name: event.currentTarget.value })} />
                <Select label={t('settings.currency')} searchable selectFirstOptionOnChange allowDeselect={false} value={value.currency} error={errors.get('currency')}
                    data={catalogue.currencies.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
                    onChange={(currency) => currency && set({ currency })} />
            </div>
        </fieldset>
    );
}

function People({ answers: { value, set, errors } }: Props) {
    const { t } = useTranslation();
    const role = findField(useRecordType('user'), 'role');
    const roles = (role?.choices ?? []).map(({ name, label }) => ({ value: name, label }));
    return (
        <fieldset className={classes.question}>
            <legend>{t('firstDay.team')}</legend>
            <p className={classes.hint}>{t('firstDay.teamHint')}</p>
            <TextInput label={t('firstDay.teamName')} dir="auto" value={value.team} error={errors.get('team')} onChange={(event) => set({ team: event.currentTarget.value })} />
            <Rows rows={value.people} empty={NOBODY} add={t('firstDay.addPerson')} label={(index) => t('firstDay.person', { n: index + 1 })} onChange={(people) => set({ people })}>
                {(person, change, index) => (
                    <>
                        <TextInput aria-label={t('firstDay.personName')} placeholder={t('firstDay.personName')} dir="auto" value={person.name} error={errors.get(`people.${index}.name`)}
                            onChange={(event) => change({ name: event.currentTarget.value })} />
                        <TextInput type="email" aria-label={t('firstDay.email')} placeholder={t('firstDay.email')} value={person.email} error={errors.get(`people.${index}.email`)}
                            onChange={(event) => change({ email: event.currentTarget.value })} />
                        <NativeSelect aria-label={t('firstDay.role')} data={roles} value={person.role} onChange={(event) => change({ role: event.currentTarget.value })} />
                    </>
                )}
            </Rows>
        </fieldset>
    );
}

function Products({ answers: { value, set, errors } }: Props) {
    const { t } = useTranslation();
    return (
        <fieldset className={classes.question}>
            <legend>{t('firstDay.products')}</legend>
            <p className={classes.hint}>{t('firstDay.productsHint')}</p>
            <Rows rows={value.products} empty={NOTHING} add={t('firstDay.addProduct')} label={(index) => t('firstDay.product', { n: index + 1 })} onChange={(products) => set({ products })}>
                {(product, change, index) => (
                    <>
                        <TextInput aria-label={t('firstDay.productName')} placeholder={t('firstDay.productName')} dir="auto" value={product.name} error={errors.get(`products.${index}.name`)}
                            onChange={(event) => change({ name: event.currentTarget.value })} />
                        <TextInput aria-label={t('firstDay.price')} placeholder={t('firstDay.price')} inputMode="decimal" value={product.price} error={errors.get(`products.${index}.price`)}
                            rightSectionWidth="3.25rem" rightSection={<span className={classes.unit}>{value.currency}</span>} onChange={(event) => change({ price: event.currentTarget.value })} />
                    </>
                )}
            </Rows>
        </fieldset>
    );
}

export function Questions({ answers, onSkip }: Props & { onSkip: () => void }) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const submit = (event: FormEvent | KeyboardEvent) => {
        event.preventDefault();
        if (!answers.save.isPending) answers.save.mutate();
    };
    // Enter in a field goes on within the form: three questions are not over with the first.
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        if (event.ctrlKey || event.metaKey) submit(event);
        else if (event.target instanceof HTMLInputElement) event.preventDefault();
    };
    return (
        <form onSubmit={submit} onKeyDown={onKeyDown} noValidate>
            <Title order={1}>{t('firstDay.title')}</Title>
            <p className={classes.lead}>{t('firstDay.lead')}</p>
            <Currency answers={answers} />
            <People answers={answers} />
            <Products answers={answers} />
            {answers.save.error && (
                <Alert color="red" variant="light" role="alert" mt="lg">
                    {problemText(answers.save.error)}
                </Alert>
            )}
            <div className={classes.end}>
                <Button type="submit" loading={answers.save.isPending}>
                    {t('firstDay.save')}
                </Button>
                <Button variant="subtle" onClick={onSkip}>
                    {t('firstDay.skip')}
                </Button>
            </div>
        </form>
    );
}
