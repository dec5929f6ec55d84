import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Suspense, lazy } from 'react';
import { setCsrfToken } from '~/api/client';
import type { Session } from '~/api/types';
import { keys } from '~/lib/queries';

const SignInPage = lazy(() => import('~/features/session/SignInPage'));
const LinkPage = lazy(() => import('~/features/session/LinkPage'));

/** Only addresses within the app: a link must not lead away after signing in. */
function safeReturn(address: string | undefined): string {
    return address !== undefined && /^\/(?![/\\])/.test(address) ? address : '/';
}

function useEnter() {
    const client = useQueryClient();
    const navigate = useNavigate();
    return (session: Session, to: string) => {
        setCsrfToken(session.csrf_token);
        client.clear();
        client.setQueryData(keys.session, session);
        void navigate({ href: to, replace: true });
    };
}

export function SignInRoute() {
    const enter = useEnter();
    const search = useSearch({ strict: false });
    return (
        <Suspense>
            <SignInPage onSignedIn={(session) => enter(session, safeReturn(search.return))} />
        </Suspense>
    );
}

export function LinkRoute() {
    const enter = useEnter();
    const { token } = useParams({ from: '/link/$token' });
    return (
        <Suspense>
            <LinkPage token={token} onEntered={(session) => enter(session, '/')} />
        </Suspense>
    );
}
