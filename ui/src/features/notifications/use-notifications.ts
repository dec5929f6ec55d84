import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { listNotifications, type Notification, type NotificationList, readNotifications } from '~/api/live';
import { notifyProblem } from '~/components/notify';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';

const LIST = [...keys.notifications, 'list'];

type Pages = InfiniteData<NotificationList, string | null>;

export function useNotifications() {
    const client = useQueryClient();
    const problemText = useProblemText();
    const pages = useInfiniteQuery({
        queryKey: LIST,
        queryFn: ({ pageParam, signal }) => listNotifications(pageParam, signal),
        initialPageParam: null as string | null,
        getNextPageParam: (page) => page.next,
    });
    const items: Notification[] = pages.data?.pages.flatMap((page) => page.items) ?? [];

    /** Shown as read at once, in their places. */
    const read = useMutation({
        mutationFn: readNotifications,
        onMutate: async (which) => {
            await client.cancelQueries({ queryKey: LIST });
            const isMeant = (item: Notification) => 'all' in which || which.ids.includes(item.id);
            client.setQueryData<Pages>(LIST, (known) => known && {
                ...known,
                pages: known.pages.map((page) => ({ ...page, items: page.items.map((item) => (isMeant(item) ? { ...item, unread: false } : item)) })),
            });
        },
        onSuccess: (count) => client.setQueryData(keys.unread, count),
        onError: (error) => {
            notifyProblem(problemText(error));
            return client.invalidateQueries({ queryKey: keys.notifications });
        },
    });
    return { pages, items, read };
}
