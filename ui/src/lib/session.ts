import { createContext, useContext } from 'react';
import type { Session } from '~/api/types';

export type SessionState = {
    session: Session;
    signOut: () => Promise<void>;
};

export const SessionContext = createContext<SessionState | null>(null);

export function useSession(): SessionState {
    const state = useContext(SessionContext);
    if (state === null) throw new Error('useSession outside of SessionContext');
    return state;
}

export function useIsAdministrator(): boolean {
    return useSession().session.user.role === 'administrator';
}

const BOOK_READERS: readonly string[] = ['administrator', 'finance', 'manager', 'read_only'];

/** Statements and the journal are not for representatives. */
export function useReadsBooks(): boolean {
    return BOOK_READERS.includes(useSession().session.user.role);
}
