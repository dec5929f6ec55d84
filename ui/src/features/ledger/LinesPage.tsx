/** General ledger: the lines of an account, or about a customer, product, salesperson, branch or deal, with the balance. */
import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listLines } from '~/api/ledger';
import { readRecord } from '~/api/records';
import { AppLink, useGo } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { RecordLink } from '~/components/RecordLink';
import { SkeletonRows } from '~/components/SkeletonRows';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import classes from '~/components/ledger/Ledger.module.css';
import { named } from '~/lib/named';

const SUBJECTS = [
    ['ledger_account', 'ledger_accounts'],
    ['customer', 'accounts'],
    ['product', 'products'],
    ['salesperson', 'users'],
    ['branch', 'branches'],
    ['opportunity', 'opportunities'],
] as const;

/** What the lines are about, by name. */
function useSubject(search: Search): string | null {
    const [parameter, plural] = SUBJECTS.find(([name]) => typeof search[name] === 'string') ?? ['', ''];
    const id = Number(search[parameter] ?? 0);
    const record = useQuery({ queryKey: keys.record(plural, id), queryFn: ({ signal }) => readRecord(plural, id, signal), enabled: id > 0 });
    return record.data ? String(record.data.name) : null;
}

function useLines(search: Search) {
    return useInfiniteQuery({
        queryKey: [...keys.ledger, 'lines', search],
        queryFn: ({ pageParam, signal }) => listLines({ ...search, limit: 100, after: pageParam }, signal),
        initialPageParam: null as string | null,
        getNextPageParam: (page) => page.next,
    });
}

function LinesTable({ search }: { search: Search }) {
    const { t } = useTranslation();
    const format = useFormat();
    const lines = useLines(search);
    if (lines.error) return <ErrorState error={lines.error} onRetry={() => void lines.refetch()} />;
    if (lines.isPending) return <SkeletonRows count={10} height={24} />;
    const items = lines.data.pages.flatMap((page) => page.items);
    const running = lines.data.pages[0]?.opening ?? null;
    const many = search.ledger_account === undefined;
    if (items.length === 0) return <EmptyState title={t('ledger.noLines')} text={t('ledger.noLinesHint')} />;
    return (
        <>
            <table className={classes.table}>
                <thead>
                    <tr>
                        <th scope="col">{t('ledger.date')}</th>
                        <th scope="col" className={classes.start}>{t('ledger.entry')}</th>
                        <th scope="col" className={`${classes.start} ${classes.wide}`}>{t('ledger.text')}</th>
                        {many && <th scope="col" className={`${classes.start} ${classes.wide}`}>{t('ledger.account')}</th>}
                        <th scope="col">{t('ledger.debit')}</th>
                        <th scope="col">{t('ledger.credit')}</th>
                        {running !== null && <th scope="col">{t('ledger.balance')}</th>}
                    </tr>
                </thead>
                <tbody>
                    {running !== null && (
                        <tr className={classes.total}>
                            <th scope="row">{t('ledger.opening')}</th>
                            <td />
                            <td className={classes.wide} />
                            <td />
                            <td />
                            <td>{format.amount(running)}</td>
                        </tr>
                    )}
                    {items.map((line) => (
                        <tr key={`${line.entry.id}/${line.position}`}>
                            <th scope="row"><DateText date={line.date} /></th>
                            <td className={classes.start}>
                                <AppLink to={`/journal/${line.entry.id}`}>{line.entry.title}</AppLink>
                            </td>
                            <td className={`${classes.start} ${classes.wide}`} dir="auto">
                                {line.customer && <RecordLink type="account" record={named(line.customer)} />} {line.text}
                            </td>
                            {many && <td className={`${classes.start} ${classes.wide}`}>{line.ledger_account.code} {line.ledger_account.title}</td>}
                            <td>{line.debit && format.amount(line.debit)}</td>
                            <td>{line.credit && format.amount(line.credit)}</td>
                            {running !== null && <td>{line.balance && format.amount(line.balance)}</td>}
                        </tr>
                    ))}
                </tbody>
            </table>
            {lines.hasNextPage && (
                <Button variant="default" m="md" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
                    {t('ledger.more')}
                </Button>
            )}
        </>
    );
}

export default function LinesPage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const subject = useSubject(search);
    const change = (part: Search) => go('/ledger/lines', { search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== '')), replace: true });
    const tools = (
        <div className={classes.tools}>
            {(['from', 'to'] as const).map((end) => (
                <TextInput key={end} size="xs" type="date" aria-label={t(`ledger.${end}`)} value={search[end] ?? ''} onChange={(event) => change({ [end]: event.currentTarget.value })} />
            ))}
        </div>
    );
    return (
        <LedgerFrame title={subject ?? t('ledger.lines')} actions={tools}>
            {() => <div className={classes.scroll}><LinesTable search={search} /></div>}
        </LedgerFrame>
    );
}
