/** The frame of a record's own page: what it is called, what can be done, and its parts in two columns. */
import { ActionIcon, Badge, Button, Menu, Title } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconPencil } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { archiveRecord, restoreRecord } from '~/api/records';
import { AppLink } from '~/components/AppLink';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useRecordPanel } from '~/components/record-panel/context';
import { useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import classes from './Page.module.css';

type Props = {
    type: string;
    record: { id: number; archived_at: string | null };
    title: string;
    may: { update: boolean; archive: boolean };
    badges?: ReactNode;
    facts?: ReactNode;
    actions?: ReactNode;
    /** Parts that the phone's bar leads to. */
    parts: { id: string; label: string }[];
    main: ReactNode;
    side: ReactNode;
};

function useArchive(plural: string, id: number) {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const restore = useMutation({
        mutationFn: () => restoreRecord(plural, id),
        onSuccess: changed,
        onError: (error) => notifyProblem(problemText(error)),
    });
    const archive = useMutation({
        mutationFn: () => archiveRecord(plural, id),
        onSuccess: () => {
            notifyDone(t('page.archived'), () => restore.mutate());
            return changed();
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
    return { archive, restore };
}

export function RecordFrame({ type, record, title, may, badges, facts, actions, parts, main, side }: Props) {
    const { t } = useTranslation();
    const known = useRecordType(type);
    const panel = useRecordPanel();
    const { archive, restore } = useArchive(known.plural, record.id);
    const archived = record.archived_at !== null;
    return (
        <div className={classes.page}>
            <header className={classes.head}>
                <div className={classes.crumb}>
                    <AppLink to={`/${known.plural}`}>{known.label_plural}</AppLink>
                </div>
                <div className={classes.headRow}>
                    <Title order={1} className={classes.title} dir="auto">
                        {title}
                    </Title>
                    {archived && <Badge tt="none" color="gray">{t('page.archivedBadge')}</Badge>}
                    {badges}
                    <div className={classes.actions}>
                        {actions}
                        {may.update && (
                            <Button
                                variant="default"
                                leftSection={<IconPencil size={16} aria-hidden />}
                                onClick={() => panel.open({ type, id: record.id, full: true })}
                            >
                                {t('action.edit')}
                            </Button>
                        )}
                        {may.archive && (
                            <Menu position="bottom-end">
                                <Menu.Target>
                                    <ActionIcon aria-label={t('action.more')}>
                                        <IconDots size={18} aria-hidden />
                                    </ActionIcon>
                                </Menu.Target>
                                <Menu.Dropdown>
                                    <Menu.Item
                                        leftSection={archived ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
                                        onClick={() => (archived ? restore : archive).mutate()}
                                    >
                                        {t(archived ? 'action.restore' : 'action.archive')}
                                    </Menu.Item>
                                </Menu.Dropdown>
                            </Menu>
                        )}
                    </div>
                </div>
                {facts && <div className={classes.facts}>{facts}</div>}
                <nav className={classes.parts} aria-label={t('page.parts')}>
                    {parts.map((part) => (
                        <a key={part.id} href={`#${part.id}`}>
                            {part.label}
                        </a>
                    ))}
                </nav>
            </header>
            <div className={classes.columns}>
                <div className={classes.main}>{main}</div>
                <div className={classes.side}>{side}</div>
            </div>
        </div>
    );
}
