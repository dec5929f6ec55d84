/** What the customer has bought, has on order and owes, and when its contracts renew. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountTrade } from '~/api/trail';
import { AppLink, useGo } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import page from '~/components/page/Page.module.css';
import { Section } from '~/components/page/Section';
import { RecordLink } from '~/components/RecordLink';
import { useScreenActions } from '~/lib/actions';
import { choiceLabel, findField, useCatalogue } from '~/lib/catalogue';
import { useSession } from '~/lib/session';
import { useFormat } from '~/lib/use-format';
import classes from './Purchases.module.css';

const PaymentDialog = lazy(() => import('~/components/payments/PaymentDialog').then((module) => ({ default: module.PaymentDialog })));

const PAYING: readonly string[] = ['administrator', 'manager', 'finance'];
const BUCKETS = ['current', 'days_30', 'days_60', 'days_90', 'older', 'unapplied'] as const;
const SHOWN_FIRST = 5;

function Ageing({ ageing }: { ageing: NonNullable<AccountTrade['ageing']> }) {
    const { t } = useTranslation();
    const shown = BUCKETS.filter((bucket) => Number(ageing[bucket]) !== 0);
    const most = Math.max(...shown.map((bucket) => Math.abs(Number(ageing[bucket]))));
    return (
        <table className={classes.table}>
            <caption>{t('purchases.ageing')}</caption>
            <tbody>
                {shown.map((bucket) => (
                    <tr key={bucket} data-bucket={bucket}>
                        <th scope="row">{t(`purchases.${bucket}`)}</th>
                        <td className={classes.bar}>
                            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
                                <rect width={(Math.abs(Number(ageing[bucket])) / most) * 100} height="8" rx="1" />
                            </svg>
                        </td>
                        <td><Money amount={ageing[bucket]} currency={ageing.currency} /></td>
                    </tr>
                ))}
                <tr className={classes.total}>
                    <th scope="row">{t('purchases.total')}</th>
                    <td />
                    <td><Money amount={ageing.total} currency={ageing.currency} /></td>
                </tr>
            </tbody>
        </table>
    );
}

type Customer = { id: number; name: string };

/** From what is owed to the documents behind it, and to the money that settles it. */
function Owed({ account }: { account: Customer }) {
    const { t } = useTranslation();
    const [paying, setPaying] = useState(false);
    const may = PAYING.includes(useSession().session.user.role);
    return (
        <div className={classes.head}>
            <Button variant="subtle" size="compact-sm" renderRoot={(props) => <AppLink {...props} to="/receivables/statement" search={{ customer: String(account.id) }} />}>{t('receivables.statement')}</Button>
            {may && <Button variant="subtle" size="compact-sm" onClick={() => setPaying(true)}>{t('invoice.pay')}</Button>}
            <Suspense>{paying && <PaymentDialog opened account={{ id: account.id, title: account.name }} onClose={() => setPaying(false)} />}</Suspense>
        </div>
    );
}

function DaysToPay({ days }: { days: NonNullable<AccountTrade['days_to_pay']> }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <p className={classes.fact}>
            <span>{t('purchases.daysToPay')}</span> <strong>{t('purchases.days', { days: format.number(days.average) })}</strong>{' '}
            <span>{t('purchases.ofInvoices', { count: days.invoices })}</span>
        </p>
    );
}

function Orders({ orders }: { orders: AccountTrade['orders'] }) {
    const { t } = useTranslation();
    const status = findField(useCatalogue().type('order'), 'status');
    return (
        <>
            <h3 className={page.subhead}>{t('purchases.orders')}</h3>
            <ul className={page.rows}>
                {orders.map((order) => (
                    <li key={order.id} className={page.rowItem}>
                        <div className={page.rowLine}>
                            <RecordLink type="order" record={{ id: order.id, title: order.number }} fw={550} />
                            <span><Money amount={order.backlog} currency={order.currency} /> <span className={page.dim}>{t('purchases.outstanding')}</span></span>
                        </div>
                        <div className={page.rowLine}>
                            <span className={page.dim}>{choiceLabel(status, order.status)}</span>
                            <span className={page.dim}><DateText date={order.date} /></span>
                        </div>
                    </li>
                ))}
            </ul>
        </>
    );
}

function Bought({ bought }: { bought: AccountTrade['bought'] }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [by, setBy] = useState<'value' | 'date'>('value');
    const [all, setAll] = useState(false);
    const sorted = by === 'value' ? bought : bought.toSorted((a, b) => b.last_on.localeCompare(a.last_on));
    const shown = all ? sorted : sorted.slice(0, SHOWN_FIRST);
    return (
        <>
            <div className={classes.head}>
                <h3 className={page.subhead}>{t('purchases.bought')}</h3>
                {bought.length > 1 && (
                    <SegmentedControl size="xs" aria-label={t('purchases.sort')} value={by} onChange={setBy}
                        data={[{ value: 'value', label: t('purchases.byValue') }, { value: 'date', label: t('purchases.byDate') }]} />
                )}
            </div>
            <ul className={page.rows}>
                {shown.map((row) => (
                    <li key={`${row.product?.id ?? row.description} ${row.currency}`} className={page.rowItem}>
                        <div className={page.rowLine}>
                            {row.product ? <RecordLink type="product" record={{ id: row.product.id, title: row.product.title ?? '' }} /> : <span dir="auto">{row.description}</span>}
                            <Money amount={row.net} currency={row.currency} />
                        </div>
                        <div className={page.rowLine}>
                            <span className={page.dim}>{format.number(row.quantity)} {row.unit}</span>
                            <span className={page.dim}>{t('purchases.last')} <DateText date={row.last_on} /></span>
                        </div>
                    </li>
                ))}
            </ul>
            {bought.length > SHOWN_FIRST && (
                <Button variant="subtle" size="compact-sm" mt="xs" aria-expanded={all} onClick={() => setAll(!all)}>
                    {all ? t('purchases.fewer') : t('purchases.all', { count: bought.length })}
                </Button>
            )}
        </>
    );
}

function Contracts({ contracts }: { contracts: AccountTrade['contracts'] }) {
    const { t } = useTranslation();
    const type = useCatalogue().find('contract');
    const status = type && findField(type, 'status');
    return (
        <>
            <h3 className={page.subhead}>{t('purchases.contracts')}</h3>
            <ul className={page.rows}>
                {contracts.map((contract) => (
                    <li key={contract.id} className={page.rowItem}>
                        <div className={page.rowLine}>
                            <RecordLink type="contract" record={{ id: contract.id, title: `${contract.number} · ${contract.name}` }} />
                            <span><Money amount={contract.arr} currency={contract.currency} /> <span className={page.dim}>{t('purchases.perYear')}</span></span>
                        </div>
                        <div className={page.rowLine}>
                            <span className={page.dim}>{choiceLabel(status, contract.status)}</span>
                            {(contract.renewal_on ?? contract.end_on) !== null && (
                                <span className={page.dim}>{t(contract.renewal_on ? 'purchases.renews' : 'purchases.ends')} <DateText date={contract.renewal_on ?? contract.end_on} /></span>
                            )}
                        </div>
                    </li>
                ))}
            </ul>
        </>
    );
}

function Parts({ account, trade }: { account: Customer; trade: AccountTrade }) {
    const { t } = useTranslation();
    const { ageing, days_to_pay, orders, bought, contracts } = trade;
    if (ageing === null && days_to_pay === null && orders.length + bought.length + contracts.length === 0) return <p className={page.none}>{t('purchases.none')}</p>;
    return (
        <>
            {ageing && <Ageing ageing={ageing} />}
            {ageing && <Owed account={account} />}
            {days_to_pay && <DaysToPay days={days_to_pay} />}
            {orders.length > 0 && <Orders orders={orders} />}
            {bought.length > 0 && <Bought bought={bought} />}
            {contracts.length > 0 && <Contracts contracts={contracts} />}
        </>
    );
}

function NewOrder({ account }: { account: number }) {
    const { t } = useTranslation();
    const go = useGo();
    const may = useCatalogue().find('order')?.may.update ?? false;
    const begin = () => go('/orders/new', { search: { account: String(account) } });
    useScreenActions(may ? [{ key: 'new order', label: t('sale.newOrder'), run: begin }] : []);
    if (!may) return null;
    return <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={begin}>{t('sale.order')}</Button>;
}

export function Purchases({ account, trade }: { account: Customer; trade: AccountTrade }) {
    const { t } = useTranslation();
    return (
        <Section id="purchases" title={t('purchases.title')} action={<NewOrder account={account.id} />}>
            <Parts account={account} trade={trade} />
        </Section>
    );
}
