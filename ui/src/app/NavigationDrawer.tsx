import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NavigationGroups } from './NavigationGroups';

/** All pages, on a phone. */
export default function NavigationDrawer({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    return (
        <Drawer opened onClose={onClose} position="bottom" size="80%" title={t('nav.menu')} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <NavigationGroups onFollow={onClose} />
        </Drawer>
    );
}
