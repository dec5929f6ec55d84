/** What one was told: unread first, gone through with J and K, opened with Enter, marked as read with E, answered with R. */
import { Button, Drawer } from '@mantine/core';
import { IconBellOff, IconSettings } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notification } from '~/api/live';
import { AppLink, useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useCatalogue } from '~/lib/catalogue';
import classes from './Notifications.module.css';
import { NotificationItem } from './NotificationItem';
import { useNotifications } from './use-notifications';

function useAddress() {
    const catalogue = useCatalogue();
    return (item: Notification): string | null => {
        if (item.kind === 'digest') return `/digests/${item.record_id}`;
        if (item.kind === 'handover') return '/briefing';
        // What was said about a lead is read where the lead is worked on.
        if (item.lead !== null) return `/leads/${item.lead}`;
        const type = catalogue.find(item.type);
        return type === undefined ? null : `/${type.plural}/${item.record_id}`;
    };
}

export default function NotificationPanel({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    const go = useGo();
    const addressOf = useAddress();
    const { pages, items, read } = useNotifications();
    const [chosen, setChosen] = useState(0);
    const [answering, setAnswering] = useState<number | null>(null);
    const list = useRef<HTMLUListElement>(null);
    const unread = items.some((item) => item.unread);
    const loaded = items.length > 0;

    // The keys work as soon as the list is there.
    useEffect(() => {
        if (loaded && answering === null) list.current?.querySelector<HTMLElement>(`[data-index="${chosen}"]`)?.focus();
    }, [loaded, chosen, answering]);

    const markRead = (item: Notification | undefined) => item?.unread && read.mutate({ ids: [item.id] });
    const open = (item: Notification) => {
        const address = addressOf(item);
        markRead(item);
        onClose();
        if (address !== null) go(address);
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if ((event.target as HTMLElement).closest('textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
        const item = items[chosen];
        const act: Record<string, () => void> = {
            j: () => setChosen(Math.min(chosen + 1, items.length - 1)),
            k: () => setChosen(Math.max(chosen - 1, 0)),
            ArrowDown: () => setChosen(Math.min(chosen + 1, items.length - 1)),
            ArrowUp: () => setChosen(Math.max(chosen - 1, 0)),
            e: () => markRead(item),
            r: () => item && item.kind !== 'digest' && setAnswering(item.id),
        };
        const known = act[event.key];
        if (known === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        known();
    };
    return (
        <Drawer
            opened
            onClose={onClose}
            closeOnEscape={answering === null}
            position="right"
            size="26rem"
            title={t('notifications.title')}
            classNames={{ body: classes.body, header: classes.header }}
            closeButtonProps={{ 'aria-label': t('action.close') }}
            overlayProps={{ backgroundOpacity: 0.25 }}
            transitionProps={{ duration: 120 }}
        >
            <div className={classes.tools}>
                <Button variant="subtle" size="compact-sm" disabled={!unread} onClick={() => read.mutate({ all: true })}>
                    {t('notifications.readAll')}
                </Button>
                <Button variant="subtle" color="gray" size="compact-sm" component={AppLink} to="/settings/notifications" onClick={onClose}
                    leftSection={<IconSettings size={14} aria-hidden />}>
                    {t('notifications.settings')}
                </Button>
            </div>
            {pages.isPending && <SkeletonRows count={5} height={56} />}
            {pages.isError && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
            {pages.isSuccess && items.length === 0 && (
                <EmptyState compact icon={<IconBellOff size={28} stroke={1.4} aria-hidden />} title={t('notifications.none')} text={t('notifications.noneHint')} />
            )}
            <ul ref={list} className={classes.list} onKeyDown={onKeyDown} aria-label={t('notifications.title')}>
                {items.map((item, index) => (
                    <NotificationItem
                        key={item.id}
                        item={item}
                        index={index}
                        chosen={index === chosen}
                        answering={answering === item.id}
                        onChoose={() => setChosen(index)}
                        onOpen={() => open(item)}
                        onRead={() => markRead(item)}
                        onAnswer={(wanted) => setAnswering(wanted ? item.id : null)}
                    />
                ))}
            </ul>
            {pages.hasNextPage && (
                <Button variant="subtle" fullWidth loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                    {t('notifications.more')}
                </Button>
            )}
            {items.length > 0 && <p className={classes.keys}>{t('notifications.keys')}</p>}
        </Drawer>
    );
}
