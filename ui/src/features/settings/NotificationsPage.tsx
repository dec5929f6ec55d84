/** Of what one wants to be told, and how the day's digest comes. */
import { Radio, Stack, Switch, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeNotificationSettings, type NotificationSettings, readNotificationSettings } from '~/api/live';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { notifyProblem } from '~/components/notify';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';
import { SettingsFrame } from './SettingsFrame';
import classes from './SettingsPage.module.css';

type Change = { kinds?: Record<string, boolean>; digest?: NotificationSettings['digest'] };

const DIGESTS = ['app', 'mail', 'off'] as const;

function changeOf(settings: NotificationSettings, change: Change): NotificationSettings {
    return {
        ...settings,
        digest: change.digest ?? settings.digest,
        kinds: settings.kinds.map((kind) => ({ ...kind, wanted: change.kinds?.[kind.kind] ?? kind.wanted })),
    };
}

function useSettings() {
    const client = useQueryClient();
    const problemText = useProblemText();
    const key = keys.notificationSettings;
    const settings = useQuery({ queryKey: key, queryFn: ({ signal }) => readNotificationSettings(signal) });
    const change = useMutation({
        mutationFn: (wanted: Change) => changeNotificationSettings(wanted),
        onMutate: (wanted) => client.setQueryData<NotificationSettings>(key, (known) => known && changeOf(known, wanted)),
        onSuccess: (answer) => client.setQueryData(key, answer),
        onError: (error) => {
            notifyProblem(problemText(error));
            return client.invalidateQueries({ queryKey: key });
        },
    });
    return { settings, change };
}

export default function NotificationsPage() {
    const { t } = useTranslation();
    const { settings, change } = useSettings();
    return (
        <SettingsFrame title={t('settings.notifications')}>
            <p className={classes.hint}>{t('notifications.settingsHint')}</p>
            {settings.isPending && <SkeletonRows count={5} />}
            {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
            {settings.data && (
                <>
                    <section className={classes.group}>
                        <Title order={2}>{t('notifications.tellMe')}</Title>
                        <Stack gap="sm" mt="sm">
                            {settings.data.kinds.map((kind) => (
                                <Switch key={kind.kind} label={kind.label} checked={kind.wanted}
                                    onChange={(event) => change.mutate({ kinds: { [kind.kind]: event.currentTarget.checked } })} />
                            ))}
                        </Stack>
                    </section>
                    <section className={classes.group}>
                        <Title order={2}>{t('digest.title')}</Title>
                        <Radio.Group aria-label={t('digest.title')} description={t('digest.hint')} value={settings.data.digest}
                            onChange={(digest) => change.mutate({ digest: digest as NotificationSettings['digest'] })}>
                            <Stack gap="sm" mt="sm">
                                {DIGESTS.map((choice) => (
                                    <Radio key={choice} value={choice} label={t(`digest.choice.${choice}`)}
                                        disabled={choice === 'mail' && !settings.data.mail && settings.data.digest !== 'mail'}
                                        description={choice === 'mail' && !settings.data.mail ? t('digest.noMail') : undefined} />
                                ))}
                            </Stack>
                        </Radio.Group>
                    </section>
                </>
            )}
        </SettingsFrame>
    );
}
