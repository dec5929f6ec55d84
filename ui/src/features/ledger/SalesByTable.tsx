import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readSalesBy } from '~/api/ledger';
import { AppLink } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { RecordLink } from '~/components/RecordLink';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { StatementState } from '~/components/ledger/StatementState';
import classes from '~/components/ledger/Ledger.module.css';
import { named } from '~/lib/named';
import { type Span } from './statements';

const GROUPS = ['customer', 'product', 'salesperson', 'branch'] as const;
const TYPES = { customer: 'account', product: 'product', salesperson: 'user', branch: 'branch' } as const;

/** Net sales, cost and margin of each customer, product, salesperson or branch, the most first. */
export function SalesByTable({ span, by: asked, onChange }: { span: Span; by: string; onChange: (by: string) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const by = GROUPS.find((one) => one === asked) ?? 'customer';
    const query = { ...span, by, limit: 200 };
    const sales = useQuery({ queryKey: [...keys.ledger, 'sales', query], queryFn: ({ signal }) => readSalesBy(query, signal), placeholderData: keepPreviousData });
    return (
        <>
            <div className={classes.choices}>
                <SegmentedControl size="xs" aria-label={t('ledger.salesBy')} value={by} onChange={onChange} data={GROUPS.map((one) => ({ value: one, label: t(`ledger.by.${one}`) }))} />
            </div>
            <StatementState query={sales}>
                {({ items }) => items.length === 0 ? <EmptyState title={t('ledger.nothing')} text={t('ledger.nothingHint')} /> : (
                    <table className={classes.table}>
                        <thead>
                            <tr>
                                <th scope="col">{t(`ledger.by.${by}`)}</th>
                                <th scope="col">{t('ledger.netSales')}</th>
                                <th scope="col">{t('ledger.cost')}</th>
                                <th scope="col">{t('ledger.margin')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {items.map(({ record, net_sales, cost, margin }) => (
                                <tr key={record.id}>
                                    <th scope="row">
                                        <RecordLink type={TYPES[by]} record={named(record)} />
                                    </th>
                                    <td>
                                        <AppLink to="/ledger/lines" search={{ [by]: String(record.id), ...span }}>
                                            {format.amount(net_sales)}
                                        </AppLink>
                                    </td>
                                    <td>{format.amount(cost)}</td>
                                    <td>{format.amount(margin)}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                )}
            </StatementState>
        </>
    );
}
