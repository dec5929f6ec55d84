import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listRecords, readSummary } from '~/api/records';
import type { RecordType } from '~/api/types';
import { keys } from '~/lib/queries';
import { type Search, without } from '~/lib/search-params';

const PAGE_SIZE = 100;
const MOST_FIGURES = 4;

/** The records that the filters leave, page by page as they are scrolled to. */
export function useRecordList(type: RecordType, query: Search) {
    const pages = useInfiniteQuery({
        queryKey: keys.list(type.plural, query),
        queryFn: ({ pageParam, signal }) => listRecords(type.plural, { ...query, limit: PAGE_SIZE, after: pageParam }, signal),
        initialPageParam: null as string | null,
        getNextPageParam: (page) => page.next,
        placeholderData: keepPreviousData,
    });
    const records = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
    return {
        records,
        error: pages.error,
        isPending: pages.isPending,
        isEmpty: pages.isSuccess && records.length === 0,
        refetch: () => void pages.refetch(),
        more: () => {
            if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
        },
    };
}

/** How many there are, and the sums of the shown money columns. */
export function useTotals(type: RecordType, query: Search, columns: string[]) {
    // What belongs to somebody adds up; prices of a list do not.
    const sums = type.fields.filter((field) => type.owner && field.type === 'money' && columns.includes(field.name)).slice(0, MOST_FIGURES);
    const summary = { ...without(query, 'sort'), sum: sums.map((field) => field.name).join(',') };
    return useQuery({
        queryKey: keys.summary(type.plural, summary),
        queryFn: ({ signal }) => readSummary(type.plural, summary, signal),
        placeholderData: keepPreviousData,
    });
}
