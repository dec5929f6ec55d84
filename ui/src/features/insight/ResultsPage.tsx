/** What was won and lost, by person, team, product, industry or quarter; every figure opens the deals it is made of. */
import { SegmentedControl, Select, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readSummary } from '~/api/records';
import { useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import { keys } from '~/lib/queries';
import { resultRows } from '~/lib/results';
import type { Search } from '~/lib/search-params';
import { usePageTitle } from '~/lib/use-page-title';
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

export default function ResultsPage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const by = (GROUPS.find((name) => name === search.by) ?? 'owner') satisfies GroupName;
    const period = (PERIODS.find((name) => name === search.period) ?? 'all') satisfies Period;
    const filter = { 'outcome.in': 'won,lost', ...periodFilter(period, new Date()) };
    const query = { ...filter, group: `${by},outcome`, sum: 'amount', median: 'cycle_days' };
    const totalQuery = { ...filter, group: 'outcome', sum: 'amount', median: 'cycle_days' };
    const summary = useQuery({ queryKey: keys.summary('opportunities', query), queryFn: ({ signal }) => readSummary('opportunities', query, signal), placeholderData: (previous) => previous });
    const total = useQuery({ queryKey: keys.summary('opportunities', totalQuery), queryFn: ({ signal }) => readSummary('opportunities', totalQuery, signal), placeholderData: (previous) => previous });
    usePageTitle(t('nav.results'));
    const set = (part: Search) => go('/results', { search: { ...search, ...part }, replace: true });
    const error = summary.error ?? total.error;
    const rows = summary.data ? resultRows(summary.data.groups, by) : null;
    const all = total.data ? resultRows(total.data.groups.map((group) => ({ ...group, key: { ...group.key, all: 'all' } })), 'all')[0] : undefined;
    return (
        <div className={classes.page}>
            <header className={classes.head}>
                <Title order={1}>{t('nav.results')}</Title>
                <Select
                    size="xs"
                    aria-label={t('results.period')}
                    data={PERIODS.map((name) => ({ value: name, label: t(`results.periods.${name}`) }))}
                    value={period}
                    onChange={(value) => set({ period: value ?? 'all' })}
                    allowDeselect={false}
                />
            </header>
            <div className={classes.groups}>
                <SegmentedControl size="xs" aria-label={t('results.group')} value={by} onChange={(value) => set({ by: value })} data={GROUPS.map((name) => ({ value: name, label: t(LABELS[name]) }))} />
            </div>
            {error && <ErrorState error={error} onRetry={() => void summary.refetch()} />}
            {!error && !rows && <SkeletonRows count={10} height={24} />}
            {rows && rows.length === 0 && <EmptyState title={t('results.none')} text={t('results.noneHint')} />}
            {rows && rows.length > 0 && <ResultsTable rows={rows} total={all} by={by} label={t(LABELS[by])} filter={filter} />}
        </div>
    );
}
