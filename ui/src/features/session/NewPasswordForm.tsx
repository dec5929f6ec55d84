import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setPassword } from '~/api/session';
import { useProblemText } from '~/lib/problem';

const LEAST_LENGTH = 10;

export function NewPasswordForm({ email, onSaved }: { email: string | null; onSaved: () => void }) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const [password, setValue] = useState('');
    const [tooShort, setTooShort] = useState(false);
    const save = useMutation({ mutationFn: () => setPassword(password), onSuccess: onSaved });

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
                <input type="hidden" autoComplete="username" value={email ?? ''} readOnly />
                <PasswordInput
                    label={t('link.newPassword')}
                    description={t('link.rule')}
                    autoComplete="new-password"
                    autoFocus
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
