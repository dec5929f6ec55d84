/** What is open, what was won, by year: each figure leads to the deals it is made of. */
import { useTranslation } from 'react-i18next';
import type { AccountOverview } from '~/api/overviews';
import { AppLink } from '~/components/AppLink';
import { Money } from '~/components/Money';
import type { Search } from '~/lib/search-params';
import { useReadsBooks } from '~/lib/session';
import { useFormat } from '~/lib/use-format';
import classes from './DealFigures.module.css';

function widest(rows: AccountOverview['won_by_year'], currency: string): number {
    return Math.max(1, ...rows.filter((row) => row.currency === currency).map((row) => Number(row.amount)));
}

/** From the books; who may read them opens the lines that it is made of. */
function BookFigure({ account, amount, currency, year }: { account: string; amount: string; currency: string; year?: string }) {
    const reads = useReadsBooks();
    const money = <Money amount={amount} currency={currency} />;
    if (!reads) return money;
    const days: Search = year === undefined ? {} : { from: `${year}-01-01`, to: `${year}-12-31` };
    return (
        <AppLink to="/ledger/lines" search={{ customer: account, ...days }}>
            {money}
        </AppLink>
    );
}

function NetSales({ account, figures: { currency, net_sales } }: { account: string; figures: NonNullable<AccountOverview['ledger']> }) {
    const { t } = useTranslation();
    const most = Math.max(1, ...net_sales.map(({ amount }) => Number(amount)));
    return (
        <table className={classes.years}>
            <caption>{t('account.netSales')}</caption>
            <tbody>
                {net_sales.map(({ year, amount }) => (
                    <tr key={year}>
                        <th scope="row">{year}</th>
                        <td className={classes.bar}>
                            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
                                <rect width={Math.max(0, (Number(amount) / most) * 100)} height="8" rx="1" />
                            </svg>
                        </td>
                        <td className={classes.amount}>
                            <BookFigure account={account} amount={amount} currency={currency} year={year} />
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

export function DealFigures({ overview }: { overview: AccountOverview }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { deals, open, won } = overview.totals;
    const account = String(overview.account.id);
    const decided = deals.won + deals.lost;
    if (deals.open + decided === 0 && overview.ledger === null) return null;
    return (
        <div className={classes.figures}>
            <dl className={classes.totals}>
                {open.map((total) => (
                    <div key={`open ${total.currency}`}>
                        <dt>{t('account.openAmount')}</dt>
                        <dd>
                            <AppLink to="/opportunities" search={{ account, outcome: 'open', currency: total.currency }}>
                                <Money amount={total.amount} currency={total.currency} />
                            </AppLink>
                            <span className={classes.small}>
                                {t('account.weighted')} <Money amount={total.weighted} currency={total.currency} />
                            </span>
                        </dd>
                    </div>
                ))}
                {won.map((total) => (
                    <div key={`won ${total.currency}`}>
                        <dt>{t('account.wonAmount')}</dt>
                        <dd>
                            <AppLink to="/opportunities" search={{ account, outcome: 'won', currency: total.currency }}>
                                <Money amount={total.amount} currency={total.currency} />
                            </AppLink>
                        </dd>
                    </div>
                ))}
                {overview.ledger && (
                    <div>
                        <dt>{t('account.receivable')}</dt>
                        <dd>
                            <BookFigure account={account} amount={overview.ledger.receivable} currency={overview.ledger.currency} />
                        </dd>
                    </div>
                )}
                {decided > 0 && (
                    <div>
                        <dt>{t('account.winRate')}</dt>
                        <dd>
                            {format.percentage((deals.won / decided) * 100)}
                            <span className={classes.small}>{t('account.wonOf', { won: deals.won, decided })}</span>
                        </dd>
                    </div>
                )}
            </dl>
            {overview.ledger && overview.ledger.net_sales.length > 0 && <NetSales account={account} figures={overview.ledger} />}
            {overview.won_by_year.length > 0 && (
                <table className={classes.years}>
                    <caption>{t('account.wonByYear')}</caption>
                    <tbody>
                        {overview.won_by_year.map((row) => (
                            <tr key={`${row.year} ${row.currency}`}>
                                <th scope="row">{row.year}</th>
                                <td className={classes.bar}>
                                    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
                                        <rect width={(Number(row.amount) / widest(overview.won_by_year, row.currency)) * 100} height="8" rx="1" />
                                    </svg>
                                </td>
                                <td className={classes.amount}>
                                    <AppLink to="/opportunities" search={{ account, outcome: 'won', 'closed_on.gte': `${row.year}-01-01`, 'closed_on.lte': `${row.year}-12-31`, currency: row.currency }}>
                                        <Money amount={row.amount} currency={row.currency} />
                                    </AppLink>
                                    <span className={classes.small}>{t('account.dealCount', { count: row.count })}</span>
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </div>
    );
}
