/** When the session ends under an open page: signing in again in place, so that nothing typed is lost. */
import { Anchor, Modal, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onSessionEnded } from '~/api/client';
import type { Session } from '~/api/types';
import { SignInForm } from './SignInForm';

type Props = { email: string | null; onSignedIn: (session: Session) => void };

export function SignInAgain({ email, onSignedIn }: Props) {
    const { t } = useTranslation();
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
        <Modal opened={asking} onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false}
            title={t('signIn.again')} zIndex={1000}>
            <Text size="sm" c="dimmed" mb="md">
                {t('signIn.againHint')}
            </Text>
            <SignInForm email={email ?? ''} onSignedIn={finish} />
            <Text size="xs" mt="md">
                <Anchor href="/sign-in">{t('signIn.elsewhere')}</Anchor>
            </Text>
        </Modal>
    );
}
