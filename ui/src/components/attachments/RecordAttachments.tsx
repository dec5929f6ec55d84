import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listAttachments } from '~/api/records';
import { ErrorState } from '~/components/ErrorState';
import { keys } from '~/lib/queries';
import { Attachments } from './Attachments';

/** The files of a record whose page did not bring them along. */
export function RecordAttachments({ plural, id, mayChange }: { plural: string; id: number; mayChange: boolean }) {
    const list = useQuery({ queryKey: keys.attachments(plural, id), queryFn: ({ signal }) => listAttachments(plural, id, signal) });
    if (list.isPending) return <Skeleton height={40} />;
    if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
    return <Attachments plural={plural} id={id} files={list.data.items} mayChange={mayChange} />;
}
