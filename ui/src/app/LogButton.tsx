import { Button, UnstyledButton } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQuickLog } from '~/components/quick-log/context';
import { useCatalogue } from '~/lib/catalogue';
import classes from './Shell.module.css';

/** In the head of the page; on a phone a round button where the thumb is. */
export function LogButton() {
    const { t } = useTranslation();
    const quickLog = useQuickLog();
    if (useCatalogue().find('interaction')?.may.create !== true) return null;
    const shared = { onClick: () => quickLog.open(), 'aria-haspopup': 'dialog' as const, 'aria-keyshortcuts': 'l' };
    return (
        <>
            <Button {...shared} className={classes.log} variant="default" px="sm" leftSection={<IconMessagePlus size={16} aria-hidden />}>
                {t('quickLog.log')}
            </Button>
            <UnstyledButton {...shared} className={classes.logThumb} aria-label={t('quickLog.log')}>
                <IconMessagePlus size={24} aria-hidden />
            </UnstyledButton>
        </>
    );
}
