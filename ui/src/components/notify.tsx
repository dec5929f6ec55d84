/** Short messages at the edge of the screen: what was done (with undo), or what did not work.
 * Their library is fetched with the first of them. */
import { Button, Group } from '@mantine/core';
import { Suspense, lazy, useSyncExternalStore } from 'react';
import { i18n } from '~/lib/i18n';

const load = () => import('./notifications');

/** Fetched ahead, for what is to be said when the connection is gone. */
export const loadMessages = load;

const Notifications = lazy(() => load().then(({ Notifications }) => ({ default: Notifications })));

let wanted = false;
const listeners = new Set<() => void>();

function want() {
    wanted = true;
    listeners.forEach((listener) => listener());
    return load();
}

function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

/** Where messages appear. */
export function NotificationHost() {
    const show = useSyncExternalStore(subscribe, () => wanted);
    return (
        show && (
            <Suspense>
                <Notifications position="bottom-center" limit={3} />
            </Suspense>
        )
    );
}

const closeButtonProps = () => ({ 'aria-label': i18n.t('action.close') });

export function notifyProblem(text: string) {
    void want().then(({ showNotification }) =>
        showNotification({ color: 'red', message: text, autoClose: 10_000, closeButtonProps: closeButtonProps() }),
    );
}

/** What did not work, and what can be done about it; it stays until it is answered. */
export function notifyChoice(text: string, label: string, act: () => void) {
    void want().then(({ showNotification, hideNotification }) => {
        const id = `choice-${Date.now()}-${text.length}`;
        const run = () => {
            hideNotification(id);
            act();
        };
        const message = (
            <Group justify="space-between">
                <span>{text}</span>
                <Button size="compact-sm" variant="subtle" onClick={run}>
                    {label}
                </Button>
            </Group>
        );
        showNotification({ id, color: 'red', message, autoClose: false, closeButtonProps: closeButtonProps() });
    });
}

/** `link` leads to what was done. */
export function notifyDone(text: string, undo?: () => void, link?: { label: string; run: () => void }) {
    void want().then(({ showNotification, hideNotification }) => {
        const id = `done-${Date.now()}-${text.length}`;
        const act = (run?: () => void) => () => {
            hideNotification(id);
            run?.();
        };
        const message = undo ? (
            <Group justify="space-between" wrap="nowrap">
                <span>{text}</span>
                <Group gap={0} wrap="nowrap">
                    {link && (
                        <Button size="compact-sm" variant="subtle" onClick={act(link.run)}>
                            {link.label}
                        </Button>
                    )}
                    <Button size="compact-sm" variant="subtle" onClick={act(undo)}>
                        {i18n.t('action.undo')}
                    </Button>
                </Group>
            </Group>
        ) : (
            text
        );
        showNotification({ id, message, autoClose: undo ? 8_000 : 4_000, closeButtonProps: closeButtonProps() });
    });
}
