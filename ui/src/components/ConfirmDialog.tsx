import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = {
    opened: boolean;
    title: string;
    text?: string;
    confirm: string;
    cancel?: string;
    danger?: boolean;
    loading?: boolean;
    zIndex?: number;
    onConfirm: () => void;
    onCancel: () => void;
};

/** Asks before what cannot be taken back; the harmless answer has the focus. */
export function ConfirmDialog({ opened, title, text, confirm, cancel, danger = false, loading, zIndex, onConfirm, onCancel }: Props) {
    const { t } = useTranslation();
    return (
        <Modal opened={opened} onClose={onCancel} title={title} size="sm" zIndex={zIndex} closeButtonProps={{ 'aria-label': t('action.close') }}>
            {text && (
                <Text size="sm" mb="lg">
                    {text}
                </Text>
            )}
            <Group justify="flex-end">
                <Button variant="default" onClick={onCancel} data-autofocus>
                    {cancel ?? t('action.cancel')}
                </Button>
                <Button color={danger ? 'red' : undefined} onClick={onConfirm} loading={loading}>
                    {confirm}
                </Button>
            </Group>
        </Modal>
    );
}
