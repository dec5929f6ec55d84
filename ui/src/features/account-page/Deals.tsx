import { useTranslation } from 'react-i18next';
import type { AccountOverview } from '~/api/overviews';
import { AppLink } from '~/components/AppLink';
import { DealList } from '~/components/page/DealList';
import page from '~/components/page/Page.module.css';
import { DealFigures } from './DealFigures';
import classes from './DealFigures.module.css';

/** The account's opportunities: what they amount to, the open ones, and the closed ones on demand. */
export function Deals({ overview }: { overview: AccountOverview }) {
    const { t } = useTranslation();
    const { open, quiet, closed } = overview.opportunities;
    const { deals } = overview.totals;
    const decided = deals.won + deals.lost;
    const account = String(overview.account.id);
    return (
        <>
            <DealFigures overview={overview} />
            {open.length === 0 && <p className={page.none}>{t('account.noDeals')}</p>}
            <DealList deals={open} quiet={quiet} />
            {closed.length > 0 && (
                <details className={classes.closed}>
                    <summary>{t('account.closedDeals', { count: decided })}</summary>
                    <DealList deals={closed} />
                    {decided > closed.length && (
                        <AppLink to="/opportunities" search={{ account, 'outcome.in': 'won,lost', sort: '-closed_on' }}>
                            {t('account.allClosed', { count: decided })}
                        </AppLink>
                    )}
                </details>
            )}
        </>
    );
}
