/** How a web form comes onto one's own site: its address, or a frame to paste into a page. */
import { Button, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '~/api/types';
import { SecretText } from '~/components/SecretText';
import { useScreenActions } from '~/lib/actions';
import { textOf } from '~/lib/catalogue';

export function FormSnippetButton({ form }: { form: RecordData }) {
    const { t } = useTranslation();
    const [opened, { open, close }] = useDisclosure(false);
    const address = `${window.location.origin}/forms/${textOf(form, 'key')}`;
    const frame = `<iframe src="${address}" title="${textOf(form, 'name').replace(/"/g, '&quot;')}" width="100%" height="640" style="border:0"></iframe>`;
    useScreenActions([{ key: 'snippet', label: t('webForm.publish'), run: open }]);
    return (
        <>
            <Button variant="light" leftSection={<IconCode size={16} aria-hidden />} onClick={open}>
                {t('webForm.publish')}
            </Button>
            <Modal opened={opened} onClose={close} size="lg" title={t('webForm.publish')} closeButtonProps={{ 'aria-label': t('action.close') }}>
                <Stack>
                    <Text size="sm">{t('webForm.addressHint')}</Text>
                    <SecretText text={address} label={t('webForm.address')} />
                    <Text size="sm">{t('webForm.frameHint')}</Text>
                    <SecretText text={frame} label={t('webForm.frame')} />
                </Stack>
            </Modal>
        </>
    );
}
