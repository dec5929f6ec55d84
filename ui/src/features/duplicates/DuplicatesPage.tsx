/** Pairs of records that are likely the same: compared side by side, merged or told to be different, by mouse or keys. */
import { Button, Group, SegmentedControl, Switch, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DuplicatePair, dismissDuplicate, listDuplicates } from '~/api/duplicates';
import { useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { notifyDone, notifyProblem } from '~/components/notify';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useScreenActions } from '~/lib/actions';
import { useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { usePageTitle } from '~/lib/use-page-title';
import { useFormat } from '~/lib/use-format';
import classes from './Duplicates.module.css';
import { Pair } from './Pair';
import { ScanButton } from './ScanButton';
import { usePairKeys } from './use-pair-keys';

const PAGE_SIZE = 20;
const TYPES = ['account', 'contact'] as const;

function usePairs(type: string, mine: boolean, state: 'open' | 'dismissed') {
    return useInfiniteQuery({
        queryKey: ['records', 'duplicates', type, mine, state],
        queryFn: ({ pageParam, signal }) => listDuplicates({ type, state, mine: mine || undefined, limit: PAGE_SIZE, after: pageParam }, signal),
        initialPageParam: null as string | null,
        getNextPageParam: (page) => page.next,
        placeholderData: keepPreviousData,
    });
}

function useDismiss() {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const act = useMutation({
        mutationFn: ({ pair, dismissed }: { pair: DuplicatePair; dismissed: boolean }) => dismissDuplicate(pair.id, dismissed),
        onSuccess: (_, { pair, dismissed }) => {
            if (dismissed) notifyDone(t('duplicates.dismissed'), () => act.mutate({ pair, dismissed: false }));
            return changed();
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
    return act;
}

export default function DuplicatesPage() {
    const { t } = useTranslation();
    const go = useGo();
    const format = useFormat();
    const search = useSearch({ strict: false }) as Search;
    const name = TYPES.find((one) => one === search.type) ?? 'account';
    const mine = search.mine === 'true';
    const dismissed = search.state === 'dismissed';
    const type = useRecordType(name);
    const labels = { account: useRecordType('account').label_plural, contact: useRecordType('contact').label_plural };
    const pages = usePairs(name, mine, dismissed ? 'dismissed' : 'open');
    const pairs = pages.data?.pages.flatMap((page) => page.items) ?? [];
    const total = pages.data?.pages[0]?.total ?? 0;
    const [wanted, setWanted] = useState(0);
    const active = Math.min(wanted, Math.max(0, pairs.length - 1));
    const dismiss = useDismiss();
    usePageTitle(t('duplicates.title'));
    usePairKeys({ count: pairs.length, active, setActive: setWanted });
    useScreenActions(
        [
            { key: 'next', label: t('actions.next'), shortcut: 'j', run: () => setWanted(Math.min(active + 1, pairs.length - 1)) },
            { key: 'previous', label: t('actions.previous'), shortcut: 'k', run: () => setWanted(Math.max(active - 1, 0)) },
        ],
        { bind: false },
    );
    const change = (part: Search) => {
        setWanted(0);
        go('/duplicates', { search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== '')), replace: true });
    };
    return (
        <div className={classes.page}>
            <header className={classes.head}>
                <div>
                    <Title order={1}>{t('duplicates.title')}</Title>
                    {total > 0 && !dismissed && <p className={classes.quiet}>{t('duplicates.count', { count: total, figure: format.number(total) })}</p>}
                </div>
                <ScanButton />
            </header>
            <Group className={classes.tools} gap="md">
                <SegmentedControl
                    size="xs"
                    aria-label={t('duplicates.type')}
                    value={name}
                    onChange={(value) => change({ type: value === 'account' ? '' : value })}
                    data={TYPES.map((one) => ({ value: one, label: labels[one] }))}
                />
                <Switch size="sm" label={t('duplicates.mine')} checked={mine} onChange={(event) => change({ mine: event.currentTarget.checked ? 'true' : '' })} />
                <Switch size="sm" label={t('duplicates.kept')} checked={dismissed} onChange={(event) => change({ state: event.currentTarget.checked ? 'dismissed' : '' })} />
                {pairs.length > 0 && !dismissed && <span className={classes.keys}>{t('duplicates.keys')}</span>}
            </Group>
            {pages.error && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
            {pages.isPending && <SkeletonRows count={6} height={56} />}
            {pages.isSuccess && pairs.length === 0 && <EmptyState title={t(dismissed ? 'duplicates.noneKept' : 'duplicates.none')} text={t(dismissed ? 'duplicates.noneKeptHint' : 'duplicates.noneHint')} />}
            {pairs.length > 0 && <ol className={classes.pairs} aria-label={t('duplicates.title')}>
                {pairs.map((pair, index) => (
                    <Pair
                        key={`${pair.id} ${pair.records[0].version} ${pair.records[1].version}`}
                        type={type}
                        pair={pair}
                        active={index === active}
                        onOpen={() => setWanted(index)}
                        onDismiss={() => dismiss.mutate({ pair, dismissed: !dismissed })}
                    />
                ))}
            </ol>}
            {pages.hasNextPage && (
                <div className={classes.more}>
                    <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                        {t('action.showMore')}
                    </Button>
                </div>
            )}
        </div>
    );
}
