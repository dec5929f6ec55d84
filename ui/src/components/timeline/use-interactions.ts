import { useInfiniteQuery } from '@tanstack/react-query';
import type { Interaction } from '~/api/overviews';
import { listRecords } from '~/api/records';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';

/** More than a page's own call brings, so that the first answer already tells something new. */
const PAGE = 100;

/** A page's own call brings the newest conversations; the older ones are read once somebody asks for them. */
export function useInteractions(newest: Interaction[], filter: Search, asked: boolean) {
    const query = { ...filter, sort: '-start', limit: PAGE };
    const pages = useInfiniteQuery({
        queryKey: keys.list('interactions', { ...query, pages: true }),
        queryFn: ({ pageParam, signal }) => listRecords('interactions', { ...query, after: pageParam }, signal),
        initialPageParam: null as string | null,
        getNextPageParam: (page) => page.next,
        enabled: asked,
    });
    const read = pages.data?.pages.flatMap((page) => page.items as unknown as Interaction[]);
    return { pages, interactions: read !== undefined && read.length >= newest.length ? read : newest };
}
