/** An amount with its currency: the two fields that belong together are typed together. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field, RecordType, Value } from '~/api/types';
import { useCatalogue } from '~/lib/catalogue';
import { type FormValues, plainNumber } from '~/lib/form-values';
import classes from './MoneyInput.module.css';

type Props = {
    id: string;
    label: string;
    description?: string;
    error?: string;
    withAsterisk?: boolean;
    'data-autofocus'?: boolean;
    type: RecordType;
    field: Field;
    values: FormValues;
    onChange: (name: string, value: Value) => void;
    disabled?: boolean;
};

export function MoneyInput({ type, field, values, onChange, disabled, ...shared }: Props) {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const amount = values[field.name];
    const currencyField = type.fields.find((other) => other.name === field.currency_field);
    const currency = currencyField ? String(values[currencyField.name] ?? '') : '';
    const codes = catalogue.currencies.map(({ code }) => code);
    return (
        <TextInput
            {...shared}
            inputMode="decimal"
            autoComplete="off"
            disabled={disabled}
            classNames={{ input: classes.amount }}
            value={amount === null || amount === undefined ? '' : String(amount)}
            onChange={(event) => onChange(field.name, event.currentTarget.value)}
            onBlur={(event) => {
                const plain = plainNumber(event.currentTarget.value);
                if (plain !== event.currentTarget.value) onChange(field.name, plain);
            }}
            rightSectionWidth={84}
            rightSection={
                currencyField && (
                    <NativeSelect
                        aria-label={t('form.currencyOf', { field: field.label })}
                        variant="unstyled"
                        size="xs"
                        rightSectionWidth={20}
                        disabled={disabled || currencyField.may_change === false}
                        classNames={{ input: classes.currency }}
                        data={codes.includes(currency) || currency === '' ? codes : [currency, ...codes]}
                        value={currency}
                        onChange={(event) => onChange(currencyField.name, event.currentTarget.value)}
                    />
                )
            }
        />
    );
}
