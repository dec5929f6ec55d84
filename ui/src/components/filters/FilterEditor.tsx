/** What a field should be: the questions depend on its type. */
import { Button, Checkbox, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '~/lib/catalogue';
import { type FieldFilter, chosenConditions, chosenValues, dayEnd, dayStart } from '~/lib/filters';
import { plainNumber } from '~/lib/form-values';
import { today } from '~/lib/format';
import { ReferencesPicker } from '../fields/ReferencesPicker';
import classes from './FilterBar.module.css';
import { useReferenceTitles } from './use-filter-text';

type Conditions = FieldFilter['conditions'];
type Props = { filter: FieldFilter; onApply: (conditions: Conditions) => void };
type PartProps = { filter: FieldFilter; conditions: Conditions; onChange: (conditions: Conditions) => void };

function ChoicePart({ filter, conditions, onChange }: PartProps) {
    const catalogue = useCatalogue();
    const { field } = filter;
    const choices = field.type === 'country' ? catalogue.countries.map(({ code, name }) => ({ name: code, label: name })) : (field.choices ?? []);
    return (
        <Checkbox.Group aria-label={field.label} value={chosenValues({ conditions })} onChange={(values) => onChange(chosenConditions(values))}>
            <Stack gap="xs" className={classes.choices}>
                {choices.map((choice, index) => (
                    <Checkbox key={choice.name} value={choice.name} label={choice.label} data-autofocus={index === 0 || undefined} />
                ))}
            </Stack>
        </Checkbox.Group>
    );
}

function ReferencePart({ filter, conditions, onChange }: PartProps) {
    const ids = chosenValues({ conditions }).map(Number);
    const titles = useReferenceTitles(filter.field.target, ids);
    return (
        <ReferencesPicker withinPortal={false} aria-label={filter.field.label} data-autofocus target={filter.field.target!} value={titles}
            onChange={(values) => onChange(chosenConditions(values.map(({ id }) => String(id))))} />
    );
}

function YesNoPart({ filter, conditions, onChange }: PartProps) {
    const { t } = useTranslation();
    return (
        <Radio.Group aria-label={filter.field.label} value={conditions.eq ?? ''} onChange={(value) => onChange({ eq: value })}>
            <Stack gap="xs">
                <Radio value="true" label={t('value.yes')} data-autofocus />
                <Radio value="false" label={t('value.no')} />
            </Stack>
        </Radio.Group>
    );
}

function RangePart({ filter, conditions, onChange }: PartProps) {
    const { t } = useTranslation();
    const { type } = filter.field;
    const isDay = type === 'date' || type === 'moment';
    const shown = (bound: string | undefined) => (bound && type === 'moment' ? today(new Date(bound)) : (bound ?? ''));
    const change = (operator: 'gte' | 'lte', typed: string) => {
        if (typed === '') return onChange({ ...conditions, [operator]: undefined });
        const bound = type === 'moment' ? (operator === 'gte' ? dayStart(typed) : dayEnd(typed)) : typed;
        onChange({ ...conditions, [operator]: bound });
    };
    return (
        <Group grow gap="xs" align="flex-start">
            {(['gte', 'lte'] as const).map((operator) => (
                <TextInput
                    key={operator}
                    data-autofocus={operator === 'gte' || undefined}
                    label={t(operator === 'gte' ? 'filter.from' : 'filter.to')}
                    type={isDay ? 'date' : 'text'}
                    inputMode={isDay ? undefined : 'decimal'}
                    value={shown(conditions[operator])}
                    onChange={(event) => change(operator, event.currentTarget.value)}
                    onBlur={(event) => !isDay && change(operator, plainNumber(event.currentTarget.value))}
                />
            ))}
        </Group>
    );
}

function TextPart({ filter, conditions, onChange }: PartProps) {
    const { t } = useTranslation();
    return (
        <TextInput
            data-autofocus
            dir="auto"
            label={t(conditions.eq !== undefined ? 'filter.equals' : 'filter.containsLabel', { field: filter.field.label })}
            value={conditions.eq ?? conditions.has ?? ''}
            onChange={(event) => onChange(event.currentTarget.value === '' ? {} : { [conditions.eq !== undefined ? 'eq' : 'has']: event.currentTarget.value })}
        />
    );
}

function FilterPart(props: PartProps) {
    switch (props.filter.field.type) {
        case 'choice':
        case 'country':
            return <ChoicePart {...props} />;
        case 'reference':
        case 'references':
            return <ReferencePart {...props} />;
        case 'yes_no':
            return <YesNoPart {...props} />;
        case 'number':
        case 'money':
        case 'percentage':
        case 'date':
        case 'moment':
            return <RangePart {...props} />;
        default:
            return <TextPart {...props} />;
    }
}

export function FilterEditor({ filter, onApply }: Props) {
    const { t } = useTranslation();
    const { field } = filter;
    const [conditions, setConditions] = useState(filter.conditions);
    const empty = conditions.null === 'true';
    const mayBeEmpty = !field.required && field.type !== 'yes_no' && field.type !== 'references' && field.name !== 'id';
    const submit = (event: FormEvent) => {
        event.preventDefault();
        event.stopPropagation();
        onApply(conditions);
    };
    return (
        <form className={classes.editor} onSubmit={submit}>
            <Text size="sm" fw={600}>
                {field.label}
            </Text>
            {!empty && <FilterPart filter={filter} conditions={conditions} onChange={setConditions} />}
            {mayBeEmpty && (
                <Checkbox label={t('filter.onlyEmpty')} checked={empty} onChange={(event) => setConditions(event.currentTarget.checked ? { null: 'true' } : {})} />
            )}
            <Button type="submit" size="sm">
                {t('filter.apply')}
            </Button>
        </form>
    );
}
