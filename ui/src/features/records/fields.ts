import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, RecordType } from '~/api/types';

/** All that a list can show of a type: its fields, and what every record has. */
export function useAvailableFields(type: RecordType): Field[] {
    const { t } = useTranslation();
    return useMemo(
        () => [
            ...type.fields,
            { name: 'id', type: 'number', label: t('system.id'), derived: true },
            { name: 'created_at', type: 'moment', label: t('system.created_at'), derived: true },
            { name: 'created_by', type: 'reference', target: 'user', label: t('system.created_by'), derived: true },
            { name: 'updated_at', type: 'moment', label: t('system.updated_at'), derived: true },
            { name: 'updated_by', type: 'reference', target: 'user', label: t('system.updated_by'), derived: true },
        ],
        [type, t],
    );
}

/** The server orders by one value per record; who wrote it last is not among its keys. */
export function maySort(field: Field): boolean {
    return field.type !== 'references' && field.type !== 'long_text' && field.name !== 'created_by' && field.name !== 'updated_by';
}

const WIDTHS: Partial<Record<Field['type'], string>> = {
    number: 'minmax(6rem, 0.6fr)',
    percentage: 'minmax(6rem, 0.6fr)',
    money: 'minmax(8rem, 1fr)',
    date: 'minmax(7.5rem, 0.8fr)',
    moment: 'minmax(11rem, 1fr)',
    yes_no: 'minmax(5rem, 0.5fr)',
    choice: 'minmax(7.5rem, 0.9fr)',
    reference: 'minmax(9rem, 1.2fr)',
    long_text: 'minmax(14rem, 2fr)',
};

export function columnWidth(field: Field, isTitle: boolean): string {
    return isTitle ? 'minmax(14rem, 2fr)' : (WIDTHS[field.type] ?? 'minmax(8.5rem, 1.1fr)');
}
