/** From gross sales to the profit; contra-revenue stands below the sales that it reduces. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type IncomeStatement, readIncome } from '~/api/ledger';
import { EmptyState } from '~/components/EmptyState';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { AccountRow, TotalRow } from './Figures';
import { StatementState } from '~/components/ledger/StatementState';
import classes from '~/components/ledger/Ledger.module.css';
import type { Span } from './statements';

type Section = IncomeStatement['sections'][number];

function SectionRows({ section, statement, about }: { section: Section; statement: IncomeStatement; about: Search }) {
    const { t } = useTranslation();
    const less = section.name === 'contra_revenue' || section.name === 'cost_of_sales' || section.name === 'expense';
    return (
        <>
            {section.rows.map(({ ledger_account, amounts }) => (
                <AccountRow key={ledger_account.id} account={ledger_account} amounts={amounts} spans={statement.columns.map((span) => ({ ...span, ...about }))} less={less} />
            ))}
            {section.rows.length > 1 && <TotalRow label={t(`ledger.sections.${section.name}`)} amounts={section.total} less={less} />}
        </>
    );
}

function Heading({ columns }: { columns: Span[] }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <thead>
            <tr>
                <th scope="col">{t('ledger.account')}</th>
                {columns.map(({ from, to }) => (
                    <th scope="col" key={from}>
                        {format.date(from)} –<br />
                        {format.date(to)}
                    </th>
                ))}
            </tr>
        </thead>
    );
}

function Statement({ statement, about }: { statement: IncomeStatement; about: Search }) {
    const { t } = useTranslation();
    const section = (name: Section['name']) => statement.sections.find((one) => one.name === name)!;
    const rows = (name: Section['name']) => <SectionRows section={section(name)} statement={statement} about={about} />;
    const total = (label: string, amounts: string[]) => <TotalRow label={label} amounts={amounts} strong />;
    return (
        <table className={classes.table}>
            <Heading columns={statement.columns} />
            <tbody>
                {rows('revenue')}
                {rows('contra_revenue')}
                {total(t('ledger.netSales'), statement.net_sales)}
                {rows('cost_of_sales')}
                {total(t('ledger.grossMargin'), statement.gross_margin)}
                {rows('expense')}
                {rows('other_income')}
                {total(t('ledger.profit'), statement.profit)}
            </tbody>
        </table>
    );
}

export function IncomeTable({ span, columns, about }: { span: Span; columns: string; about: Search }) {
    const { t } = useTranslation();
    const query = { ...span, columns, ...about };
    const statement = useQuery({ queryKey: [...keys.ledger, 'income', query], queryFn: ({ signal }) => readIncome(query, signal), placeholderData: keepPreviousData });
    return (
        <StatementState query={statement}>
            {(data) => (data.sections.every(({ rows }) => rows.length === 0) ? <EmptyState title={t('ledger.nothing')} text={t('ledger.nothingHint')} /> : <Statement statement={data} about={about} />)}
        </StatementState>
    );
}
