import { Button } from '@mantine/core';
import { IconTransfer } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AppLink } from '~/components/AppLink';
import { useSession } from '~/lib/session';

/** On the page of a user, for who may hand their work over. */
export function HandoverButton({ user }: { user: number }) {
    const { t } = useTranslation();
    const { role } = useSession().session.user;
    if (role !== 'administrator' && role !== 'manager') return null;
    return (
        <Button variant="default" leftSection={<IconTransfer size={16} aria-hidden />} component={AppLink} to="/handover" search={{ from: String(user) }}>
            {t('handover.action')}
        </Button>
    );
}
