import { Anchor, Badge, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type OpenDocuments, listOpen } from '~/api/receivables';
import { AppLink } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { EmptyState } from '~/components/EmptyState';
import { RecordLink } from '~/components/RecordLink';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { StatementState } from '~/components/ledger/StatementState';
import { named } from '~/lib/named';
import classes from '~/components/ledger/Ledger.module.css';
import { AGES, GROUPS } from './views';

type Item = OpenDocuments['items'][number];

function Row({ item, book }: { item: Item; book: string }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <tr>
            <th scope="row"><RecordLink type={item.type} record={{ id: item.id, title: item.number }} /> {item.disputed && <Badge size="xs" color="orange" variant="light">{t('receivables.disputed')}</Badge>}</th>
            <td className={classes.start}><RecordLink type="account" record={named(item.customer)} /></td>
            <td className={classes.wide}><DateText date={item.date} /></td>
            <td><DateText date={item.due_on} /></td>
            <td className={classes.wide}>{item.days_late > 0 && item.days_late}</td>
            <td className={classes.wide}>{item.currency !== book && format.money(item.open, item.currency)}</td>
            <td>{format.amount(item.open_book)}</td>
        </tr>
    );
}

/** The documents behind one figure of the ageing. */
export function OpenTable({ search, date }: { search: Search; date: string }) {
    const { t } = useTranslation();
    const by = GROUPS.find((one) => one === search.by) ?? 'customer';
    const query = { date, by, of: search.of, age: AGES.find((one) => one === search.age) };
    const open = useInfiniteQuery({
        queryKey: [...keys.ledger, 'open', query],
        queryFn: ({ pageParam, signal }) => listOpen({ ...query, offset: pageParam }, signal),
        initialPageParam: 0,
        getNextPageParam: (page) => page.next,
    });
    return (
        <>
            <p className={classes.facts}>
                <Anchor inherit component={AppLink} to="/receivables" search={{ by, date }}>{t('receivables.backToAgeing')}</Anchor>
                {query.age && <span>{t(`receivables.ages.${query.age}`)}</span>}
                <DateText date={date} />
            </p>
            <StatementState query={open}>
                {({ pages }) => pages[0]!.items.length === 0 ? <EmptyState title={t('receivables.nothingOwed')} text={t('receivables.nothingOwedHint')} /> : (
                    <table className={classes.table}>
                        <thead>
                            <tr>
                                <th scope="col">{t('receivables.document')}</th>
                                <th scope="col" className={classes.start}>{t('receivables.customer')}</th>
                                <th scope="col" className={classes.wide}>{t('receivables.date')}</th>
                                <th scope="col">{t('receivables.due')}</th>
                                <th scope="col" className={classes.wide}>{t('receivables.daysLate')}</th>
                                <th scope="col" className={classes.wide}>{t('receivables.inItsCurrency')}</th>
                                <th scope="col">{t('receivables.open')}</th>
                            </tr>
                        </thead>
                        <tbody>{pages.flatMap((page) => page.items.map((item) => <Row key={`${item.type}/${item.id}`} item={item} book={page.currency} />))}</tbody>
                    </table>
                )}
            </StatementState>
            {open.hasNextPage && <Button variant="default" m="md" loading={open.isFetchingNextPage} onClick={() => void open.fetchNextPage()}>{t('ledger.more')}</Button>}
        </>
    );
}
