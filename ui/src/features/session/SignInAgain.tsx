/** When the session ends under an open page: signing in again in place, so that nothing typed is lost. */
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { onSessionEnded } from '~/api/client';
import type { Session } from '~/api/types';

const SignInAgainDialog = lazy(() => import('./SignInAgainDialog'));

type Props = { email: string | null; onSignedIn: (session: Session) => void };

export function SignInAgain({ email, onSignedIn }: Props) {
    const [asking, setAsking] = useState(false);
    const pending = useRef<{ promise: Promise<boolean>; resolve: (signedIn: boolean) => void } | null>(null);

    useEffect(() => {
        onSessionEnded(() => {
            if (pending.current === null) {
                let resolve: (signedIn: boolean) => void = () => undefined;
                const promise = new Promise<boolean>((settle) => {
                    resolve = settle;
                });
                pending.current = { promise, resolve };
                setAsking(true);
            }
            return pending.current.promise;
        });
        return () => onSessionEnded(null);
    }, []);

    const finish = (session: Session) => {
        onSignedIn(session);
        setAsking(false);
        pending.current?.resolve(true);
        pending.current = null;
    };

    return (
        asking && (
            <Suspense>
                <SignInAgainDialog email={email} onSignedIn={finish} />
            </Suspense>
        )
    );
}
