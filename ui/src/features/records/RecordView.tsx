import { Alert, Button, Skeleton, Switch, Tabs, Title } from '@mantine/core';
import { IconArchive, IconPencil } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import type { RecordData, RecordType } from '~/api/types';
import { AppLink } from '~/components/AppLink';
import { RecordAttachments } from '~/components/attachments/RecordAttachments';
import { MomentText } from '~/components/DateText';
import { ErrorState } from '~/components/ErrorState';
import { FieldList } from '~/components/FieldList';
import { FieldValue } from '~/components/FieldValue';
import { RecordHistory } from '~/components/history/RecordHistory';
import { NotFound } from '~/components/NotFound';
import { FollowButton, OthersHere } from '~/components/live/Others';
import { RecordMenu } from '~/components/RecordMenu';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useRecordPanel } from '~/components/record-panel/context';
import { useScreenActions } from '~/lib/actions';
import { findField, recordTitle } from '~/lib/catalogue';
import { useRecord } from '~/lib/queries';
import { rememberRecord } from '~/lib/recent';
import { useSession } from '~/lib/session';
import { usePageTitle } from '~/lib/use-page-title';
import classes from './RecordView.module.css';

/** What only this type's page shows: before its fields, or with `last` behind them. */
export type RecordTab = { value: string; label: string; content: (record: RecordData) => ReactNode; last?: boolean };

type Props = { type: RecordType; id: number; actions?: (record: RecordData) => ReactNode; tabs?: RecordTab[] };

function RecordHead({ type, record, actions, onEdit }: { type: RecordType; record: RecordData; actions: Props['actions']; onEdit: () => void }) {
    const { t } = useTranslation();
    const subtitle = type.subtitle ? findField(type, type.subtitle) : undefined;
    return (
        <header className={classes.head}>
            <div className={classes.titles}>
                <AppLink to={`/${type.plural}`} className={classes.up}>
                    {type.label_plural}
                </AppLink>
                <Title order={1} dir="auto">
                    {recordTitle(type, record)}
                </Title>
                {subtitle && (
                    <div className={classes.subtitle}>
                        <FieldValue field={subtitle} record={record} />
                    </div>
                )}
            </div>
            <div className={classes.actions}>
                <OthersHere type={type.name} id={record.id} />
                {actions?.(record)}
                {type.may.update && (
                    <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit} aria-keyshortcuts="e">
                        {t('action.edit')}
                    </Button>
                )}
                <FollowButton plural={type.plural} id={record.id} />
                <RecordMenu type={type} record={record} />
            </div>
        </header>
    );
}

export function RecordView({ type, id, actions, tabs = [] }: Props) {
    const { t } = useTranslation();
    const { session } = useSession();
    const panel = useRecordPanel();
    const record = useRecord(type.plural, id);
    const [showEmpty, setShowEmpty] = useState(false);
    const edit = () => panel.open({ type: type.name, id });
    const title = record.data ? recordTitle(type, record.data) : '';
    useScreenActions(type.may.update ? [{ key: 'edit', label: t('actions.edit', { title }), shortcut: 'e', run: edit }] : [], { enabled: !panel.isOpen });
    usePageTitle(title);
    useEffect(() => {
        if (title !== '') rememberRecord(session.user.id, { type: type.name, id, title });
    }, [session.user.id, type.name, id, title]);

    if (record.isPending) {
        return (
            <div className={classes.page}>
                <Skeleton height={30} width="16rem" />
                <SkeletonRows count={8} />
            </div>
        );
    }
    if (record.error instanceof ApiProblem && record.error.status === 404) return <NotFound />;
    if (record.isError) return <ErrorState error={record.error} onRetry={() => void record.refetch()} />;
    const data = record.data;
    return (
        <div className={classes.page}>
            <RecordHead type={type} record={data} actions={actions} onEdit={edit} />
            {data.archived_at !== null && (
                <Alert variant="light" color="gray" icon={<IconArchive size={18} aria-hidden />} mb="md">
                    {t('record.isArchived')} <MomentText moment={data.archived_at} age />
                </Alert>
            )}
            <Tabs defaultValue={tabs.find(({ last }) => !last)?.value ?? 'fields'} keepMounted={false}>
                <Tabs.List mb="md">
                    {tabs.filter(({ last }) => !last).map(({ value, label }) => <Tabs.Tab key={value} value={value}>{label}</Tabs.Tab>)}
                    <Tabs.Tab value="fields">{t('record.fields')}</Tabs.Tab>
                    {tabs.filter(({ last }) => last).map(({ value, label }) => <Tabs.Tab key={value} value={value}>{label}</Tabs.Tab>)}
                    <Tabs.Tab value="files">{t('record.files')}</Tabs.Tab>
                    <Tabs.Tab value="history">{t('history.title')}</Tabs.Tab>
                </Tabs.List>
                {tabs.map(({ value, content }) => <Tabs.Panel key={value} value={value}>{content(data)}</Tabs.Panel>)}
                <Tabs.Panel value="fields">
                    <FieldList type={type} record={data} showEmpty={showEmpty} heading="h2" />
                    <div className={classes.foot}>
                        <Switch size="xs" label={t('record.showEmpty')} checked={showEmpty} onChange={(event) => setShowEmpty(event.currentTarget.checked)} />
                        <span>
                            {t('record.id', { id: data.id })} · {t('record.updated')} <MomentText moment={data.updated_at} age />
                            {data.updated_by && ` · ${data.updated_by.title}`}
                        </span>
                    </div>
                </Tabs.Panel>
                <Tabs.Panel value="files">
                    <RecordAttachments plural={type.plural} id={id} mayChange={type.may.update} />
                </Tabs.Panel>
                <Tabs.Panel value="history">
                    <RecordHistory type={type.name} id={id} />
                </Tabs.Panel>
            </Tabs>
        </div>
    );
}
