import { Anchor, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Session } from '~/api/types';
import { SignInForm } from './SignInForm';

export default function SignInAgainDialog({ email, onSignedIn }: { email: string | null; onSignedIn: (session: Session) => void }) {
    const { t } = useTranslation();
    return (
        <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false}
            title={t('signIn.again')} zIndex={1000}>
            <Text size="sm" c="dimmed" mb="md">
                {t('signIn.againHint')}
            </Text>
            <SignInForm email={email ?? ''} onSignedIn={onSignedIn} />
            <Text size="xs" mt="md">
                <Anchor href="/sign-in">{t('signIn.elsewhere')}</Anchor>
            </Text>
        </Modal>
    );
}
