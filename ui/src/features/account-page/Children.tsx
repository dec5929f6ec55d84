import { useTranslation } from 'react-i18next';
import type { AccountOverview } from '~/api/overviews';
import classes from '~/components/page/Page.module.css';
import { RecordLink } from '~/components/RecordLink';

/** The accounts of which this one is the parent. */
export function Children({ overview }: { overview: AccountOverview }) {
    const { t } = useTranslation();
    if (overview.children.length === 0) return null;
    return (
        <>
            <h3 className={classes.subhead}>{t('account.children')}</h3>
            <ul className={classes.rows}>
                {overview.children.map((child) => (
                    <li key={child.id} className={classes.rowItem}>
                        <RecordLink type="account" record={{ id: child.id, title: child.title ?? '' }} />
                    </li>
                ))}
            </ul>
        </>
    );
}
