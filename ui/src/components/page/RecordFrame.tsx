/** The frame of a record's own page: what it is called, what can be done, and its parts in two columns. */
import { Alert, Button, Title } from '@mantine/core';
import { IconArchive, IconPencil } from '@tabler/icons-react';
import { type ReactNode, startTransition, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Follow } from '~/api/live';
import type { RecordData } from '~/api/types';
import { AppLink, useGo } from '~/components/AppLink';
import { notifyDone } from '~/components/notify';
import { MomentText } from '~/components/DateText';
import { FollowButton, OthersHere } from '~/components/live/Others';
import { RecordMenu, type RecordMay } from '~/components/RecordMenu';
import { useRecordPanel } from '~/components/record-panel/context';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useScreenActions } from '~/lib/actions';
import { recordTitle, referenceOf, useRecordType } from '~/lib/catalogue';
import { rememberRecord } from '~/lib/recent';
import { useSession } from '~/lib/session';
import { usePageTitle } from '~/lib/use-page-title';
import { type PagePart, PartTabs } from './PartTabs';
import classes from './Page.module.css';

type Props = {
    type: string;
    record: RecordData;
    may: RecordMay;
    /** As the page's own call told it; without it, it is asked for. */
    follow?: Follow;
    badges?: ReactNode;
    facts?: ReactNode;
    actions?: ReactNode;
    /** Parts that the bar of narrow screens leads to. */
    parts: PagePart[];
    /** Across both columns. */
    lead?: ReactNode;
    main: ReactNode;
    side: ReactNode;
};

function useRemember(type: string, id: number, title: string) {
    const { session } = useSession();
    useEffect(() => rememberRecord(session.user.id, { type, id, title }), [session.user.id, type, id, title]);
}

/** Whoever comes by an old address is led to the record that took this one in. */
function useMergedInto(plural: string, title: string, record: RecordData) {
    const { t } = useTranslation();
    const go = useGo();
    const into = referenceOf(record, 'merged_into')?.id;
    const lead = useEffectEvent((id: number) => {
        go(`/${plural}/${id}`, { replace: true });
        notifyDone(t('record.mergedInto', { title }));
    });
    useEffect(() => {
        if (into !== undefined) lead(into);
    }, [into]);
}

let opening = true;

const SLICES = 2;

/** When the app opens, the head is drawn alone, then one column after the other: a slow phone shows whose page it is, and answers. */
function useSlices(): number {
    const [drawn, setDrawn] = useState(opening ? 0 : SLICES);
    useEffect(() => {
        opening = false;
        if (drawn < SLICES) startTransition(() => setDrawn(drawn + 1));
    }, [drawn]);
    return drawn;
}

function showPart(id: string) {
    const part = document.getElementById(id);
    part?.scrollIntoView({ block: 'start' });
    part?.focus({ preventScroll: true });
}

export function RecordFrame({ type: name, record, may, follow, badges, facts, actions, parts, lead, main, side }: Props) {
    const { t } = useTranslation();
    const type = useRecordType(name);
    const panel = useRecordPanel();
    const scroller = useRef<HTMLDivElement>(null);
    const drawn = useSlices();
    const title = recordTitle(type, record);
    const edit = () => panel.open({ type: name, id: record.id, full: true });
    usePageTitle(title);
    useRemember(name, record.id, title);
    useMergedInto(type.plural, title, record);
    useScreenActions(
        [
            ...(may.update ? [{ key: 'edit', label: t('actions.edit', { title }), shortcut: 'e', run: edit }] : []),
            ...parts.map(({ id, label }) => ({ key: `part ${id}`, label: t('actions.show', { part: label }), run: () => showPart(id) })),
        ],
        { enabled: !panel.isOpen },
    );
    return (
        <div className={classes.page} ref={scroller}>
            <header className={classes.head}>
                <AppLink to={`/${type.plural}`} className={classes.crumb}>
                    {type.label_plural}
                </AppLink>
                <div className={classes.headRow}>
                    <Title order={1} className={classes.title} dir="auto">
                        {title}
                    </Title>
                    {badges}
                    <div className={classes.actions}>
                        <OthersHere type={name} id={record.id} />
                        {actions}
                        {may.update && (
                            <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={edit} aria-keyshortcuts="e">
                                {t('action.edit')}
                            </Button>
                        )}
                        <FollowButton key={record.id} plural={type.plural} id={record.id} known={follow} />
                        <RecordMenu type={type} record={record} may={may} />
                    </div>
                </div>
                {facts && <div className={classes.facts}>{facts}</div>}
                {record.archived_at !== null && (
                    <Alert variant="light" color="gray" icon={<IconArchive size={18} aria-hidden />} mt="sm">
                        {t('record.isArchived')} <MomentText moment={record.archived_at} age />
                    </Alert>
                )}
            </header>
            <PartTabs parts={parts} scroller={scroller} />
            {drawn > 0 && lead && <div className={classes.lead}>{lead}</div>}
            <div className={classes.columns}>
                <div className={classes.main}>{drawn > 0 ? main : <SkeletonRows count={16} />}</div>
                <div className={classes.side}>{drawn > 1 && side}</div>
            </div>
        </div>
    );
}
