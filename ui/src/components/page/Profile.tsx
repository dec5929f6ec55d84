import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '~/api/types';
import { FieldValue } from '~/components/FieldValue';
import { useRecordType } from '~/lib/catalogue';
import classes from './Page.module.css';

const SHOWN_FIRST = 8;

function isEmpty(value: unknown): boolean {
    return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The fields of a record that have a value, in the catalogue's order. */
export function Profile({ type, record, without = [] }: { type: string; record: RecordData; without?: string[] }) {
    const { t } = useTranslation();
    const [all, setAll] = useState(false);
    const known = useRecordType(type);
    const fields = known.fields.filter((field) => !isEmpty(record[field.name]) && field.name !== known.title && !without.includes(field.name));
    const shown = all ? fields : fields.slice(0, SHOWN_FIRST);
    return (
        <>
            <dl className={classes.profile}>
                {shown.map((field) => (
                    <div key={field.name} style={{ display: 'contents' }}>
                        <dt>{field.label}</dt>
                        <dd>
                            <FieldValue field={field} record={record} />
                        </dd>
                    </div>
                ))}
            </dl>
            {fields.length > SHOWN_FIRST && (
                <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setAll(!all)} aria-expanded={all}>
                    {t(all ? 'page.fewerFields' : 'page.allFields', { count: fields.length })}
                </Button>
            )}
        </>
    );
}
