import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Interaction } from '~/api/overviews';
import { listRecords } from '~/api/records';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';

/** More than a page's own call brings, so that the first answer already tells something new. */
const PAGE = 100;

type Asked = {
    /** Whose conversations, such as { account: "7" }. */
    scope: Search;
    /** What narrows them, such as { kind: "call" }. */
    narrow: Search;
    /** Older ones are wanted too. */
    older: boolean;
};

/** A page's own call brings the newest conversations; the older ones, and a choice of all, are read once somebody asks for them. */
export function useInteractions(newest: Interaction[], { scope, narrow, older }: Asked) {
    const narrowed = Object.keys(narrow).length > 0;
    const query = { ...scope, ...narrow, sort: '-start', limit: PAGE };
    const pages = useInfiniteQuery({
        queryKey: keys.list('interactions', { ...query, pages: true }),
        queryFn: ({ pageParam, signal }) => listRecords('interactions', { ...query, after: pageParam }, signal),
        initialPageParam: null as string | null,
        getNextPageParam: (page) => page.next,
        enabled: older || narrowed,
        placeholderData: narrowed ? keepPreviousData : undefined,
    });
    const read = pages.data?.pages.flatMap((page) => page.items as unknown as Interaction[]);
    if (narrowed) return { pages, interactions: read ?? newest };
    return { pages, interactions: read !== undefined && read.length >= newest.length ? read : newest };
}
