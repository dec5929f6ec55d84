/** The rows themselves: only those in sight exist, whatever the length of the list. */
import { Skeleton } from '@mantine/core';
import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, RecordData, RecordType } from '~/api/types';
import { isNumeric } from '~/lib/catalogue';
import { sortOf } from '~/lib/filters';
import { RecordCard } from './RecordCard';
import { RecordCell } from './RecordCell';
import classes from './RecordList.module.css';
import { gridColumns, maySort } from './fields';

type Props = {
    type: RecordType;
    cards: boolean;
    fields: Field[];
    records: RecordData[];
    pending: boolean;
    total: number | null;
    more: () => void;
    sort: string;
    onSort: (name: string) => void;
    active: number;
    onActive: (index: number) => void;
    onOpen: (record: RecordData) => void;
    scrollRef: RefObject<((index: number) => void) | null>;
};

const ROW_HEIGHT = 36;
const CARD_HEIGHT = 76;
const AHEAD = 30;
const features = tableFeatures({});

function useRecordTable(type: RecordType, fields: Field[], records: RecordData[]) {
    const columns = useMemo(
        () =>
            fields.map((field): ColumnDef<typeof features, RecordData> => ({
                id: field.name,
                header: field.label,
                cell: ({ row }) => <RecordCell type={type} field={field} record={row.original} />,
            })),
        [type, fields],
    );
    return useTable({ features, columns, data: records, getRowId: (record) => String(record.id) });
}

function HeaderCell({ field, sort, onSort }: { field: Field; sort: string; onSort: (name: string) => void }) {
    const { t } = useTranslation();
    const order = sortOf(sort, field.name);
    const sortable = maySort(field);
    const Arrow = order === 'descending' ? IconArrowDown : IconArrowUp;
    return (
        <div role="columnheader" aria-sort={sortable ? order : undefined} className={classes.headerCell} data-numeric={isNumeric(field) || undefined}>
            {sortable ? (
                <button type="button" className={classes.sort} onClick={() => onSort(field.name)} title={t('list.sortBy', { field: field.label })}>
                    <span className={classes.cut}>{field.label}</span>
                    {order !== 'none' && <Arrow size={13} aria-hidden />}
                </button>
            ) : (
                <span className={classes.cut}>{field.label}</span>
            )}
        </div>
    );
}

export function RecordRows(props: Props) {
    const { type, cards, fields, records, pending, total, more, sort, onSort, active, onActive, onOpen, scrollRef } = props;
    const viewport = useRef<HTMLDivElement>(null);
    const table = useRecordTable(type, fields, records);
    const rows = table.getRowModel().rows;
    const virtual = useVirtualizer({
        count: rows.length,
        getScrollElement: () => viewport.current,
        estimateSize: () => (cards ? CARD_HEIGHT : ROW_HEIGHT),
        overscan: 12,
        scrollPaddingStart: cards ? 0 : ROW_HEIGHT,
    });
    const items = virtual.getVirtualItems();
    const last = items.at(-1)?.index ?? -1;

    useEffect(() => virtual.measure(), [cards, virtual]);
    useEffect(() => {
        if (last >= rows.length - AHEAD) more();
    }, [last, rows.length, more]);
    useEffect(() => {
        const focus = (index: number) => {
            const row = viewport.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
            row?.focus({ preventScroll: true });
            return row instanceof HTMLElement;
        };
        scrollRef.current = (index) => {
            virtual.scrollToIndex(index);
            // At once where the row exists: the next key may come before the next frame, and is to start from here.
            if (!focus(index)) requestAnimationFrame(() => focus(index));
        };
        return () => {
            scrollRef.current = null;
        };
    }, [scrollRef, virtual]);

    const onKeyDown = (event: KeyboardEvent, index: number, record: RecordData) => {
        if (event.target !== event.currentTarget) return;
        const page = Math.max(1, Math.floor((viewport.current?.clientHeight ?? ROW_HEIGHT) / ROW_HEIGHT) - 2);
        const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -index, End: rows.length - 1 - index };
        const step = steps[event.key];
        if (event.key === 'Enter') onOpen(record);
        else if (step !== undefined) {
            const next = Math.max(0, Math.min(rows.length - 1, index + step));
            onActive(next);
            scrollRef.current?.(next);
        } else return;
        event.preventDefault();
    };
    const columns = gridColumns(fields, type.title);
    const style = { '--columns': columns.template, '--least': cards ? '0' : columns.least } as CSSProperties;

    return (
        <div ref={viewport} className={classes.viewport} role="grid" aria-label={type.label_plural} aria-rowcount={(total ?? rows.length) + 1}
            aria-colcount={fields.length} aria-busy={pending} style={style} data-cards={cards || undefined}>
            <div role="row" aria-rowindex={1} className={classes.header}>
                {fields.map((field) => (
                    <HeaderCell key={field.name} field={field} sort={sort} onSort={onSort} />
                ))}
            </div>
            <div role="rowgroup" className={classes.rows} style={{ height: pending ? undefined : virtual.getTotalSize() }}>
                {pending && <PendingRows columns={fields.length} />}
                {items.map((item) => {
                    const row = rows[item.index]!;
                    const common = {
                        role: 'row',
                        'aria-rowindex': item.index + 2,
                        'data-index': item.index,
                        tabIndex: item.index === Math.min(active, rows.length - 1) ? 0 : -1,
                        onFocus: () => onActive(item.index),
                        onKeyDown: (event: KeyboardEvent) => onKeyDown(event, item.index, row.original),
                        style: { height: item.size, transform: `translateY(${item.start}px)` },
                    };
                    if (cards) {
                        return (
                            <div key={row.id} {...common} className={classes.card}>
                                <RecordCard type={type} fields={fields} record={row.original} />
                            </div>
                        );
                    }
                    return (
                        <div key={row.id} {...common} className={classes.row} data-archived={row.original.archived_at !== null || undefined}>
                            {row.getAllCells().map((cell, index) => (
                                <div key={cell.id} role="gridcell" className={classes.cell} data-numeric={isNumeric(fields[index]!) || undefined}>
                                    <table.FlexRender cell={cell} />
                                </div>
                            ))}
                        </div>
                    );
                })}
            </div>
        </div>
    );
}

function PendingRows({ columns }: { columns: number }) {
    return Array.from({ length: 12 }, (_, row) => (
        <div key={row} aria-hidden className={classes.pendingRow}>
            {Array.from({ length: columns }, (_, column) => (
                <div key={column} className={classes.cell}>
                    <Skeleton height={12} width={`${50 + ((row * 13 + column * 29) % 45)}%`} />
                </div>
            ))}
        </div>
    ));
}
