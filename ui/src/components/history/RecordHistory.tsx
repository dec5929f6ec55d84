import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readHistory } from '~/api/records';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import { HistoryList } from './HistoryList';

/** The whole history of one record, page by page. */
export function RecordHistory({ type: name, id }: { type: string; id: number }) {
    const { t } = useTranslation();
    const type = useRecordType(name);
    const pages = useInfiniteQuery({
        queryKey: keys.history(type.plural, id),
        queryFn: ({ pageParam, signal }) => readHistory(type.plural, id, pageParam, signal),
        initialPageParam: null as number | null,
        getNextPageParam: (page) => page.next,
    });
    if (pages.isPending) return <SkeletonRows count={4} height={36} />;
    if (pages.isError) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
    const more = pages.hasNextPage && (
        <Button variant="default" size="xs" mt="md" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('action.showMore')}
        </Button>
    );
    return <HistoryList type={name} entries={pages.data.pages.flatMap((page) => page.items)} more={more} />;
}
