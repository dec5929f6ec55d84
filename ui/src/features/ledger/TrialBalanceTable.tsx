import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readTrialBalance } from '~/api/ledger';
import { AppLink } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { StatementState } from '~/components/ledger/StatementState';
import classes from '~/components/ledger/Ledger.module.css';

/** What every account holds at the end of a day, debits beside credits. */
export function TrialBalanceTable({ date, about }: { date: string; about: Search }) {
    const { t } = useTranslation();
    const format = useFormat();
    const trial = useQuery({ queryKey: [...keys.ledger, 'trial', date, about], queryFn: ({ signal }) => readTrialBalance({ date, ...about }, signal), placeholderData: keepPreviousData });
    return (
        <StatementState query={trial}>
            {({ rows, debit, credit }) => rows.length === 0 ? <EmptyState title={t('ledger.nothing')} text={t('ledger.nothingHint')} /> : (
                <table className={classes.table}>
                    <thead>
                        <tr>
                            <th scope="col">{t('ledger.account')}</th>
                            <th scope="col">{t('ledger.debit')}</th>
                            <th scope="col">{t('ledger.credit')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map((row) => (
                            <tr key={row.ledger_account.id}>
                                <th scope="row">
                                    <span className={classes.code}>{row.ledger_account.code}</span>
                                    <AppLink to="/ledger/lines" search={{ ledger_account: String(row.ledger_account.id), to: date, ...about }}>
                                        <span dir="auto">{row.ledger_account.title}</span>
                                    </AppLink>
                                </th>
                                <td>{row.debit && format.amount(row.debit)}</td>
                                <td>{row.credit && format.amount(row.credit)}</td>
                            </tr>
                        ))}
                        <tr className={classes.strong}>
                            <th scope="row">{t('ledger.sum')}</th>
                            <td>{format.amount(debit)}</td>
                            <td>{format.amount(credit)}</td>
                        </tr>
                    </tbody>
                </table>
            )}
        </StatementState>
    );
}
