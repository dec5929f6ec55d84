/** What was won and lost, by person, team, product, industry or quarter; every figure opens the deals it is made of. */
import { SegmentedControl, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readSummary } from '~/api/records';
import { useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useScreenActions } from '~/lib/actions';
import { keys } from '~/lib/queries';
import { resultRows, totalRow } from '~/lib/results';
import type { Search } from '~/lib/search-params';
import { usePageTitle } from '~/lib/use-page-title';
import { PeriodChooser } from './PeriodChooser';
import { ResultsTable } from './ResultsTable';
import { periodFilter, PERIODS, type Period } from './periods';
import classes from './Results.module.css';

const GROUPS = ['owner', 'owner.team', 'products', 'account.industry', 'closed_on.quarter'] as const;
type GroupName = (typeof GROUPS)[number];

const LABELS = {
    owner: 'results.by.owner',
    'owner.team': 'results.by.team',
    products: 'results.by.product',
    'account.industry': 'results.by.industry',
    'closed_on.quarter': 'results.by.quarter',
} as const;

function useSummary(group: string, period: Search) {
    const query = { 'outcome.in': 'won,lost', ...period, group, sum: 'amount', average: 'amount', median: 'cycle_days' };
    return useQuery({
        queryKey: keys.summary('opportunities', query),
        queryFn: ({ signal }) => readSummary('opportunities', query, signal),
        placeholderData: keepPreviousData,
    });
}

function useResults(by: GroupName, period: Search) {
    const summary = useSummary(`${by},outcome`, period);
    // A deal with two products counts for both, so the total is no sum of the rows.
    const total = useSummary('outcome', period);
    return {
        rows: summary.data && resultRows(summary.data.groups, by),
        total: total.data && totalRow(total.data.groups),
        error: summary.error ?? total.error,
        again: () => Promise.all([summary.refetch(), total.refetch()]),
    };
}

export default function ResultsPage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const by: GroupName = GROUPS.find((name) => name === search.by) ?? 'owner';
    const period: Period = PERIODS.find((name) => name === search.period) ?? 'all';
    const filter = periodFilter(period, search, new Date());
    const { rows, total, error, again } = useResults(by, filter);
    usePageTitle(t('nav.results'));
    const change = (part: Search) => {
        const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== ''));
        go('/results', { search: next, replace: true });
    };
    useScreenActions(GROUPS.filter((name) => name !== by).map((name) => ({ key: `by ${name}`, label: t('actions.resultsBy', { group: t(LABELS[name]) }), run: () => change({ by: name }) })));
    return (
        <div className={classes.page}>
            <header className={classes.head}>
                <Title order={1}>{t('nav.results')}</Title>
                <PeriodChooser period={period} search={search} onChange={change} />
            </header>
            <div className={classes.groups}>
                <SegmentedControl
                    size="xs"
                    aria-label={t('results.group')}
                    value={by}
                    onChange={(value) => change({ by: value })}
                    data={GROUPS.map((name) => ({ value: name, label: t(LABELS[name]) }))}
                />
            </div>
            {error && <ErrorState error={error} onRetry={() => void again()} />}
            {!error && !rows && <SkeletonRows count={10} height={24} />}
            {rows && rows.length === 0 && <EmptyState title={t('results.none')} text={t('results.noneHint')} />}
            {rows && rows.length > 0 && <ResultsTable key={by} rows={rows} total={total} by={by} label={t(LABELS[by])} period={filter} />}
        </div>
    );
}
