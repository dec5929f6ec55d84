import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type BalanceSheet, readBalanceSheet } from '~/api/ledger';
import { EmptyState } from '~/components/EmptyState';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { AccountRow, TotalRow } from './Figures';
import { StatementState } from '~/components/ledger/StatementState';
import classes from '~/components/ledger/Ledger.module.css';

function Sheet({ sheet, about }: { sheet: BalanceSheet; about: Search }) {
    const { t } = useTranslation();
    const rows = (name: BalanceSheet['sections'][number]['name']) =>
        sheet.sections
            .filter((section) => section.name === name)
            .flatMap((section) => section.rows.map(({ ledger_account, amounts }) => (
                <AccountRow key={ledger_account.id} account={ledger_account} amounts={amounts} spans={[{ to: sheet.date, ...about }]} />
            )));
    const total = (label: string, amount: string, strong = true) => <TotalRow label={label} amounts={[amount]} strong={strong} />;
    return (
        <table className={classes.table}>
            <thead>
                <tr>
                    <th scope="col">{t('ledger.account')}</th>
                    <th scope="col">{sheet.currency}</th>
                </tr>
            </thead>
            <tbody>
                {rows('asset')}
                {total(t('ledger.assets'), sheet.assets)}
                {rows('liability')}
                {rows('equity')}
                {total(t('ledger.result'), sheet.result, false)}
                {total(t('ledger.liabilitiesAndEquity'), sheet.liabilities_and_equity)}
            </tbody>
        </table>
    );
}

/** What the company has and owes at the end of a day; both sides are equal. */
export function BalanceSheetTable({ date, about }: { date: string; about: Search }) {
    const { t } = useTranslation();
    const sheet = useQuery({ queryKey: [...keys.ledger, 'balance', date, about], queryFn: ({ signal }) => readBalanceSheet({ date, ...about }, signal), placeholderData: keepPreviousData });
    return (
        <StatementState query={sheet}>
            {(data) => (data.sections.every(({ rows }) => rows.length === 0) ? <EmptyState title={t('ledger.nothing')} text={t('ledger.nothingHint')} /> : <Sheet sheet={data} about={about} />)}
        </StatementState>
    );
}
