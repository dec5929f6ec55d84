/** How much is unread, always in sight; the list of it is fetched when it is first opened. */
import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconBell } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { countNotifications } from '~/api/live';
import { useScreenActions } from '~/lib/actions';
import { keys } from '~/lib/queries';
import { useKeySequence } from '~/lib/use-key-sequence';
import classes from './Bell.module.css';

export const loadNotifications = () => import('~/features/notifications/NotificationPanel');
const NotificationPanel = lazy(loadNotifications);

const MOST_SHOWN = 99;

export function Bell() {
    const { t } = useTranslation();
    const [opened, panel] = useDisclosure(false);
    const { data } = useQuery({ queryKey: keys.unread, queryFn: ({ signal }) => countNotifications(signal), staleTime: Infinity });
    const unread = data?.unread ?? 0;
    useKeySequence('g', 'n', panel.open);
    useScreenActions([{ key: 'notifications', label: t('notifications.open'), shortcut: 'g n', run: panel.open, everywhere: true }], { bind: false });
    return (
        <>
            <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                className={classes.bell}
                aria-label={unread > 0 ? t('notifications.openUnread', { count: unread }) : t('notifications.open')}
                aria-haspopup="dialog"
                aria-keyshortcuts="g n"
                onClick={panel.open}
            >
                <IconBell size={20} stroke={1.6} aria-hidden />
                {unread > 0 && (
                    <span className={classes.count} aria-hidden>
                        {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
                    </span>
                )}
            </ActionIcon>
            {opened && (
                <Suspense>
                    <NotificationPanel onClose={panel.close} />
                </Suspense>
            )}
        </>
    );
}
