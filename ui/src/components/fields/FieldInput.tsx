/** The input of one field, chosen by its type. */
import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import type { InputHTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, RecordType, Reference, Value } from '~/api/types';
import { isReference, useCatalogue } from '~/lib/catalogue';
import { type FormValues, fromLocalInput, toLocalInput } from '~/lib/form-values';
import { MentionTextarea } from '../mentions/MentionTextarea';
import { MoneyInput } from './MoneyInput';
import { ReferencePicker } from './ReferencePicker';
import { ReferencesPicker } from './ReferencesPicker';
import { SuggestedInput } from './SuggestedInput';

export type FieldInputProps = {
    type: RecordType;
    field: Field;
    values: FormValues;
    onChange: (name: string, value: Value) => void;
    error?: string;
    /** Takes the focus when the form opens. */
    focused?: boolean;
};

const INPUT_TYPES: Partial<Record<Field['type'], InputHTMLAttributes<HTMLInputElement>>> = {
    email: { type: 'email', inputMode: 'email' },
    phone: { type: 'tel', inputMode: 'tel' },
    web_address: { type: 'text', inputMode: 'url' },
    number: { inputMode: 'numeric' },
    percentage: { inputMode: 'decimal' },
    date: { type: 'date' },
    moment: { type: 'datetime-local' },
};

function inputType(field: Field) {
    return field.type === 'number' && (field.scale ?? 0) > 0 ? INPUT_TYPES.percentage : INPUT_TYPES[field.type];
}

function textValue(field: Field, value: Value | undefined): string {
    if (value === null || value === undefined || typeof value === 'object') return '';
    return field.type === 'moment' ? toLocalInput(String(value)) : String(value);
}

function CodeSelect({ data, ...props }: { data: { value: string; label: string }[] } & SharedProps & { value: string | null; onChange: (value: string | null) => void; clearable: boolean }) {
    const { t } = useTranslation();
    return (
        <Select
            {...props}
            data={data}
            searchable={data.length >= 8}
            openOnFocus={false}
            nothingFoundMessage={t('picker.none')}
            checkIconPosition="right"
            comboboxProps={{ withinPortal: true }}
            clearButtonProps={{ 'aria-label': t('action.clear') }}
            maxDropdownHeight={280}
        />
    );
}

type SharedProps = {
    id: string;
    label: string;
    description?: string;
    error?: string;
    withAsterisk?: boolean;
    'data-autofocus'?: boolean;
};

export function FieldInput({ type, field, values, onChange, error, focused }: FieldInputProps) {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const value = values[field.name] ?? null;
    const change = (next: Value) => onChange(field.name, next);
    const shared: SharedProps = {
        id: `field-${type.name}-${field.name}`,
        label: field.label,
        description: field.help || undefined,
        error,
        withAsterisk: field.required || undefined,
        'data-autofocus': focused || undefined,
    };
    const readOnly = field.may_change === false;
    const isCurrency = type.fields.some((other) => other.currency_field === field.name);

    if (isCurrency || field.type === 'choice' || field.type === 'country') {
        const data = isCurrency
            ? catalogue.currencies.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))
            : field.type === 'country'
              ? catalogue.countries.map(({ code, name }) => ({ value: code, label: name }))
              : (field.choices ?? []).map(({ name, label }) => ({ value: name, label }));
        return (
            <CodeSelect {...shared} data={data} value={textValue(field, value) || null} onChange={change}
                clearable={!field.required} {...{ disabled: readOnly }} />
        );
    }
    switch (field.type) {
        case 'money':
            return <MoneyInput {...shared} field={field} type={type} values={values} onChange={onChange} disabled={readOnly} />;
        case 'reference':
            return (
                <ReferencePicker {...shared} target={field.target!} value={isReference(value) ? value : null} onChange={change}
                    disabled={readOnly} context={values} />
            );
        case 'references':
            return (
                <ReferencesPicker {...shared} target={field.target!} value={(value as Reference[] | null) ?? []} onChange={change}
                    disabled={readOnly} />
            );
        case 'yes_no':
            return (
                <Checkbox id={shared.id} label={field.label} description={shared.description} error={error} disabled={readOnly}
                    checked={value === true} onChange={(event) => change(event.currentTarget.checked)} />
            );
        case 'long_text':
            return (
                <MentionTextarea {...shared} autosize minRows={2} maxRows={12} dir="auto" disabled={readOnly}
                    value={textValue(field, value)} onChange={change} />
            );
        default:
            break;
    }
    if (field.choices && field.choices.length > 0) {
        return (
            <MultiSelect {...shared} data={field.choices.map(({ name, label }) => ({ value: name, label }))} searchable clearable disabled={readOnly} openOnFocus={false}
                value={textValue(field, value).split(',').filter((name) => name !== '')} onChange={(names) => change(names.join(','))}
                comboboxProps={{ withinPortal: true }} clearButtonProps={{ 'aria-label': t('action.clear') }} />
        );
    }
    if (field.suggested) {
        return <SuggestedInput {...shared} plural={type.plural} field={field.name} value={textValue(field, value)} onChange={change} disabled={readOnly} />;
    }
    return (
        <TextInput
            {...shared}
            {...inputType(field)}
            size="sm"
            dir={field.type === 'text' ? 'auto' : undefined}
            autoComplete="off"
            disabled={readOnly}
            rightSection={field.type === 'percentage' ? '%' : undefined}
            value={textValue(field, value)}
            onChange={(event) => {
                const typed = event.currentTarget.value;
                change(field.type === 'moment' ? fromLocalInput(typed) : typed);
            }}
        />
    );
}
