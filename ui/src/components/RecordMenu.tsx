/** What can be done with a whole record: archive (with undo), restore, delete for good (after asking). */
import { ActionIcon, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconArchive, IconArchiveOff, IconArrowsJoin2, IconDots, IconTrash } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archiveRecord, deleteRecord, restoreRecord } from '~/api/records';
import type { RecordData, RecordType } from '~/api/types';
import { useScreenActions } from '~/lib/actions';
import { recordTitle } from '~/lib/catalogue';
import { showAtOnce } from '~/lib/optimistic';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { useGo } from './AppLink';
import { ConfirmDialog } from './ConfirmDialog';
import { notifyDone, notifyProblem } from './notify';

const MergeDialog = lazy(() => import('./merge/MergeDialog'));
const MERGED = ['account', 'contact'];

export type RecordMay = { update: boolean; archive: boolean; delete: boolean };

type Props = {
    type: RecordType;
    record: RecordData;
    /** What this user may do with this very record, where the server told; else what the type allows. */
    may?: RecordMay;
    /** Further entries, above these. */
    children?: ReactNode;
};

export function RecordMenu({ type, record, may = type.may, children }: Props) {
    const { t } = useTranslation();
    const go = useGo();
    const client = useQueryClient();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const [asking, setAsking] = useState(false);
    const [merging, setMerging] = useState(false);
    const title = recordTitle(type, record);
    const failed = (error: Error, _: void, back?: () => void) => {
        back?.();
        notifyProblem(problemText(error));
    };
    const show = (archived_at: string | null) => showAtOnce(client, { plural: type.plural, type: type.name, id: record.id }, { archived_at });

    const restore = useMutation({
        mutationFn: () => restoreRecord(type.plural, record.id),
        onMutate: () => show(null),
        onSuccess: () => {
            notifyDone(t('record.restored', { title }));
            return changed();
        },
        onError: failed,
    });
    const archive = useMutation({
        mutationFn: () => archiveRecord(type.plural, record.id),
        onMutate: () => show(new Date().toISOString()),
        onSuccess: () => {
            notifyDone(t('record.archivedDone', { title }), () => restore.mutate());
            return changed();
        },
        onError: failed,
    });
    const remove = useMutation({
        mutationFn: () => deleteRecord(type.plural, record.id),
        onSuccess: async () => {
            go(`/${type.plural}`, { replace: true });
            notifyDone(t('record.deleted', { title }));
            await changed();
        },
        onError: (error) => failed(error),
        onSettled: () => setAsking(false),
    });
    const archived = record.archived_at !== null;
    const mayMerge = may.update && may.archive && !archived && MERGED.includes(type.name);
    useScreenActions([
        ...(mayMerge ? [{ key: 'merge', label: t('merge.action'), run: () => setMerging(true) }] : []),
        ...(may.archive && !archived ? [{ key: 'archive', label: t('actions.archive', { title }), run: () => archive.mutate() }] : []),
        ...(may.archive && archived ? [{ key: 'restore', label: t('actions.restore', { title }), run: () => restore.mutate() }] : []),
        ...(may.delete ? [{ key: 'delete', label: t('record.delete'), run: () => setAsking(true) }] : []),
    ]);
    if (!children && !may.archive && !may.delete) return null;

    return (
        <>
            <Menu position="bottom-end" width={220}>
                <Menu.Target>
                    <ActionIcon aria-label={t('action.more')} variant="default">
                        <IconDots size={18} aria-hidden />
                    </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                    {children}
                    {children && <Menu.Divider />}
                    {mayMerge && (
                        <Menu.Item leftSection={<IconArrowsJoin2 size={16} aria-hidden />} onClick={() => setMerging(true)}>
                            {t('merge.action')}
                        </Menu.Item>
                    )}
                    {may.archive && !archived && (
                        <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={() => archive.mutate()}>
                            {t('action.archive')}
                        </Menu.Item>
                    )}
                    {may.archive && archived && (
                        <Menu.Item leftSection={<IconArchiveOff size={16} aria-hidden />} onClick={() => restore.mutate()}>
                            {t('action.restore')}
                        </Menu.Item>
                    )}
                    {may.delete && (
                        <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsking(true)}>
                            {t('record.delete')}
                        </Menu.Item>
                    )}
                </Menu.Dropdown>
            </Menu>
            {merging && (
                <Suspense>
                    <MergeDialog type={type} record={record} onClose={() => setMerging(false)} />
                </Suspense>
            )}
            <ConfirmDialog
                opened={asking}
                title={t('record.deleteAsk', { title })}
                text={t('record.deleteHint')}
                confirm={t('record.delete')}
                danger
                loading={remove.isPending}
                onConfirm={() => remove.mutate()}
                onCancel={() => setAsking(false)}
            />
        </>
    );
}
