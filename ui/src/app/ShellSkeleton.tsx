import { useTranslation } from 'react-i18next';

/** While the first answers are on their way the opening of index.html stays in sight. */
export function ShellSkeleton() {
    const { t } = useTranslation();
    return <div data-opening aria-busy="true" aria-label={t('app.loading')} role="status" />;
}
