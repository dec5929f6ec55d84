import { Alert, Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { setPassword } from '~/api/session';
import { notifyDone } from '~/components/notify';
import { useProblemText } from '~/lib/problem';
import { SettingsFrame } from './SettingsFrame';
import classes from './SettingsPage.module.css';

export default function SignInSettingsPage() {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const [current, setCurrent] = useState('');
    const [next, setNext] = useState('');
    const save = useMutation({
        mutationFn: () => setPassword(next, current === '' ? undefined : current),
        onSuccess: () => {
            setCurrent('');
            setNext('');
            notifyDone(t('settings.passwordSaved'));
        },
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        save.mutate();
    };
    const errors = save.error instanceof ApiProblem ? save.error.errors : [];
    const errorOf = (field: string) => errors.find((problem) => problem.field === field)?.message;
    const visibility = { 'aria-label': t('signIn.showPassword'), 'aria-hidden': false, tabIndex: 0 } as const;
    return (
        <SettingsFrame title={t('settings.signIn')}>
            <form className={classes.form} onSubmit={submit}>
                {save.error && errors.length === 0 && (
                    <Alert color="red" variant="light" role="alert">
                        {problemText(save.error)}
                    </Alert>
                )}
                <PasswordInput label={t('settings.currentPassword')} autoComplete="current-password" value={current} error={errorOf('current')}
                    onChange={(event) => setCurrent(event.currentTarget.value)} visibilityToggleButtonProps={visibility} />
                <PasswordInput label={t('link.newPassword')} description={t('link.rule')} autoComplete="new-password" required withAsterisk={false} value={next}
                    error={errorOf('password')} onChange={(event) => setNext(event.currentTarget.value)} visibilityToggleButtonProps={visibility} />
                <Button type="submit" loading={save.isPending}>
                    {t('settings.changePassword')}
                </Button>
            </form>
        </SettingsFrame>
    );
}
