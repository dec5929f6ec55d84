/** Says in a form that somebody else has just changed the same record; what was typed stays as it is. */
import { Alert } from '@mantine/core';
import { IconUserEdit } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveChange } from '~/api/live';
import { readHistory } from '~/api/records';
import type { RecordData, RecordType } from '~/api/types';
import { useChangesOf } from '~/lib/use-live';

/** Which fields it was, as far as this reader may see them. */
async function changedLabels(type: RecordType, change: LiveChange): Promise<string[]> {
    const page = await readHistory(type.plural, change.id!, null).catch(() => null);
    const newest = page?.items.find((entry) => entry.by?.id === change.by?.id);
    return newest?.changes.map(({ label }) => label) ?? [];
}

export function ChangedNotice({ type, record }: { type: RecordType; record: RecordData | null }) {
    const { t } = useTranslation();
    const [news, setNews] = useState<{ name: string; fields: string } | null>(null);
    useChangesOf(type.name, record?.id ?? null, (change) => {
        if (change.version !== null && change.version <= record!.version) return;
        void changedLabels(type, change).then((labels) => setNews({ name: change.by?.title ?? t('live.somebody'), fields: labels.join(', ') }));
    });
    return (
        <div role="status">
            {news && (
                <Alert variant="light" color="gray" icon={<IconUserEdit size={18} aria-hidden />} mb="sm">
                    {news.fields === '' ? t('live.changed', { name: news.name }) : t('live.changedFields', news)} {t('live.changedHint')}
                </Alert>
            )}
        </div>
    );
}
