/** Rows to type people or products into; Enter in the last one begins another. */
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FirstDay.module.css';

type Props<Row> = {
    rows: Row[];
    empty: Row;
    add: string;
    label: (index: number) => string;
    onChange: (rows: Row[]) => void;
    children: (row: Row, change: (part: Partial<Row>) => void, index: number) => ReactNode;
};

export function Rows<Row extends object>({ rows, empty, add, label, onChange, children }: Props<Row>) {
    const { t } = useTranslation();
    const list = useRef<HTMLDivElement>(null);
    const append = () => {
        onChange([...rows, empty]);
        requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('[role="group"]:nth-last-of-type(2) input')?.focus());
    };
    const onKeyDown = (event: KeyboardEvent, index: number) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
        if (!(event.target instanceof HTMLInputElement) || event.target.getAttribute('aria-haspopup') === 'listbox') return;
        event.preventDefault();
        if (index === rows.length - 1) append();
    };
    return (
        <div ref={list} className={classes.rows}>
            {rows.map((row, index) => (
                <div key={index} role="group" aria-label={label(index)} className={classes.row} onKeyDown={(event) => onKeyDown(event, index)}>
                    {children(row, (part) => onChange(rows.map((other, at) => (at === index ? { ...other, ...part } : other))), index)}
                    {rows.length > 1 && (
                        <ActionIcon aria-label={t('action.remove')} onClick={() => onChange(rows.filter((_, at) => at !== index))}>
                            <IconX size={16} aria-hidden />
                        </ActionIcon>
                    )}
                </div>
            ))}
            <div>
                <Button size="xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={append}>
                    {add}
                </Button>
            </div>
        </div>
    );
}
