import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Query } from '~/api/client';
import { listRecords } from '~/api/records';
import { keys } from '~/lib/queries';

const PAGE_SIZE = 100;

/** Prices, a page at a time. */
export function usePrices(query: Query) {
    const pages = useInfiniteQuery({
        queryKey: keys.list('prices', query),
        queryFn: ({ pageParam, signal }) => listRecords('prices', { ...query, limit: PAGE_SIZE, after: pageParam }, signal),
        initialPageParam: null as string | null,
        getNextPageParam: (page) => page.next,
        placeholderData: keepPreviousData,
    });
    const records = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
    return {
        records,
        error: pages.error,
        isPending: pages.isPending,
        isEmpty: pages.isSuccess && records.length === 0,
        hasMore: pages.hasNextPage,
        more: () => void pages.fetchNextPage(),
        refetch: () => void pages.refetch(),
    };
}
