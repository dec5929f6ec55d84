/** How much of each line is meant: filled in with all there is, changed where it is less. */
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/lib/use-format';
import classes from './Orders.module.css';

export type Part = { line: number; name: string; unit: string | null; most: string; quantity: string; condition: 'restock' | 'scrap' };

type Props = { parts: Part[]; conditions?: boolean; error: (index: number) => string | undefined; onChange: (line: number, part: Partial<Part>) => void };

export function QuantityRows({ parts, conditions = false, error, onChange }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <div className={classes.parts}>
            {parts.map((part, index) => (
                <div key={part.line} className={classes.part} role="group" aria-label={part.name} data-conditions={conditions || undefined}>
                    <span className={classes.partName} dir="auto">{part.name}</span>
                    <TextInput className={classes.figure} size="sm" inputMode="decimal" autoComplete="off" aria-label={t('order.quantityOf', { name: part.name })} value={part.quantity} error={error(index)}
                        data-autofocus={index === 0 || undefined} onChange={(event) => onChange(part.line, { quantity: event.currentTarget.value })} />
                    <span className={classes.partMost}>{t('order.ofMost', { most: format.number(part.most), unit: part.unit ?? '' })}</span>
                    {conditions && (
                        <Select size="sm" allowDeselect={false} aria-label={t('order.conditionOf', { name: part.name })} value={part.condition} onChange={(value) => onChange(part.line, { condition: value === 'scrap' ? 'scrap' : 'restock' })}
                            data={[{ value: 'restock', label: t('order.restock') }, { value: 'scrap', label: t('order.scrap') }]} />
                    )}
                </div>
            ))}
        </div>
    );
}
