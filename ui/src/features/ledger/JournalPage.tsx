/** The journal: every entry, the last posted first, and what waits for somebody's word. */
import { Button, Menu, TextInput } from '@mantine/core';
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { journalFile, listEntries } from '~/api/ledger';
import { AppLink, useGo } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useScreenActions } from '~/lib/actions';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import { Proposals } from './Proposals';
import classes from '~/components/ledger/Ledger.module.css';
import { useLedger } from '~/components/ledger/use-ledger';

const FORMATS = ['hledger', 'csv', 'json'] as const;

function Actions({ keeper }: { keeper: boolean }) {
    const { t } = useTranslation();
    const go = useGo();
    useScreenActions(keeper ? [{ key: 'new entry', label: t('ledger.newEntry'), shortcut: 'n', run: () => go('/journal/new') }] : [], { first: true });
    return (
        <div className={classes.tools}>
            <Menu position="bottom-end">
                <Menu.Target>
                    <Button variant="default" size="sm" leftSection={<IconDownload size={16} aria-hidden />}>{t('ledger.export')}</Button>
                </Menu.Target>
                <Menu.Dropdown>
                    {FORMATS.map((name) => (
                        <Menu.Item key={name} component="a" href={journalFile(name)} download>{t(`ledger.formats.${name}`)}</Menu.Item>
                    ))}
                </Menu.Dropdown>
            </Menu>
            {keeper && (
                <Button component="a" href="/journal/new" leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="n"
                    onClick={(event) => { event.preventDefault(); go('/journal/new'); }}>
                    {t('ledger.newEntry')}
                </Button>
            )}
        </div>
    );
}

function useEntries(search: Search) {
    const query = { q: search.q, from: search.from, to: search.to, kind: search.kind };
    return useInfiniteQuery({
        queryKey: [...keys.ledger, 'entries', query],
        queryFn: ({ pageParam, signal }) => listEntries({ ...query, limit: 100, after: pageParam }, signal),
        initialPageParam: null as string | null,
        getNextPageParam: (page) => page.next,
        placeholderData: keepPreviousData,
    });
}

function EntriesTable({ search }: { search: Search }) {
    const { t } = useTranslation();
    const format = useFormat();
    const entries = useEntries(search);
    if (entries.error) return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
    if (entries.isPending) return <SkeletonRows count={10} height={24} />;
    const items = entries.data.pages.flatMap((page) => page.items);
    if (items.length === 0) return <EmptyState title={t(search.q ? 'ledger.noneFound' : 'ledger.noEntries')} text={t('ledger.noEntriesHint')} />;
    return (
        <>
            <table className={classes.table} aria-label={t('nav.journal')}>
                <thead>
                    <tr>
                        <th scope="col">{t('ledger.entry')}</th>
                        <th scope="col" className={classes.start}>{t('ledger.date')}</th>
                        <th scope="col" className={classes.start}>{t('ledger.text')}</th>
                        <th scope="col" className={`${classes.start} ${classes.wide}`}>{t('ledger.kind')}</th>
                        <th scope="col">{t('ledger.amount')}</th>
                    </tr>
                </thead>
                <tbody>
                    {items.map((entry) => (
                        <tr key={entry.id}>
                            <th scope="row"><AppLink to={`/journal/${entry.id}`}>{entry.number}</AppLink></th>
                            <td className={classes.start}><DateText date={entry.date} /></td>
                            <td className={classes.start} dir="auto">
                                {entry.description}
                                {entry.reversed_by && <span className={classes.hint}> · {t('ledger.reversedBy', { number: entry.reversed_by.title })}</span>}
                            </td>
                            <td className={`${classes.start} ${classes.wide}`}>{t(`ledger.kinds.${entry.kind as 'manual'}`)}</td>
                            <td>{format.money(entry.amount, entry.currency)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
            {entries.hasNextPage && (
                <Button variant="default" m="md" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
                    {t('ledger.more')}
                </Button>
            )}
        </>
    );
}

export default function JournalPage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const ledger = useLedger();
    const change = (part: Search) => go('/journal', { search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== '')), replace: true });
    return (
        <LedgerFrame title={t('nav.journal')} actions={<Actions keeper={ledger.data?.keeper ?? false} />}>
            {(known) => (
                <>
                    <div className={classes.choices}>
                        <TextInput size="xs" type="search" aria-label={t('ledger.find')} placeholder={t('ledger.find')} defaultValue={search.q ?? ''} onChange={(event) => change({ q: event.currentTarget.value })} />
                        {(['from', 'to'] as const).map((end) => (
                            <TextInput key={end} size="xs" type="date" aria-label={t(`ledger.${end}`)} value={search[end] ?? ''} onChange={(event) => change({ [end]: event.currentTarget.value })} />
                        ))}
                    </div>
                    <div className={classes.scroll}>
                        {known.waiting > 0 && <Proposals />}
                        <EntriesTable search={search} />
                    </div>
                </>
            )}
        </LedgerFrame>
    );
}
