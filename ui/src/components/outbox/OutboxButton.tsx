/** How much waits to be sent; nothing is shown while nothing does. Sends it as soon as the server is back. */
import { Button, VisuallyHidden } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { Suspense, lazy, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone } from '~/components/notify';
import { useRecordsChanged } from '~/lib/queries';
import { useOutbox } from '~/lib/use-outbox';
import classes from './Outbox.module.css';

/** Fetched ahead: it is opened when the connection is gone. */
export const loadOutbox = () => import('./OutboxDialog');
const OutboxDialog = lazy(loadOutbox);

function useSending() {
    const { t } = useTranslation();
    const { box } = useOutbox();
    const changed = useRecordsChanged();
    const onSent = useEffectEvent(() => {
        notifyDone(t('outbox.sent'));
        void changed();
    });
    useEffect(() => {
        const flush = () => void box.flush();
        const deaf = box.onSent(() => onSent());
        window.addEventListener('online', flush);
        flush();
        return () => {
            deaf();
            window.removeEventListener('online', flush);
            box.stop();
        };
    }, [box]);
}

export function OutboxButton() {
    const { t } = useTranslation();
    const { waiting } = useOutbox();
    const [opened, setOpened] = useState(false);
    useSending();
    if (waiting.length === 0 && !opened) return null;
    return (
        <>
            {waiting.length > 0 && (
                <Button
                    variant="light"
                    px="sm"
                    className={classes.button}
                    leftSection={<IconCloudOff size={16} aria-hidden />}
                    onClick={() => setOpened(true)}
                    aria-haspopup="dialog"
                    aria-label={t('outbox.waiting', { count: waiting.length })}
                >
                    <span className={classes.long}>{t('outbox.waiting', { count: waiting.length })}</span>
                    <span className={classes.short}>{waiting.length}</span>
                </Button>
            )}
            <VisuallyHidden role="status">{waiting.length > 0 ? t('outbox.waiting', { count: waiting.length }) : ''}</VisuallyHidden>
            {opened && (
                <Suspense>
                    <OutboxDialog onClose={() => setOpened(false)} />
                </Suspense>
            )}
        </>
    );
}
