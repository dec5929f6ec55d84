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

/** Least width in rem, and the share of what is left over. */
type Width = { least: number; share: number };

const WIDTHS: Partial<Record<Field['type'], Width>> = {
    number: { least: 6, share: 0.6 },
    percentage: { least: 6.5, share: 0.6 },
    money: { least: 8.5, share: 1 },
    date: { least: 8, share: 0.8 },
    moment: { least: 11.5, share: 1 },
    email: { least: 13, share: 1.5 },
    yes_no: { least: 6, share: 0.5 },
    choice: { least: 8, share: 0.9 },
    reference: { least: 9.5, share: 1.2 },
    long_text: { least: 14, share: 2 },
};

/** The columns of the grid that head and rows share, and the width below which the list scrolls sideways. */
export function gridColumns(fields: Field[], title: string): { template: string; least: string } {
    const widths = fields.map(({ name, type }): Width => (name === title ? { least: 15, share: 2 } : (WIDTHS[type] ?? { least: 8.5, share: 1.1 })));
    return {
        template: widths.map(({ least, share }) => `minmax(${least}rem, ${share}fr)`).join(' '),
        least: `${widths.reduce((sum, { least }) => sum + least, 0) + 2}rem`,
    };
}
