/** The draft as fields; whatever is changed here stands, whatever the line says. */
import { Chip, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuickLogDraft } from '~/api/quick-log';
import type { RecordType, Value } from '~/api/types';
import { FieldInput } from '~/components/fields/FieldInput';
import { choiceLabel, findField } from '~/lib/catalogue';
import type { FormValues } from '~/lib/form-values';
import classes from './QuickLog.module.css';

const KINDS = ['call', 'meeting', 'email', 'visit', 'message', 'note'];
const FIRST = ['contacts', 'account', 'opportunity', 'subject', 'next_step', 'next_step_due', 'start', 'duration_minutes'];
const WIDE = ['contacts', 'subject', 'summary', 'promises', 'body'];

type Props = {
    type: RecordType;
    values: FormValues;
    suggested: QuickLogDraft['suggested_opportunity'];
    errors: Record<string, string>;
    onChange: (name: string, value: Value) => void;
};

function isFilled(value: Value | undefined) {
    return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

export function Draft({ type, values, suggested, errors, onChange }: Props) {
    const { t } = useTranslation();
    const kind = findField(type, 'kind');
    /** A field that was there once stays, also when it is emptied by hand. */
    const [shown, setShown] = useState<string[]>([]);
    const others = ['summary', 'promises', 'users', 'direction'].filter((name) => isFilled(values[name]) || shown.includes(name));
    if (others.some((name) => !shown.includes(name))) setShown(others);
    const fields = [...FIRST, ...others].flatMap((name) => findField(type, name) ?? []);
    const kinds = KINDS.includes(String(values.kind)) ? KINDS : [...KINDS, String(values.kind)];
    return (
        <div className={classes.fields}>
            <Chip.Group value={String(values.kind)} onChange={(value) => onChange('kind', value as string)}>
                <Group gap="xs" className={classes.wide} role="radiogroup" aria-label={kind?.label}>
                    {kinds.map((name) => (
                        <Chip key={name} value={name} variant="light" classNames={{ label: classes.kind }}>
                            {choiceLabel(kind, name)}
                        </Chip>
                    ))}
                </Group>
            </Chip.Group>
            {fields.map((field) => (
                <div key={field.name} className={WIDE.includes(field.name) ? classes.wide : undefined}>
                    <FieldInput type={type} field={{ ...field, help: '' }} values={values} onChange={onChange} error={errors[field.name]} />
                    {field.name === 'opportunity' && suggested !== null && !isFilled(values.opportunity) && (
                        <Chip mt="xs" size="sm" checked={false} onChange={() => onChange('opportunity', { id: suggested.id, title: suggested.title })}>
                            {t('quickLog.aboutDeal', { name: suggested.title })}
                        </Chip>
                    )}
                </div>
            ))}
        </div>
    );
}
