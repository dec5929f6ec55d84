import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './EntryFrame.module.css';

/** The quiet page on which one is not signed in yet. */
export function EntryFrame({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
    const { t } = useTranslation();
    return (
        <main className={classes.page}>
            <div className={classes.card}>
                <div className={classes.brand}>
                    <img src="/icon.svg" width={28} height={28} alt="" />
                    {t('app.name')}
                </div>
                <Title order={1}>{title}</Title>
                {hint && <p className={classes.hint}>{hint}</p>}
                {children}
            </div>
        </main>
    );
}
