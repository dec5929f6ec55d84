import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { notifyDone } from '~/components/notify';
import { useQuickLog } from '~/components/quick-log/context';
import type { Waiting } from '~/lib/outbox';
import { useFormat } from '~/lib/use-format';
import { useOutbox } from '~/lib/use-outbox';
import classes from './Outbox.module.css';

const KNOWN = { unclear: 'outbox.unclear', old: 'outbox.old' } as const;

function Entry({ entry, onOpen, onDrop }: { entry: Waiting; onOpen: () => void; onDrop: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const known = KNOWN[entry.problem as keyof typeof KNOWN];
    return (
        <li className={classes.entry}>
            <div className={classes.title} dir="auto">
                {entry.title}
            </div>
            <div className={classes.when}>{format.moment(entry.at)}</div>
            {entry.problem !== null && <div className={classes.problem}>{known ? t(known) : entry.problem}</div>}
            <Group gap="xs" mt="xs">
                {entry.problem !== null && entry.line !== null && (
                    <Button size="compact-sm" variant="light" onClick={onOpen}>
                        {t('outbox.look')}
                    </Button>
                )}
                <Button size="compact-sm" variant="subtle" color="gray" onClick={onDrop}>
                    {t('outbox.drop')}
                </Button>
            </Group>
        </li>
    );
}

/** What waits, why, and what can be done about it. */
export default function OutboxDialog({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    const quickLog = useQuickLog();
    const { box, waiting } = useOutbox();
    /** It stays here until it is saved anew. */
    const look = (entry: Waiting) => {
        const { account, contact, opportunity } = entry.line ?? {};
        onClose();
        quickLog.open(entry.line?.line, { account: account ?? undefined, contact: contact ?? undefined, opportunity: opportunity ?? undefined }, () => box.remove(entry.key));
    };
    const drop = (entry: Waiting) => {
        box.remove(entry.key);
        notifyDone(t('outbox.dropped', { title: entry.title }), () => box.putBack(entry));
    };
    return (
        <Modal opened onClose={onClose} title={t('outbox.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <p className={classes.hint}>{waiting.length === 0 ? t('outbox.none') : t('outbox.hint')}</p>
            <ul className={classes.list}>
                {waiting.map((entry) => (
                    <Entry key={entry.key} entry={entry} onOpen={() => look(entry)} onDrop={() => drop(entry)} />
                ))}
            </ul>
            <Group justify="flex-end" mt="md">
                <Button onClick={() => void box.flush()} disabled={waiting.length === 0}>
                    {t('outbox.sendNow')}
                </Button>
            </Group>
        </Modal>
    );
}
