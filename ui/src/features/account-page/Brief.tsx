/** The account on one sheet: to print, or to show to somebody by a private link. */
import { ActionIcon, Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconFileText, IconLink, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { briefAddress, shareBrief, unshareBrief } from '~/api/handover';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useRecordPanel } from '~/components/record-panel/context';
import { SecretText } from '~/components/SecretText';
import { useScreenActions } from '~/lib/actions';
import { useProblemText } from '~/lib/problem';
import { useFormat } from '~/lib/use-format';

type Props = { account: number; name: string; mayShare: boolean };

function ShareDialog({ account, name, onClose }: { account: number; name: string; onClose: () => void }) {
    const { t, i18n } = useTranslation();
    const format = useFormat();
    const problemText = useProblemText();
    const onError = (error: Error) => notifyProblem(problemText(error));
    const share = useMutation({ mutationFn: () => shareBrief(account, i18n.language), onError });
    const unshare = useMutation({
        mutationFn: () => unshareBrief(account),
        onSuccess: () => {
            notifyDone(t('brief.unshared'));
            onClose();
        },
        onError,
    });
    return (
        <Modal opened onClose={onClose} size="lg" title={t('brief.shareOf', { name })} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <Stack>
                <Text size="sm">{t('brief.shareHint')}</Text>
                {share.data && <SecretText text={share.data.link} label={t('brief.link')} />}
                {share.data && (
                    <Text size="xs" c="dimmed">
                        {t('brief.expires', { at: format.moment(share.data.expires_at) })}
                    </Text>
                )}
                <Group justify="space-between">
                    <Button variant="default" loading={unshare.isPending} onClick={() => unshare.mutate()}>
                        {t('brief.unshare')}
                    </Button>
                    {!share.data && (
                        <Button loading={share.isPending} onClick={() => share.mutate()} data-autofocus>
                            {t('brief.makeLink')}
                        </Button>
                    )}
                </Group>
            </Stack>
        </Modal>
    );
}

export function Brief({ account, name, mayShare }: Props) {
    const { t, i18n } = useTranslation();
    const panel = useRecordPanel();
    const [sharing, setSharing] = useState(false);
    useScreenActions(
        [
            { key: 'brief', label: t('brief.print'), shortcut: 'b', run: () => window.open(briefAddress(account, i18n.language), '_blank', 'noopener') },
            ...(mayShare ? [{ key: 'brief share', label: t('brief.share'), run: () => setSharing(true) }] : []),
        ],
        { enabled: !panel.isOpen },
    );
    return (
        <>
            <Menu position="bottom-end" width={220}>
                <Menu.Target>
                    <ActionIcon variant="default" aria-label={t('brief.title')} title={t('brief.title')}>
                        <IconFileText size={18} aria-hidden />
                    </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                    <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} rightSection={<kbd>B</kbd>} component="a" href={briefAddress(account, i18n.language)} target="_blank" rel="noopener">
                        {t('brief.print')}
                    </Menu.Item>
                    {mayShare && (
                        <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => setSharing(true)}>
                            {t('brief.share')}
                        </Menu.Item>
                    )}
                </Menu.Dropdown>
            </Menu>
            {sharing && <ShareDialog account={account} name={name} onClose={() => setSharing(false)} />}
        </>
    );
}
