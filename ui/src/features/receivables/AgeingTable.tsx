import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Ageing, readAgeing } from '~/api/receivables';
import { AppLink } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { StatementState } from '~/components/ledger/StatementState';
import classes from '~/components/ledger/Ledger.module.css';
import own from './Receivables.module.css';
import { AGES, GROUPS } from './views';

type Group = (typeof GROUPS)[number];

function Figures({ ageing, by }: { ageing: Ageing; by: Group }) {
    const { t } = useTranslation();
    const format = useFormat();
    const open = (more: Record<string, string>) => ({ view: 'open', by, date: ageing.date, ...more });
    const amount = (text: string) => (Number(text) === 0 ? '' : format.amount(text));
    return (
        <table className={`${classes.table} ${own.ages}`}>
            <thead>
                <tr>
                    <th scope="col">{t(`ledger.by.${by}`)}</th>
                    {AGES.map((age) => <th key={age} scope="col">{t(`receivables.ages.${age}`)}</th>)}
                    <th scope="col">{t('receivables.total')}</th>
                </tr>
            </thead>
            <tbody>
                {ageing.items.map((item) => {
                    const of = item.record ? String(item.record.id) : 'none';
                    return (
                        <tr key={of}>
                            <th scope="row" dir="auto">
                                {by === 'customer' && item.record ? <AppLink to="/receivables/statement" search={{ customer: of }}>{item.record.title}</AppLink> : (item.record?.title ?? t('receivables.nobody'))}
                            </th>
                            {AGES.map((age) => <td key={age}>{Number(item[age]) !== 0 && <AppLink to="/receivables" search={open({ of, age })}>{amount(item[age])}</AppLink>}</td>)}
                            <td><AppLink to="/receivables" search={open({ of })}>{format.amount(item.total)}</AppLink></td>
                        </tr>
                    );
                })}
                <tr className={classes.strong}>
                    <th scope="row">{t('receivables.total')}</th>
                    {AGES.map((age) => <td key={age}>{Number(ageing.total[age]) !== 0 && <AppLink to="/receivables" search={open({ age })}>{amount(ageing.total[age])}</AppLink>}</td>)}
                    <td><AppLink to="/receivables" search={open({})}>{format.amount(ageing.total.total)}</AppLink></td>
                </tr>
            </tbody>
        </table>
    );
}

/** What is owed by how long it is due, each figure a way to its documents; and that the ledger says the same. */
export function AgeingTable({ date, by: asked, onChange }: { date: string; by: string; onChange: (by: string) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const by = GROUPS.find((one) => one === asked) ?? 'customer';
    const ageing = useQuery({ queryKey: [...keys.ledger, 'ageing', date, by], queryFn: ({ signal }) => readAgeing({ date, by }, signal), placeholderData: keepPreviousData });
    return (
        <>
            <div className={classes.choices}>
                <SegmentedControl size="xs" aria-label={t('receivables.by')} value={by} onChange={onChange} data={GROUPS.map((one) => ({ value: one, label: t(`ledger.by.${one}`) }))} />
            </div>
            <StatementState query={ageing}>
                {(data) => data.items.length === 0 ? <EmptyState title={t('receivables.nothingOwed')} text={t('receivables.nothingOwedHint')} /> : (
                    <>
                        <Figures ageing={data} by={data.by as Group} />
                        <p className={classes.facts}>
                            {data.receivable === data.total.total ? t('receivables.agrees') : t('receivables.differs', { amount: format.money(data.receivable, data.currency) })}
                        </p>
                    </>
                )}
            </StatementState>
        </>
    );
}
