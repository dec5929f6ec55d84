/** One value of a record, as it reads in a list or on a page. */
import { Anchor, Badge, Group } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, RecordData, Value } from '~/api/types';
import { choiceLabel, currencyOf, isReference, useCatalogue } from '~/lib/catalogue';
import { useFormat } from '~/lib/use-format';
import { DateText, MomentText } from './DateText';
import { Money } from './Money';
import { PersonAvatar } from './PersonAvatar';
import { RecordLink } from './RecordLink';
import classes from './FieldValue.module.css';

type Props = {
    field: Field;
    record: RecordData;
    /** In a table cell: one line, no inner links that would fight with the row's. */
    compact?: boolean;
};

function Contactable({ field, address }: { field: Field; address: string }) {
    if (field.type === 'email') return <Anchor inherit href={`mailto:${address}`}>{address}</Anchor>;
    if (field.type === 'phone') return <Anchor inherit href={`tel:${address.replace(/[^\d+]/g, '')}`}>{address}</Anchor>;
    const href = /^https?:\/\//i.test(address) ? address : `https://${address}`;
    return (
        <Anchor inherit href={href} target="_blank" rel="noopener noreferrer">
            {address.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')}
        </Anchor>
    );
}

function ReferenceValue({ field, record, compact }: Props) {
    const value = record[field.name];
    if (Array.isArray(value)) {
        return (
            <span className={classes.references}>
                {value.map((one, index) => (
                    <Fragment key={one.id}>
                        {index > 0 && ', '}
                        {compact ? one.title : <RecordLink type={field.target!} record={one} />}
                    </Fragment>
                ))}
            </span>
        );
    }
    if (!isReference(value)) return null;
    const person = field.target === 'user';
    return (
        <Group gap={6} wrap="nowrap" className={classes.reference}>
            {person && <PersonAvatar name={value.title} size="xs" decorative />}
            {compact ? <span className={classes.cut}>{value.title}</span> : <RecordLink type={field.target!} record={value} />}
        </Group>
    );
}

function ChoiceValue({ field, name }: { field: Field; name: string }) {
    const label = choiceLabel(field, name);
    if (field.name !== 'status' && field.name !== 'outcome' && field.name !== 'priority') return <span>{label}</span>;
    return (
        <Badge variant="default" size="sm" tt="none" fw={500} data-choice={name} className={classes.badge}>
            {label}
        </Badge>
    );
}

/** A text that holds several choices reads as their labels. */
function textWords(field: Field, text: string): string {
    if (!field.choices?.length) return text;
    return text
        .split(',')
        .map((name) => choiceLabel(field, name))
        .join(' · ');
}

function isEmptyValue(value: Value | undefined): boolean {
    return value === null || value === undefined || value === '';
}

export function FieldValue({ field, record, compact = false }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const catalogue = useCatalogue();
    const value = record[field.name];
    if (isEmptyValue(value)) return null;
    switch (field.type) {
        case 'money':
            return <Money amount={String(value)} currency={currencyOf(field, record)} />;
        case 'number':
            return <span className="tabular">{field.name === 'founded' ? String(value) : format.number(value as number)}</span>;
        case 'percentage':
            return <span className="tabular">{format.percentage(Number(value))}</span>;
        case 'date':
            return <DateText date={String(value)} />;
        case 'moment':
            return <MomentText moment={String(value)} />;
        case 'choice':
            return <ChoiceValue field={field} name={String(value)} />;
        case 'yes_no':
            if (!compact) return <span>{t(value ? 'value.yes' : 'value.no')}</span>;
            return value ? <IconCheck size={16} role="img" aria-label={t('value.yes')} /> : null;
        case 'country':
            return <span>{catalogue.countryName(String(value))}</span>;
        case 'reference':
        case 'references':
            return <ReferenceValue field={field} record={record} compact={compact} />;
        case 'email':
        case 'phone':
        case 'web_address':
            return compact ? <span className={field.type === 'phone' ? 'tabular' : undefined}>{String(value)}</span> : <Contactable field={field} address={String(value)} />;
        case 'long_text':
            return <span dir="auto" className={compact ? undefined : classes.long}>{String(value)}</span>;
        default:
            return <span dir="auto">{textWords(field, String(value))}</span>;
    }
}
