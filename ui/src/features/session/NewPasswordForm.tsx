import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readRecord, updateRecord } from '~/api/records';
import { setPassword } from '~/api/session';
import type { Session } from '~/api/types';
import { useProblemText } from '~/lib/problem';

const LEAST_LENGTH = 10;

type Props = { user: Session['user']; onSaved: () => void };

/** The first administrator has no e-mail address yet, and without one could never come back. */
async function saveSignIn(user: Session['user'], email: string, password: string) {
    if (user.email === null) {
        const record = await readRecord('users', user.id);
        await updateRecord('users', user.id, record.version, { email });
    }
    await setPassword(password);
}

export function NewPasswordForm({ user, onSaved }: Props) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const [password, setValue] = useState('');
    const [tooShort, setTooShort] = useState(false);
    const [email, setEmail] = useState(user.email ?? '');
    const save = useMutation({ mutationFn: () => saveSignIn(user, email.trim(), password), onSuccess: onSaved });

    const submit = (event: FormEvent) => {
        event.preventDefault();
        const short = [...password].length < LEAST_LENGTH;
        setTooShort(short);
        if (!short) save.mutate();
    };

    return (
        <form onSubmit={submit}>
            <Stack>
                {save.error && (
                    <Alert color="red" variant="light" role="alert">
                        {problemText(save.error)}
                    </Alert>
                )}
                <TextInput
                    label={t('signIn.email')}
                    description={user.email === null ? t('link.emailHint') : undefined}
                    type="email"
                    autoComplete="username"
                    required
                    withAsterisk={false}
                    readOnly={user.email !== null}
                    autoFocus={user.email === null}
                    value={email}
                    onChange={(event) => setEmail(event.currentTarget.value)}
                />
                <PasswordInput
                    label={t('link.newPassword')}
                    description={t('link.rule')}
                    autoComplete="new-password"
                    autoFocus={user.email !== null}
                    value={password}
                    error={tooShort ? t('link.tooShort') : undefined}
                    onChange={(event) => setValue(event.currentTarget.value)}
                    visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), 'aria-hidden': false, tabIndex: 0 }}
                />
                <Button type="submit" loading={save.isPending}>
                    {t('link.save')}
                </Button>
            </Stack>
        </form>
    );
}
