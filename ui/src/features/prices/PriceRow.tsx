import { ActionIcon, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordData, Reference } from '~/api/types';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { findField, useRecordType } from '~/lib/catalogue';
import classes from './Prices.module.css';
import { TYPED_FIELDS, type TypedField } from './price-rows';
import { usePriceRow } from './use-price-row';

type Props = {
    list: number;
    digits: number;
    /** Null: the row in which a new price is typed. */
    record: RecordData | null;
    /** With which product a new price begins. */
    product?: Reference | null;
    onSaved: () => void;
    onRemove?: (record: RecordData) => void;
};

const isDay = (name: TypedField) => name === 'valid_from' || name === 'valid_to';

/** The same column some rows on. */
function step(from: HTMLElement, by: number): boolean {
    const column = from.closest('td')?.cellIndex;
    const rows = [...(from.closest('tbody')?.rows ?? [])];
    const row = rows[rows.indexOf(from.closest('tr')!) + by];
    const input = column === undefined ? null : row?.cells[column]?.querySelector('input');
    input?.focus();
    return Boolean(input);
}

export function PriceRow({ list, digits, record, product = null, onSaved, onRemove }: Props) {
    const { t } = useTranslation();
    const type = useRecordType('price');
    const row = usePriceRow({ list, record, product, digits, onSaved });
    const label = (name: string) => findField(type, name)?.label ?? name;

    const onKeyDown = async (event: KeyboardEvent<HTMLTableRowElement>) => {
        const at = event.target;
        if (!(at instanceof HTMLInputElement) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
        const choosing = at.getAttribute('aria-expanded') === 'true';
        if (event.key === 'Escape' && !choosing) row.revert();
        if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && at.type === 'text' && at.getAttribute('aria-haspopup') === null) {
            event.preventDefault();
            step(at, event.key === 'ArrowDown' ? 1 : -1);
        }
        if (event.key !== 'Enter' || choosing) return;
        event.preventDefault();
        const body = at.closest('tbody');
        if (!(await row.save())) return;
        // After a new price the next one is typed, from its product on.
        if (record === null) body?.querySelector<HTMLInputElement>('tr:last-of-type input')?.focus();
        else step(at, 1);
    };
    const onBlur = (event: FocusEvent<HTMLTableRowElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget)) void row.save();
    };

    const title = row.draft.product?.title ?? t('prices.newRow');
    return (
        <tr onKeyDown={(event) => void onKeyDown(event)} onBlur={onBlur} aria-busy={row.saving || undefined} data-new={record === null || undefined}>
            <td data-label={label('product')}>
                <ReferencePicker target="product" aria-label={`${label('product')}: ${title}`} placeholder={record === null ? t('prices.addProduct') : undefined} value={row.draft.product}
                    error={row.errors.product ?? row.errors.row} onChange={(chosen) => row.change({ product: chosen })} />
            </td>
            {TYPED_FIELDS.map((name) => (
                <td key={name} data-label={label(name)}>
                    <TextInput type={isDay(name) ? 'date' : 'text'} inputMode={isDay(name) ? undefined : 'decimal'} autoComplete="off" aria-label={`${label(name)}: ${title}`}
                        classNames={{ input: isDay(name) ? undefined : classes.figure }} value={row.draft[name]} error={row.errors[name]} onChange={(event) => row.change({ [name]: event.currentTarget.value })} />
                </td>
            ))}
            <td>
                {record !== null && (
                    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('prices.remove', { name: title })} onClick={() => onRemove?.(record)}>
                        <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                )}
            </td>
        </tr>
    );
}
