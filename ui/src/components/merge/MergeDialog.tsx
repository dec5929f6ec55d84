/** "Merge with…": the other record is found by name, both are compared, and become one. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readRecord } from '~/api/records';
import type { RecordData, RecordType, Reference } from '~/api/types';
import { useGo } from '~/components/AppLink';
import { ErrorState } from '~/components/ErrorState';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { SkeletonRows } from '~/components/SkeletonRows';
import { recordTitle } from '~/lib/catalogue';
import { requestChoices, type Sides } from '~/lib/merge';
import { keys } from '~/lib/queries';
import { MergeTable } from './MergeTable';
import { useMerge, useMergeChoices } from './use-merge';

type Props = { type: RecordType; record: RecordData; onClose: () => void };

function Comparison({ type, sides, onClose }: { type: RecordType; sides: Sides; onClose: () => void }) {
    const { t } = useTranslation();
    const go = useGo();
    const merge = useMergeChoices(type, sides);
    const run = useMerge(type, (survivor) => {
        onClose();
        go(`/${type.plural}/${survivor.id}`, { replace: true });
    });
    const survivor = sides[merge.survivor];
    const other = sides[merge.survivor === 0 ? 1 : 0];
    return (
        <>
            <MergeTable type={type} sides={sides} merge={merge} />
            <Group justify="flex-end">
                <Button variant="default" onClick={onClose}>
                    {t('action.cancel')}
                </Button>
                <Button loading={run.isPending} onClick={() => run.mutate({ survivor, other, values: requestChoices(type, sides, merge.choices, merge.survivor) })}>
                    {t('merge.merge')}
                </Button>
            </Group>
        </>
    );
}

export default function MergeDialog({ type, record, onClose }: Props) {
    const { t } = useTranslation();
    const [other, setOther] = useState<Reference | null>(null);
    const read = useQuery({
        queryKey: keys.record(type.plural, other?.id ?? 0),
        queryFn: ({ signal }) => readRecord(type.plural, other!.id, signal),
        enabled: other !== null && other.id !== record.id,
    });
    const title = recordTitle(type, record);
    return (
        <Modal opened onClose={onClose} size="xl" title={t('merge.title', { title })} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <Stack>
                <Text size="sm">{t('merge.hint')}</Text>
                <ReferencePicker
                    target={type.name}
                    label={t('merge.with', { type: type.label.toLowerCase() })}
                    value={other}
                    onChange={setOther}
                    error={other?.id === record.id ? t('merge.itself') : undefined}
                    data-autofocus
                />
                {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
                {read.isLoading && <SkeletonRows count={4} height={32} />}
                {other !== null && read.data && read.data.id === other.id && (
                    <Comparison key={`${read.data.id} ${read.data.version} ${record.version}`} type={type} sides={[record, read.data]} onClose={onClose} />
                )}
            </Stack>
        </Modal>
    );
}
