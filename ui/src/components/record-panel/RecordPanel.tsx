/** The side panel in which a record is made or changed. It stays until what was typed is saved or knowingly dropped. */
import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readRecord } from '~/api/records';
import { recordTitle, useRecordType } from '~/lib/catalogue';
import { ConfirmDialog } from '../ConfirmDialog';
import { ErrorState } from '../ErrorState';
import { SkeletonRows } from '../SkeletonRows';
import { RecordForm } from './RecordForm';
import classes from './RecordPanel.module.css';
import type { PanelRequest } from './context';

type Props = {
    request: PanelRequest;
    level: number;
    /** No other panel lies over it: the Esc key is meant for this one. */
    onTop: boolean;
    onClose: () => void;
};

export default function RecordPanel({ request, level, onTop, onClose }: Props) {
    const { t } = useTranslation();
    const type = useRecordType(request.type);
    const dirty = useRef(false);
    const [asking, setAsking] = useState(false);
    const [disputing, setDisputing] = useState(false);
    // Read afresh: a form over a cached record would run into a conflict that nobody made.
    const record = useQuery({
        queryKey: ['form', type.plural, request.id],
        queryFn: ({ signal }) => readRecord(type.plural, request.id!, signal),
        enabled: request.id !== undefined,
        staleTime: Infinity,
        gcTime: 0,
        refetchOnWindowFocus: false,
    });
    const attempt = () => (dirty.current ? setAsking(true) : onClose());
    const title = request.id === undefined ? t('action.newRecord', { type: type.label.toLowerCase() }) : record.data ? recordTitle(type, record.data) : type.label;
    const ready = request.id === undefined || record.data !== undefined;

    return (
        <Drawer
            opened
            onClose={attempt}
            closeOnEscape={onTop && !asking && !disputing}
            position="right"
            size={level === 0 ? '30rem' : '28rem'}
            title={title}
            zIndex={210 + level}
            classNames={{ content: classes.content, body: classes.body, title: classes.title, header: classes.header }}
            closeButtonProps={{ 'aria-label': t('action.close') }}
            overlayProps={{ backgroundOpacity: 0.25 }}
            transitionProps={{ duration: 120 }}
        >
            {record.isError && <ErrorState error={record.error} onRetry={() => void record.refetch()} />}
            {!ready && !record.isError && <SkeletonRows count={6} height={52} />}
            {ready && (
                <RecordForm
                    type={type}
                    record={record.data ?? null}
                    request={request}
                    onDirty={(value) => {
                        dirty.current = value;
                    }}
                    onDispute={setDisputing}
                    onCancel={attempt}
                    onClose={onClose}
                />
            )}
            {/* Mounted only to ask: else it would take the very Esc that opened it as its own. */}
            {asking && (
                <ConfirmDialog
                    opened
                    title={t('form.unsaved')}
                    text={t('form.unsavedHint')}
                    confirm={t('form.discard')}
                    cancel={t('form.keepEditing')}
                    danger
                    zIndex={300 + level}
                    onConfirm={onClose}
                    onCancel={() => setAsking(false)}
                />
            )}
        </Drawer>
    );
}
