import type { Field, RecordData, RecordType } from '~/api/types';
import { FieldValue } from '~/components/FieldValue';
import { RecordLink } from '~/components/RecordLink';
import { recordTitle } from '~/lib/catalogue';
import classes from './RecordList.module.css';

const SHOWN = 4;

/** A row as it stands on a phone: the title, and the first few values that are there. */
export function RecordCard({ type, fields, record }: { type: RecordType; fields: Field[]; record: RecordData }) {
    const filled = fields.filter((field) => {
        const value = record[field.name];
        return field.name !== type.title && value !== null && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);
    });
    return (
        <div role="gridcell" className={classes.cardBody}>
            <RecordLink type={type.name} record={{ id: record.id, title: recordTitle(type, record) }} className={classes.cardTitle} tabIndex={-1} />
            <div className={classes.cardValues}>
                {filled.slice(0, SHOWN).map((field) => (
                    <span key={field.name} className={classes.cardValue} title={field.label}>
                        <FieldValue field={field} record={record} compact />
                    </span>
                ))}
            </div>
        </div>
    );
}
