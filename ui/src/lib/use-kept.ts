import { useCallback, useState } from 'react';
import { useSession } from './session';

function read<Kept>(name: string): Kept | null {
    try {
        return JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null;
    } catch {
        return null;
    }
}

/** State that is still there after a reload or a lost connection, until it is cleared; each user has their own. */
export function useKept<Kept>(what: string, initial: () => Kept) {
    const { session } = useSession();
    const name = `daybook.kept.${session.user.id}.${what}`;
    const [kept, setKept] = useState<Kept | null>(() => read<Kept>(name));
    const [fresh, setFresh] = useState<Kept>(initial);
    const keep = useCallback(
        (next: Kept) => {
            localStorage.setItem(name, JSON.stringify(next));
            setKept(next);
        },
        [name],
    );
    const clear = useCallback(
        (next: Kept) => {
            localStorage.removeItem(name);
            setKept(null);
            setFresh(next);
        },
        [name],
    );
    return { value: kept ?? fresh, wasKept: kept !== null, keep, clear };
}
