/** Recurring revenue month by month: what is new, expanded, contracted and lost; what is due is billed from here. */
import { Alert, Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { billContracts, readRecurring } from '~/api/contracts';
import { useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import { StatementState } from '~/components/ledger/StatementState';
import table from '~/components/ledger/Ledger.module.css';
import { notifyDone } from '~/components/notify';
import { useMoneyAct } from '~/components/payments/use-act';
import { useScreenActions } from '~/lib/actions';
import { useCatalogue } from '~/lib/catalogue';
import { today } from '~/lib/format';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { useSession } from '~/lib/session';
import { useFormat } from '~/lib/use-format';
import classes from './Contracts.module.css';

const BILLS = ['administrator', 'manager', 'finance'];
const COLUMNS = ['mrr', 'new', 'expansion', 'contraction', 'churn'] as const;

export default function RecurringPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const role = useSession().session.user.role;
    const may = useCatalogue().type('contract').may.update;
    const year = today().slice(0, 4);
    const from = search.from ?? `${year}-01`;
    const to = search.to ?? today().slice(0, 7);
    const revenue = useQuery({ queryKey: [...keys.ledger, 'recurring', from, to], queryFn: ({ signal }) => readRecurring({ from, to }, signal) });
    const bill = useMoneyAct((date: string, key) => billContracts(date, key), (done) => notifyDone(t('contracts.billedDone', { invoices: done.invoices, entries: done.entries })));
    const change = (part: Search) => go('/recurring-revenue', { search: { ...search, ...part }, replace: true });
    useScreenActions(may ? [{ key: 'new contract', label: t('contracts.new'), run: () => go('/contracts/new') }] : []);
    const actions = (
        <div className={table.tools}>
            <TextInput size="xs" type="month" aria-label={t('ledger.from')} value={from} onChange={(event) => change({ from: event.currentTarget.value })} />
            <TextInput size="xs" type="month" aria-label={t('ledger.to')} value={to} onChange={(event) => change({ to: event.currentTarget.value })} />
            {may && <Button size="xs" variant="default" onClick={() => go('/contracts/new')}>{t('contracts.new')}</Button>}
            {BILLS.includes(role) && <Button size="xs" loading={bill.pending} onClick={() => bill.run(today())}>{t('contracts.billDue')}</Button>}
        </div>
    );
    return (
        <LedgerFrame title={t('nav.recurring')} actions={actions}>
            {() => (
                <div className={table.scroll}>
                    {bill.problem && <Alert className={classes.notice} color="red" variant="light" role="alert">{bill.problem}</Alert>}
                    <StatementState query={revenue}>
                        {(data) => data.months.every(({ mrr, churn }) => Number(mrr) === 0 && Number(churn) === 0) ? <EmptyState title={t('contracts.noRevenue')} text={t('contracts.noRevenueHint')} /> : (
                            <>
                                <dl className={classes.figures}>
                                    <div><dt>{t('contracts.atStart')}</dt><dd>{format.money(data.start, data.currency)}</dd></div>
                                    <div><dt>{t('contracts.atEnd')}</dt><dd>{format.money(data.end, data.currency)}</dd></div>
                                    <div><dt>{t('contracts.grr')}</dt><dd>{data.grr === null ? '–' : `${format.number(data.grr)} %`}</dd></div>
                                    <div><dt>{t('contracts.nrr')}</dt><dd>{data.nrr === null ? '–' : `${format.number(data.nrr)} %`}</dd></div>
                                </dl>
                                <table className={table.table}>
                                    <thead>
                                        <tr>
                                            <th scope="col">{t('contracts.month')}</th>
                                            {COLUMNS.map((name) => <th key={name} scope="col">{t(`contracts.columns.${name}`)}</th>)}
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {data.months.map((month) => (
                                            <tr key={month.month}>
                                                <th scope="row">{month.month}</th>
                                                {COLUMNS.map((name) => <td key={name}>{Number(month[name]) !== 0 && format.amount(month[name])}</td>)}
                                            </tr>
                                        ))}
                                    </tbody>
                                </table>
                            </>
                        )}
                    </StatementState>
                </div>
            )}
        </LedgerFrame>
    );
}
