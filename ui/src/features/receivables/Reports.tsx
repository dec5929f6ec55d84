/** Reports over a time: the sales ledger, the day book, the tax return, and how fast customers pay. */
import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readCollection, readDayBook, readSalesLedger, readTaxReturn } from '~/api/receivables';
import { AppLink } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { EmptyState } from '~/components/EmptyState';
import { RecordLink } from '~/components/RecordLink';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { StatementState } from '~/components/ledger/StatementState';
import { named } from '~/lib/named';
import type { Span } from './views';
import classes from '~/components/ledger/Ledger.module.css';

type Page = { next: number | null };

function usePages<Data extends Page>(name: string, span: Span, read: (query: Span & { offset: number }, signal: AbortSignal) => Promise<Data>) {
    return useInfiniteQuery({
        queryKey: [...keys.ledger, name, span],
        queryFn: ({ pageParam, signal }) => read({ ...span, offset: pageParam }, signal),
        initialPageParam: 0,
        getNextPageParam: (page) => page.next,
    });
}

function More({ query }: { query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> } }) {
    const { t } = useTranslation();
    if (!query.hasNextPage) return null;
    return <Button variant="default" m="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('ledger.more')}</Button>;
}

function Empty() {
    const { t } = useTranslation();
    return <EmptyState title={t('ledger.nothing')} text={t('ledger.nothingHint')} />;
}

export function SalesLedger({ span }: { span: Span }) {
    const { t } = useTranslation();
    const format = useFormat();
    const ledger = usePages('sales-ledger', span, readSalesLedger);
    const columns = ['opening', 'debit', 'credit', 'closing'] as const;
    return (
        <>
            <p className={classes.facts}>{t('receivables.wholeMonths')}</p>
            <StatementState query={ledger}>
                {({ pages }) => pages[0]!.items.length === 0 ? <Empty /> : (
                    <table className={classes.table}>
                        <thead>
                            <tr>
                                <th scope="col">{t('receivables.customer')}</th>
                                {columns.map((name) => <th key={name} scope="col" className={name === 'debit' || name === 'credit' ? classes.wide : undefined}>{t(`receivables.columns.${name}`)}</th>)}
                            </tr>
                        </thead>
                        <tbody>
                            {pages.flatMap((page) => page.items).map((item) => (
                                <tr key={item.customer.id}>
                                    <th scope="row"><AppLink to="/receivables/statement" search={{ customer: String(item.customer.id), ...span }}>{item.customer.title}</AppLink></th>
                                    {columns.map((name) => <td key={name} className={name === 'debit' || name === 'credit' ? classes.wide : undefined}>{format.amount(item[name])}</td>)}
                                </tr>
                            ))}
                            <tr className={classes.strong}>
                                <th scope="row">{t('receivables.total')}</th>
                                {columns.map((name) => <td key={name} className={name === 'debit' || name === 'credit' ? classes.wide : undefined}>{format.amount(pages[0]!.total[name])}</td>)}
                            </tr>
                        </tbody>
                    </table>
                )}
            </StatementState>
            <More query={ledger} />
        </>
    );
}

export function DayBook({ span }: { span: Span }) {
    const { t } = useTranslation();
    const format = useFormat();
    const book = usePages('day-book', span, readDayBook);
    return (
        <>
            <StatementState query={book}>
                {({ pages }) => pages[0]!.items.length === 0 ? <Empty /> : (
                    <table className={classes.table}>
                        <thead>
                            <tr>
                                <th scope="col">{t('receivables.date')}</th>
                                <th scope="col" className={classes.start}>{t('receivables.document')}</th>
                                <th scope="col" className={`${classes.start} ${classes.wide}`}>{t('receivables.customer')}</th>
                                <th scope="col" className={`${classes.start} ${classes.wide}`}>{t('ledger.entry')}</th>
                                <th scope="col">{t('receivables.net')}</th>
                                <th scope="col" className={classes.wide}>{t('receivables.tax')}</th>
                                <th scope="col">{t('receivables.total')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {pages.flatMap((page) => page.items).map((item) => (
                                <tr key={item.id}>
                                    <th scope="row"><DateText date={item.date} /></th>
                                    <td className={classes.start}><RecordLink type="invoice" record={{ id: item.id, title: item.number }} /></td>
                                    <td className={`${classes.start} ${classes.wide}`}><RecordLink type="account" record={named(item.customer)} /></td>
                                    <td className={`${classes.start} ${classes.wide}`}>{item.entry && <AppLink to={`/journal/${item.entry.id}`}>{item.entry.title}</AppLink>}</td>
                                    <td>{format.amount(item.net)}</td>
                                    <td className={classes.wide}>{format.amount(item.tax)}</td>
                                    <td>{format.amount(item.total)}</td>
                                </tr>
                            ))}
                            <tr className={classes.strong}>
                                <th scope="row">{t('receivables.total')}</th>
                                <td className={classes.start}>{t('receivables.documents', { count: pages[0]!.total.count })}</td>
                                <td className={classes.wide} />
                                <td className={classes.wide} />
                                <td>{format.amount(pages[0]!.total.net)}</td>
                                <td className={classes.wide}>{format.amount(pages[0]!.total.tax)}</td>
                                <td>{format.amount(pages[0]!.total.total)}</td>
                            </tr>
                        </tbody>
                    </table>
                )}
            </StatementState>
            <More query={book} />
        </>
    );
}

const BOXES = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;

export function TaxReturn({ span }: { span: Span }) {
    const { t } = useTranslation();
    const format = useFormat();
    const tax = useQuery({ queryKey: [...keys.ledger, 'tax-return', span], queryFn: ({ signal }) => readTaxReturn(span, signal), placeholderData: keepPreviousData });
    return (
        <StatementState query={tax}>
            {(data) => (
                <>
                    <table className={classes.table}>
                        <thead>
                            <tr>
                                <th scope="col">{t('receivables.box')}</th>
                                <th scope="col">{data.currency}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {data.boxes.map(({ box, amount }) => (
                                <tr key={box} className={box === 4 || box === 8 ? classes.strong : undefined}>
                                    <th scope="row"><span className={classes.code}>{box}</span>{t(`receivables.boxes.${BOXES[box - 1]!}`)}</th>
                                    <td>{format.amount(amount)}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                    <p className={classes.facts}>
                        {data.documents_tax === data.boxes[5]?.amount ? t('receivables.taxAgrees') : t('receivables.taxDiffers', { amount: format.money(data.documents_tax, data.currency) })}
                        {Number(data.out_of_scope) !== 0 && <span>{t('receivables.outOfScope', { amount: format.money(data.out_of_scope, data.currency) })}</span>}
                    </p>
                </>
            )}
        </StatementState>
    );
}

function Fact({ label, children, hint }: { label: string; children: ReactNode; hint?: string }) {
    return (
        <tr>
            <th scope="row">{label}{hint && <div className={classes.hint}>{hint}</div>}</th>
            <td>{children}</td>
        </tr>
    );
}

export function Collection({ span }: { span: Span }) {
    const { t } = useTranslation();
    const format = useFormat();
    const collection = useQuery({ queryKey: [...keys.ledger, 'collection', span], queryFn: ({ signal }) => readCollection(span, signal), placeholderData: keepPreviousData });
    const days = (text: string | null) => (text === null ? '–' : t('receivables.days', { count: Number(text), value: format.number(text, 1) }));
    return (
        <StatementState query={collection}>
            {(data) => (
                <table className={classes.table}>
                    <tbody>
                        <Fact label={t('receivables.receivable')}>{format.money(data.receivable, data.currency)}</Fact>
                        <Fact label={t('receivables.billed')}>{format.money(data.billed, data.currency)}</Fact>
                        <Fact label={t('receivables.dso')} hint={t('receivables.dsoHint')}>{days(data.dso)}</Fact>
                        <Fact label={t('receivables.countBack')} hint={t('receivables.countBackHint')}>{days(data.count_back)}</Fact>
                        <Fact label={t('receivables.settled')}>{format.number(data.settled)}</Fact>
                        <Fact label={t('receivables.daysToPay')}>{days(data.days_to_pay)}</Fact>
                        <Fact label={t('receivables.daysToPayByAmount')}>{days(data.days_to_pay_by_amount)}</Fact>
                        <Fact label={t('receivables.paidLate')}>{format.number(data.late)}{data.late_percent !== null && ` (${format.number(data.late_percent, 1)} %)`}</Fact>
                        <Fact label={t('receivables.daysLateOfLate')}>{days(data.days_late_of_late)}</Fact>
                    </tbody>
                </table>
            )}
        </StatementState>
    );
}
