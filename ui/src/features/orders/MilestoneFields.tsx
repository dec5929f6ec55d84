/** What an order bills before or beside its deliveries: parts of it by name, each a share or an amount. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRequest } from '~/api/orders';
import { Section } from '~/components/page/Section';
import { fieldError } from '~/lib/once';
import classes from './Orders.module.css';

type Milestone = { key: number; name: string; share: string; dueOn: string };

/** "30%" is a share of the order, anything else an amount. */
function bodyOf({ name, share, dueOn }: Milestone): NonNullable<OrderRequest['milestones']>[number] {
    const text = share.replace(/[\s,]/g, '');
    return { kind: 'milestone', name: name.trim(), due_on: dueOn === '' ? null : dueOn, ...(text.endsWith('%') ? { percent: text.slice(0, -1) } : { amount: text }) };
}

export function useMilestones() {
    const [rows, setRows] = useState<Milestone[]>([]);
    const add = () => setRows((now) => [...now, { key: (now.at(-1)?.key ?? 0) + 1, name: '', share: '30%', dueOn: '' }]);
    const change = (key: number, part: Partial<Milestone>) => setRows((now) => now.map((row) => (row.key === key ? { ...row, ...part } : row)));
    const remove = (key: number) => setRows((now) => now.filter((row) => row.key !== key));
    return { rows, add, change, remove, body: rows.map(bodyOf) };
}

export function MilestoneFields({ milestones, error }: { milestones: ReturnType<typeof useMilestones>; error: Error | null }) {
    const { t } = useTranslation();
    const { rows, add, change, remove } = milestones;
    const wrong = (index: number, name: string) => fieldError(error, `milestones.${index}.${name}`);
    return (
        <Section title={t('order.milestones')} action={<Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>{t('order.addMilestone')}</Button>}>
            {rows.map((row, index) => (
                <div key={row.key} role="group" aria-label={t('order.milestone', { number: index + 1 })} className={classes.milestone}>
                    <TextInput label={t('order.milestoneName')} data-autofocus autoFocus dir="auto" maxLength={200} value={row.name} error={wrong(index, 'name')} onChange={(event) => change(row.key, { name: event.currentTarget.value })} />
                    <TextInput label={t('order.milestoneShare')} value={row.share} error={wrong(index, 'percent') ?? wrong(index, 'amount')} onChange={(event) => change(row.key, { share: event.currentTarget.value })} />
                    <TextInput type="date" label={t('order.milestoneDue')} value={row.dueOn} error={wrong(index, 'due_on')} onChange={(event) => change(row.key, { dueOn: event.currentTarget.value })} />
                    <ActionIcon variant="subtle" color="gray" aria-label={t('order.removeMilestone', { number: index + 1 })} onClick={() => remove(row.key)}><IconTrash size={16} aria-hidden /></ActionIcon>
                </div>
            ))}
        </Section>
    );
}
