/** Short messages at the edge of the screen: what was done (with undo), or what did not work. */
import { Button, Group } from '@mantine/core';
import { hideNotification, showNotification } from '@mantine/notifications';
import { i18n } from '~/lib/i18n';

export function notifyProblem(text: string) {
    showNotification({ color: 'red', message: text, autoClose: 10_000, closeButtonProps: { 'aria-label': i18n.t('action.close') } });
}

export function notifyDone(text: string, undo?: () => void) {
    const id = `done-${Date.now()}-${text.length}`;
    const act = () => {
        hideNotification(id);
        undo?.();
    };
    showNotification({
        id,
        autoClose: undo ? 8_000 : 4_000,
        closeButtonProps: { 'aria-label': i18n.t('action.close') },
        message: undo ? (
            <Group justify="space-between" wrap="nowrap">
                <span>{text}</span>
                <Button size="compact-sm" variant="subtle" onClick={act}>
                    {i18n.t('action.undo')}
                </Button>
            </Group>
        ) : (
            text
        ),
    });
}
