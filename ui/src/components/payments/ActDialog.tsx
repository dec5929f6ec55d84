/** Asks what an act on money needs: why, when, and how much of it. */
import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '~/lib/format';
import { useMoneyAct } from './use-act';

export type Asked = { amount: string; date: string; reason: string };

type Props<Output> = {
    title: string;
    confirm: string;
    danger?: boolean;
    /** With what the amount begins; left out where there is none to ask for. */
    amount?: string;
    /** What the text is about; left out where none is needed. */
    reason?: string;
    act: (asked: Asked, key: string) => Promise<Output>;
    onDone: (output: Output) => void;
    onClose: () => void;
};

export function ActDialog<Output>({ title, confirm, danger, amount, reason, act, onDone, onClose }: Props<Output>) {
    const { t } = useTranslation();
    const [asked, setAsked] = useState<Asked>({ amount: amount ?? '', date: today(), reason: '' });
    const doing = useMoneyAct(act, (output) => {
        onClose();
        onDone(output);
    });
    const set = (part: Partial<Asked>) => setAsked((now) => ({ ...now, ...part }));
    const submit = (event: FormEvent) => {
        event.preventDefault();
        doing.run(asked);
    };
    return (
        <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': t('action.close') }}>
            <form onSubmit={submit}>
                <Stack gap="sm">
                    {doing.problem && <Alert color="red" variant="light" role="alert">{doing.problem}</Alert>}
                    {amount !== undefined && <TextInput data-autofocus label={t('receivables.amount')} inputMode="decimal" required withAsterisk={false} value={asked.amount} error={doing.errorOf('amount')} onChange={(event) => set({ amount: event.currentTarget.value })} />}
                    {reason !== undefined && <TextInput data-autofocus={amount === undefined ? true : undefined} label={reason} dir="auto" required withAsterisk={false} value={asked.reason} error={doing.errorOf('reason')} onChange={(event) => set({ reason: event.currentTarget.value })} />}
                    <TextInput type="date" label={t('receivables.date')} required withAsterisk={false} value={asked.date} error={doing.errorOf('date')} onChange={(event) => set({ date: event.currentTarget.value })} />
                    <Group justify="flex-end">
                        <Button variant="default" onClick={onClose}>{t('action.cancel')}</Button>
                        <Button type="submit" color={danger ? 'red' : undefined} loading={doing.pending}>{confirm}</Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
