/** The frame of what is done with a quote: asks, tells what the server refused, keeps what was typed. */
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '~/lib/problem';

type Props = { title: string; confirm: string; danger?: boolean; error: Error | null; pending: boolean; disabled?: boolean; more?: ReactNode; onConfirm: () => void; onClose: () => void; children: ReactNode };

export function QuoteDialog({ title, confirm, danger = false, error, pending, disabled = false, more, onConfirm, onClose, children }: Props) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (!disabled) onConfirm();
    };
    return (
        <Modal opened onClose={onClose} title={title} size="md" closeButtonProps={{ 'aria-label': t('action.close') }}>
            <form onSubmit={submit} noValidate>
                <Stack gap="sm">
                    {error && <Alert color="red" variant="light" role="alert">{problemText(error)}</Alert>}
                    {children}
                </Stack>
                <Group justify="flex-end" mt="md">
                    <Button variant="default" onClick={onClose}>{t('action.cancel')}</Button>
                    {more}
                    <Button type="submit" color={danger ? 'red.9' : undefined} loading={pending} disabled={disabled}>{confirm}</Button>
                </Group>
            </form>
        </Modal>
    );
}
