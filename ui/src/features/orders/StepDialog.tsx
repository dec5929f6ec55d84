/** The frame of what is done with a document: asks, tells what the server refused, keeps what was typed. */
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '~/lib/problem';

type Props = { title: string; confirm: string; danger?: boolean; size?: string; error: Error | null; pending: boolean; disabled?: boolean; onCorrect?: () => void; onConfirm: () => void; onCancel: () => void; children: ReactNode };

export function StepDialog({ title, confirm, danger = false, size = 'lg', error, pending, disabled = false, onCorrect, onConfirm, onCancel, children }: Props) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const submit = (event: FormEvent) => {
        event.preventDefault();
        onConfirm();
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onConfirm();
    };
    return (
        <Modal opened onClose={onCancel} title={title} size={size} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <form onSubmit={submit} onInput={onCorrect} onKeyDown={onKeyDown} noValidate>
                <Stack gap="sm">
                    {error && <Alert color="red" variant="light" role="alert">{problemText(error)}</Alert>}
                    {children}
                </Stack>
                <Group justify="flex-end" mt="md">
                    <Button variant="default" onClick={onCancel}>{t('action.cancel')}</Button>
                    <Button type="submit" color={danger ? 'red.9' : undefined} loading={pending} disabled={disabled}>{confirm}</Button>
                </Group>
            </form>
        </Modal>
    );
}
