import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listReceived, markReceivedRead } from '~/api/handover';
import { listRecords } from '~/api/records';
import { keys } from '~/lib/queries';

export type Briefing = { account: { id: number; title: string }; from: string | null; at: string | null; read: boolean };

const MOST = 200;

/** What was handed over to one, unread first, then the other accounts that one has. */
export function useBriefings() {
    const client = useQueryClient();
    const query = { mine: 'true', sort: '-updated_at', limit: MOST };
    const received = useQuery({ queryKey: keys.received, queryFn: ({ signal }) => listReceived(signal) });
    const own = useQuery({ queryKey: keys.list('accounts', query), queryFn: ({ signal }) => listRecords('accounts', query, signal) });
    const read = useMutation({
        mutationFn: markReceivedRead,
        onSuccess: () => client.invalidateQueries({ queryKey: keys.received }),
    });
    const given: Briefing[] = (received.data?.items ?? []).map(({ account, from, at, read_at }) => ({
        account: { id: account.id, title: account.title ?? '' },
        from: from.title,
        at,
        read: read_at !== null,
    }));
    const known = new Set(given.map(({ account }) => account.id));
    const others: Briefing[] = (own.data?.items ?? []).filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ account: { id, title: String(name) }, from: null, at: null, read: true }));
    return { briefings: [...given, ...others], unread: given.filter((one) => !one.read).length, pending: received.isPending || own.isPending, error: received.error ?? own.error, read };
}
