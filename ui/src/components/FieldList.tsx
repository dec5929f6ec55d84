/** A record's fields as label and value, by section; empty ones are left out unless asked for. */
import { useTranslation } from 'react-i18next';
import type { Field, RecordData, RecordType } from '~/api/types';
import { useSections } from '~/lib/use-sections';
import classes from './FieldList.module.css';
import { FieldValue } from './FieldValue';

export function isFilled(field: Field, record: RecordData): boolean {
    const value = record[field.name];
    return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

type Props = { type: RecordType; record: RecordData; without?: string[]; showEmpty?: boolean; /** Of its sections, by what stands above them. */ heading?: 'h2' | 'h3' };

export function FieldList({ type, record, without = [], showEmpty = false, heading: Heading = 'h3' }: Props) {
    const { t } = useTranslation();
    const sections = useSections(type)
        .map((section) => ({
            ...section,
            fields: section.fields.filter((field) => !without.includes(field.name) && (showEmpty || isFilled(field, record))),
        }))
        .filter((section) => section.fields.length > 0);
    return sections.map((section) => (
        <section key={section.name ?? ''} className={classes.section}>
            {section.label && <Heading className={classes.heading}>{section.label}</Heading>}
            <dl className={classes.list}>
                {section.fields.map((field) => (
                    <div key={field.name} className={classes.row} data-long={field.type === 'long_text' || undefined}>
                        <dt>{field.label}</dt>
                        <dd>{isFilled(field, record) ? <FieldValue field={field} record={record} /> : <span className={classes.empty}>{t('value.empty')}</span>}</dd>
                    </div>
                ))}
            </dl>
        </section>
    ));
}
