import { UnstyledButton } from '@mantine/core';
import { type ComponentProps, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Deferred } from '~/components/Deferred';
import { PersonAvatar } from '~/components/PersonAvatar';
import { useSession } from '~/lib/session';

export const loadUserMenu = () => import('./UserMenu');
const UserMenu = lazy(loadUserMenu);

export function UserTarget(props: ComponentProps<'button'>) {
    const { t } = useTranslation();
    const { session } = useSession();
    return (
        <UnstyledButton aria-label={t('user.menu')} {...props}>
            <PersonAvatar name={session.user.name} size="md" decorative />
        </UnstyledButton>
    );
}

export function UserButton() {
    return <Deferred kind="menu" target={(props) => <UserTarget {...props} />} content={UserMenu} props={{}} />;
}
