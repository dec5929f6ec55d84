/** Everything behind the sign-in: the session, the catalogue, the frame and what may open over any page. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setCsrfToken } from '~/api/client';
import { signOut } from '~/api/session';
import type { Session } from '~/api/types';
import { ErrorState } from '~/components/ErrorState';
import { NotificationHost } from '~/components/notify';
import { RecordPanelProvider } from '~/components/record-panel/RecordPanelProvider';
import { SignInAgain } from '~/features/session/SignInAgain';
import { Catalogue, CatalogueContext } from '~/lib/catalogue';
import { live } from '~/lib/live';
import { catalogueOptions, keys, sessionOptions } from '~/lib/queries';
import { SessionContext } from '~/lib/session';
import { QuickLogProvider } from './QuickLogProvider';
import { Shell } from './Shell';
import { ShellSkeleton } from './ShellSkeleton';
import { changeLanguage, ownLanguage } from '~/lib/i18n';

function useCatalogueQuery(enabled: boolean) {
    const { i18n } = useTranslation();
    const query = useQuery({ ...catalogueOptions(i18n.language), enabled });
    const catalogue = useMemo(() => (query.data ? new Catalogue(query.data) : null), [query.data]);
    return { query, catalogue };
}

/** Drawn in slices, so that the browser answers between them. */
function useInSlices(ready: boolean): boolean {
    const [drawn, setDrawn] = useState(false);
    useEffect(() => startTransition(() => setDrawn(ready)), [ready]);
    return drawn;
}

export function SignedIn() {
    const client = useQueryClient();
    const sessionQuery = useQuery(sessionOptions);
    const session = sessionQuery.data;
    const { query: catalogueQuery, catalogue } = useCatalogueQuery(session !== undefined);

    const enter = useCallback(
        (next: Session) => {
            setCsrfToken(next.csrf_token);
            const other = session !== undefined && session.user.id !== next.user.id;
            client.setQueryData(keys.session, next);
            if (other) void client.invalidateQueries();
            live.reopen();
        },
        [client, session],
    );
    const leave = useCallback(async () => {
        await signOut().catch(() => undefined);
        setCsrfToken(null);
        client.clear();
        window.location.assign('/sign-in');
    }, [client]);

    useEffect(() => {
        if (session === undefined) return;
        setCsrfToken(session.csrf_token);
        void changeLanguage(session.user.locale ?? ownLanguage());
    }, [session]);

    const state = useMemo(() => (session ? { session, signOut: leave } : null), [session, leave]);

    const drawn = useInSlices(state !== null && catalogue !== null);
    const error = sessionQuery.error ?? catalogueQuery.error;
    if (error) return <ErrorState error={error} onRetry={() => window.location.reload()} />;
    if (!drawn || state === null || catalogue === null) return <ShellSkeleton />;

    return (
        <SessionContext value={state}>
            <CatalogueContext value={catalogue}>
                <RecordPanelProvider>
                    <QuickLogProvider>
                        <Shell>
                            <Outlet />
                        </Shell>
                    </QuickLogProvider>
                </RecordPanelProvider>
                <NotificationHost />
                <SignInAgain email={state.session.user.email} onSignedIn={enter} />
            </CatalogueContext>
        </SessionContext>
    );
}
