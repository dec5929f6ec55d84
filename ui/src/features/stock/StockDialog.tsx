/** Goods in, a count, a transfer, scrap: a day, a place, and lines of products. */
import { ActionIcon, Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reference } from '~/api/types';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { notifyDone } from '~/components/notify';
import { useMoneyAct } from '~/components/payments/use-act';
import { today } from '~/lib/format';
import classes from './Stock.module.css';
import { type Act, type StockForm, type StockLine, filled, sendStock, withLast } from './stock-form';

type LineProps = { act: Act; line: StockLine; index: number; error: (field: string) => string | undefined; onChange: (part: Partial<StockLine>) => void; onRemove: () => void };

function Line({ act, line, index, error, onChange, onRemove }: LineProps) {
    const { t } = useTranslation();
    const quantity = act === 'count' ? 'counted' : 'quantity';
    return (
        <div className={classes.line} role="group" aria-label={t('stock.lineNumber', { n: index + 1 })}>
            <ReferencePicker target="product" aria-label={t('stock.product')} placeholder={t('stock.product')} value={line.product} error={error('product')} onChange={(product) => onChange({ product })} />
            <TextInput inputMode="decimal" autoComplete="off" aria-label={t(`stock.${quantity}`)} placeholder={t(`stock.${quantity}`)} value={line.quantity} error={error(quantity)} onChange={(event) => onChange({ quantity: event.currentTarget.value })} />
            {act === 'receive' && <TextInput inputMode="decimal" autoComplete="off" aria-label={t('stock.unitCost')} placeholder={t('stock.unitCost')} value={line.cost} error={error('unit_cost')} onChange={(event) => onChange({ cost: event.currentTarget.value })} />}
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('stock.removeLine', { n: index + 1 })} onClick={onRemove}><IconTrash size={16} aria-hidden /></ActionIcon>
        </div>
    );
}

type Props = { act: Act; product?: Reference | null; location?: Reference | null; onClose: () => void };

export function StockDialog({ act, product = null, location = null, onClose }: Props) {
    const { t } = useTranslation();
    const [form, setForm] = useState<StockForm>(() => ({ date: today(), location, to: null, note: '', lines: withLast(product ? [{ key: 1, product, quantity: '', cost: '' }] : []) }));
    const set = (part: Partial<StockForm>) => setForm((now) => ({ ...now, ...part }));
    const setLine = (key: number, part: Partial<StockLine>) => set({ lines: withLast(form.lines.map((line) => (line.key === key ? { ...line, ...part } : line))) });
    const doing = useMoneyAct((given: StockForm, key) => sendStock(act, given, key), () => {
        notifyDone(t(`stock.done.${act}`));
        onClose();
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        doing.run(form);
    };
    return (
        <Modal opened onClose={onClose} title={t(`stock.acts.${act}`)} size="lg" closeButtonProps={{ 'aria-label': t('action.close') }}>
            <form onSubmit={submit}>
                <Stack gap="sm">
                    {doing.problem && <Alert color="red" variant="light" role="alert">{doing.problem}</Alert>}
                    <div className={classes.head}>
                        <ReferencePicker target="stock_location" label={t(act === 'transfer' ? 'stock.from' : 'stock.location')} placeholder={t('stock.usualPlace')} value={form.location} error={doing.errorOf('location') ?? doing.errorOf('from')} onChange={(place) => set({ location: place })} />
                        {act === 'transfer' && <ReferencePicker target="stock_location" label={t('stock.to')} value={form.to} error={doing.errorOf('to')} onChange={(to) => set({ to })} />}
                        <TextInput type="date" label={t('stock.date')} required withAsterisk={false} value={form.date} error={doing.errorOf('date')} onChange={(event) => set({ date: event.currentTarget.value })} />
                        <TextInput label={t('stock.note')} dir="auto" maxLength={500} value={form.note} onChange={(event) => set({ note: event.currentTarget.value })} />
                    </div>
                    <div>
                        {form.lines.map((line, index) => (
                            <Line key={line.key} act={act} line={line} index={index} error={(field) => doing.errorOf(`lines.${filled(form.lines).indexOf(line)}.${field}`)}
                                onChange={(part) => setLine(line.key, part)} onRemove={() => set({ lines: withLast(form.lines.filter(({ key }) => key !== line.key)) })} />
                        ))}
                    </div>
                    <p className={classes.hint}>{t(`stock.hints.${act}`)}</p>
                    <Group justify="flex-end">
                        <Button variant="default" onClick={onClose}>{t('action.cancel')}</Button>
                        <Button type="submit" loading={doing.pending} disabled={filled(form.lines).length === 0}>{t(`stock.acts.${act}`)}</Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
