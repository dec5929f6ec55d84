import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Shell.module.css';

/** The frame without its content, while the first answers are on their way. */
export function ShellSkeleton() {
    const { t } = useTranslation();
    return (
        <div className={classes.shell} aria-busy="true" aria-label={t('app.loading')} role="status">
            <div className={classes.rail}>
                <div className={classes.brand}>{t('app.name')}</div>
            </div>
            <div className={classes.header}>
                <Skeleton height={36} width="28rem" />
            </div>
            <div className={classes.main}>
                <Skeleton height={28} width="12rem" m="lg" />
            </div>
        </div>
    );
}
