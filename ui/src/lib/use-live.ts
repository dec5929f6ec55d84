import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { LiveChange } from '~/api/live';
import type { Reference } from '~/api/types';
import { useCatalogue } from './catalogue';
import { live } from './live';
import { keys } from './queries';
import { useSession } from './session';

/** Listens as long as somebody is signed in. */
export function useLive() {
    const client = useQueryClient();
    const catalogue = useCatalogue();
    const { session } = useSession();
    const user = session.user.id;
    useEffect(() => live.start(client, new Set(catalogue.types.map((type) => type.plural))), [client, catalogue, user]);
}

export function useIsOffline(): boolean {
    return useSyncExternalStore(live.subscribe, live.getState) === 'offline';
}

/** Who else looks at the record that this page shows; the others are told of this reader too. */
export function useOthersHere(type: string, id: number): Reference[] {
    const { session } = useSession();
    const presence = useQuery<Reference[]>({ queryKey: keys.presence(type, id), queryFn: () => [], enabled: false, initialData: [] });
    useEffect(() => {
        live.look({ type, id });
        return () => live.look(null);
    }, [type, id]);
    return presence.data.filter((user) => user.id !== session.user.id);
}

/** Calls back for each change that somebody else makes to one record. */
export function useChangesOf(type: string, id: number | null, onChange: (change: LiveChange) => void) {
    const heard = useEffectEvent(onChange);
    useEffect(() => {
        if (id === null) return undefined;
        return live.watch((change) => {
            if (change.type === type && change.id === id) heard(change);
        });
    }, [type, id]);
}
