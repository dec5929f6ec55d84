import { Button, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { inviteUser } from '~/api/session';
import type { RecordData } from '~/api/types';
import { SecretText } from '~/components/SecretText';
import { notifyProblem } from '~/components/notify';
import { textOf } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useIsAdministrator } from '~/lib/session';
import { useFormat } from '~/lib/use-format';

/** Makes the link with which a user comes in or sets a new password. It is handed over by whatever way the two trust. */
export function InviteButton({ user }: { user: RecordData }) {
    const { t } = useTranslation();
    const format = useFormat();
    const problemText = useProblemText();
    const invite = useMutation({ mutationFn: () => inviteUser(user.id), onError: (error) => notifyProblem(problemText(error)) });
    if (!useIsAdministrator()) return null;
    return (
        <>
            <Button variant="light" leftSection={<IconLink size={16} aria-hidden />} loading={invite.isPending} onClick={() => invite.mutate()}>
                {t('invite.button')}
            </Button>
            <Modal opened={invite.isSuccess} onClose={invite.reset} size="lg" title={t('invite.title', { name: textOf(user, 'name') })}
                closeButtonProps={{ 'aria-label': t('action.close') }}>
                <Stack>
                    <Text size="sm">{t('invite.hint')}</Text>
                    {invite.data && <SecretText text={invite.data.link} label={t('invite.link')} />}
                    {invite.data && (
                        <Text size="xs" c="dimmed">
                            {t('invite.expires', { at: format.moment(invite.data.expires_at) })}
                        </Text>
                    )}
                </Stack>
            </Modal>
        </>
    );
}
