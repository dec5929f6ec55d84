import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { signIn } from '~/api/session';
import type { Session } from '~/api/types';
import { useProblemText } from '~/lib/problem';

type Props = { email?: string; onSignedIn: (session: Session) => void };

export function SignInForm({ email: known = '', onSignedIn }: Props) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const [email, setEmail] = useState(known);
    const [password, setPassword] = useState('');
    const attempt = useMutation({ mutationFn: () => signIn(email.trim(), password), onSuccess: onSignedIn });

    const submit = (event: FormEvent) => {
        event.preventDefault();
        attempt.mutate();
    };
    const explain = (error: Error) => {
        if (error instanceof ApiProblem && error.code === 'wrong_credentials') return t('signIn.wrong');
        if (error instanceof ApiProblem && error.status === 429) return t('signIn.tooMany', { count: error.retryAfter ?? 60 });
        return problemText(error);
    };

    return (
        <form onSubmit={submit}>
            <Stack gap="md">
                {attempt.error && (
                    <Alert color="red" variant="light" role="alert">
                        {explain(attempt.error)}
                    </Alert>
                )}
                <TextInput
                    label={t('signIn.email')}
                    type="email"
                    autoComplete="username"
                    required
                    withAsterisk={false}
                    data-autofocus={known === '' || undefined}
                    autoFocus={known === ''}
                    value={email}
                    onChange={(event) => setEmail(event.currentTarget.value)}
                />
                <PasswordInput
                    label={t('signIn.password')}
                    autoComplete="current-password"
                    required
                    withAsterisk={false}
                    data-autofocus={known !== '' || undefined}
                    autoFocus={known !== ''}
                    value={password}
                    onChange={(event) => setPassword(event.currentTarget.value)}
                    visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), 'aria-hidden': false, tabIndex: 0 }}
                />
                <Button type="submit" loading={attempt.isPending} fullWidth>
                    {t('signIn.submit')}
                </Button>
            </Stack>
        </form>
    );
}
