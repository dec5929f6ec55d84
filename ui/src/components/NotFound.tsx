import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './EmptyState';

export function NotFound() {
    const { t } = useTranslation();
    return (
        <EmptyState
            top
            title={t('app.notFound')}
            text={t('app.notFoundHint')}
            action={
                <Button component={Link} to="/" variant="default">
                    {t('app.toStart')}
                </Button>
            }
        />
    );
}
