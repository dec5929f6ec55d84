import { useSyncExternalStore } from 'react';
import { outboxOf } from './outbox';
import { useSession } from './session';

/** The user's outbox, and what waits in it. */
export function useOutbox() {
    const { session } = useSession();
    const box = outboxOf(session.user.id);
    const waiting = useSyncExternalStore(box.subscribe, box.entries);
    return { box, waiting };
}
