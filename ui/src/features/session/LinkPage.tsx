/** Where an invitation, a reset or the first administrator's link leads. */
import { Button, Skeleton, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { setCsrfToken } from '~/api/client';
import { followLink, readLink } from '~/api/session';
import type { Session } from '~/api/types';
import { ErrorState } from '~/components/ErrorState';
import { EntryFrame } from './EntryFrame';
import { NewPasswordForm } from './NewPasswordForm';

type Props = { token: string; onEntered: (session: Session) => void };

export default function LinkPage({ token, onEntered }: Props) {
    const { t } = useTranslation();
    const link = useQuery({ queryKey: ['link', token], queryFn: () => readLink(token), retry: false, staleTime: Infinity });
    const enter = useMutation({
        mutationFn: () => followLink(token),
        onSuccess: (session) => {
            setCsrfToken(session.csrf_token);
            if (!session.must_set_password) onEntered(session);
        },
    });

    if (link.isPending) {
        return (
            <EntryFrame title={t('link.checking')}>
                <Skeleton height={36} />
            </EntryFrame>
        );
    }
    if (link.isError) {
        return (
            <EntryFrame title={t('link.invalid')} hint={t('link.invalidHint')}>
                <Button component="a" href="/sign-in" variant="default">
                    {t('signIn.elsewhere')}
                </Button>
            </EntryFrame>
        );
    }
    const title = t('link.welcome', { name: link.data.user.name });
    const session = enter.data;
    if (session?.must_set_password) {
        const hint = link.data.purpose === 'reset' ? t('link.resetHint') : t('link.invitationHint');
        return (
            <EntryFrame title={title} hint={hint}>
                <NewPasswordForm user={session.user} onSaved={() => onEntered(session)} />
            </EntryFrame>
        );
    }
    return (
        <EntryFrame title={title} hint={t(link.data.purpose === 'sign_in' ? 'link.signInHint' : 'link.enterHint')}>
            <Stack>
                {enter.error && <ErrorState error={enter.error} />}
                <Button onClick={() => enter.mutate()} loading={enter.isPending} autoFocus>
                    {t(link.data.purpose === 'sign_in' ? 'link.enter' : 'link.choose')}
                </Button>
            </Stack>
        </EntryFrame>
    );
}
