/** The pipeline as a board, a list or a calendar of the same deals. */
import { Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readBoard } from '~/api/overviews';
import { listRecords } from '~/api/records';
import { useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { useRecordPanel } from '~/components/record-panel/context';
import { ViewChooser } from '~/components/views/ViewChooser';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useScreenActions } from '~/lib/actions';
import { useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { usePageTitle } from '~/lib/use-page-title';
import { Board } from './Board';
import { BoardSkeleton } from './BoardSkeleton';
import { Calendar } from './Calendar';
import { Filters } from './Filters';
import { List } from './List';
import { Tools } from './Tools';
import { closedDays, dealFilters, type Layout, LAYOUTS, layoutOf, monthFilters, monthShown, PERIODS } from './view';
import classes from './Pipeline.module.css';

const PER_STAGE = 50;
const WHOLE = 500;

function usePipelines() {
    const query = { sort: 'position' };
    return useQuery({
        queryKey: keys.list('pipelines', query),
        queryFn: ({ signal }) => listRecords('pipelines', query, signal),
    });
}

/** The calendar shows a month whole; of a long stage the others show more on demand. */
function useBoard(pipeline: number | undefined, search: Search, perStage: number) {
    const now = new Date();
    const layout = layoutOf(search);
    const filters = layout === 'calendar' ? monthFilters(search, now) : dealFilters(search, now);
    const since = closedDays(search, now);
    const sort = layout === 'list' ? (search.sort ?? '') : '';
    const query = { ...filters, sort, per_stage: layout === 'calendar' ? WHOLE : perStage, closed_since: since };
    const board = useQuery({
        queryKey: keys.board(pipeline ?? 0, query),
        queryFn: ({ signal }) => readBoard(pipeline!, query, signal),
        enabled: pipeline !== undefined,
        placeholderData: keepPreviousData,
    });
    return { board, filters, since };
}

const LAYOUT_KEYS: Record<Layout, string> = { board: '1', list: '2', calendar: '3' };

function usePipelineActions(change: (part: Search) => void) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const mayCreate = useRecordType('opportunity').may.create;
    const show = (layout: Layout) => change({ layout: layout === 'board' ? '' : layout });
    useScreenActions(
        [
            ...LAYOUTS.map((layout) => ({ key: `layout ${layout}`, label: t('pipeline.showAs', { layout: t(`pipeline.layouts.${layout}`) }), shortcut: LAYOUT_KEYS[layout], run: () => show(layout) })),
            { key: 'find', label: t('board.find'), shortcut: '/', run: () => document.querySelector<HTMLElement>('[data-find-deal]')?.focus() },
            { key: 'mine', label: t('pipeline.onlyMine'), shortcut: 'm', run: () => change({ mine: 'true', team: '' }) },
            { key: 'everybody', label: t('pipeline.ofAll'), shortcut: 'a', run: () => change({ mine: '', team: '', owner: '', 'owner.team': '' }) },
            ...PERIODS.filter((period) => period !== 'custom').map((period) => ({
                key: `period ${period}`,
                label: t('pipeline.closing', { period: t(`pipeline.periods.${period}`) }),
                run: () => change({ period: period === 'all' ? '' : period, from: '', until: '' }),
            })),
            ...(mayCreate ? [{ key: 'new opportunity', label: t('action.newRecord', { type: t('board.new').toLowerCase() }), shortcut: 'n', run: () => panel.open({ type: 'opportunity' }) }] : []),
        ],
        { enabled: !panel.isOpen },
    );
}

export default function PipelinePage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const [perStage, setPerStage] = useState(PER_STAGE);
    const pipelines = usePipelines();
    const pipeline = search.pipeline ? Number(search.pipeline) : pipelines.data?.items[0]?.id;
    const { board, filters, since } = useBoard(pipeline, search, perStage);
    usePageTitle(t('nav.pipeline'));
    const change = (part: Search) => {
        const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== ''));
        go('/pipeline', { search: next, replace: true });
    };
    usePipelineActions(change);
    const error = board.error ?? pipelines.error;
    const layout = layoutOf(search);
    const more = { loadingMore: board.isPlaceholderData, onMore: () => setPerStage(perStage + PER_STAGE) };
    return (
        <div className={classes.page}>
            <header className={classes.head}>
                <Title order={1}>{t('nav.pipeline')}</Title>
                <ViewChooser screen="pipeline" search={search} />
                <Tools search={search} pipeline={pipeline} pipelines={pipelines.data?.items ?? []} onChange={change} />
                <Filters search={search} onChange={change} />
            </header>
            {error && <ErrorState error={error} onRetry={() => void board.refetch()} />}
            {!error && !board.data && (layout === 'board' ? <BoardSkeleton /> : <SkeletonRows />)}
            {board.data && board.data.stages.length === 0 && <EmptyState title={t('board.noStages')} text={t('board.noStagesHint')} />}
            {board.data && board.data.stages.length > 0 && (
                <>
                    {layout === 'board' && <Board key={board.data.pipeline.id} board={board.data} filters={filters} since={since} {...more} />}
                    {layout === 'list' && (
                        <List board={board.data} filters={filters} since={since} sort={search.sort ?? 'expected_close'} onSort={(sort) => change({ sort })} {...more} />
                    )}
                    {layout === 'calendar' && (
                        <Calendar board={board.data} filters={{ ...filters, pipeline: String(board.data.pipeline.id) }} month={monthShown(search, new Date())} onMonth={(month) => change({ month })} />
                    )}
                </>
            )}
        </div>
    );
}
