import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type QuoteLink, linkQuote, unlinkQuote } from '~/api/quotes';
import { notifyDone } from '~/components/notify';
import { SecretText } from '~/components/SecretText';
import { useProblemText } from '~/lib/problem';
import { useFormat } from '~/lib/use-format';
import { useStep } from './use-quote';

type Props = { id: number; number: string; /** The one that sending has made. */ sent: QuoteLink | null; onClose: () => void };

/** The address of the customer's page: shown once, as of its token only a hash is kept. */
export default function LinkDialog({ id, number, sent, onClose }: Props) {
    const { t, i18n } = useTranslation();
    const format = useFormat();
    const problemText = useProblemText();
    const make = useStep(() => linkQuote(id, i18n.language), () => undefined);
    const revoke = useStep(() => unlinkQuote(id), () => {
        notifyDone(t('quote.linksRevoked'));
        onClose();
    });
    const link = make.data ?? sent;
    const error = make.error ?? revoke.error;
    return (
        <Modal opened onClose={onClose} size="lg" title={t('quote.linkOf', { number })} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <Stack>
                {error && <Alert color="red" variant="light" role="alert">{problemText(error)}</Alert>}
                <Text size="sm">{t('quote.linkHint')}</Text>
                {link?.link && <SecretText text={link.link} label={t('quote.link')} />}
                {link?.expires_at && <Text size="xs" c="dimmed">{t('quote.linkExpires', { at: format.moment(link.expires_at) })}</Text>}
                <Group justify="space-between">
                    <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate(undefined)}>{t('quote.revokeLinks')}</Button>
                    {link?.link ? (
                        <Button component="a" href={link.link} target="_blank" rel="noopener" variant="default">{t('quote.openLink')}</Button>
                    ) : (
                        <Button loading={make.isPending} data-autofocus onClick={() => make.mutate(undefined)}>{t('quote.makeLink')}</Button>
                    )}
                </Group>
            </Stack>
        </Modal>
    );
}
