import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppLink } from '~/components/AppLink';
import { usePageTitle } from '~/lib/use-page-title';
import classes from './SettingsPage.module.css';

export function SettingsFrame({ title, top = false, children }: { title: string; top?: boolean; children: ReactNode }) {
    const { t } = useTranslation();
    usePageTitle(title);
    return (
        <div className={classes.page}>
            {!top && (
                <AppLink to="/settings" className={classes.up}>
                    {t('nav.settings')}
                </AppLink>
            )}
            <Title order={1}>{title}</Title>
            {children}
        </div>
    );
}
