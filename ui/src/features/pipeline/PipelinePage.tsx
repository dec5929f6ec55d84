/** The pipeline as a board: a column per stage, deals moved by mouse, finger or keyboard. */
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
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { usePageTitle } from '~/lib/use-page-title';
import { Board } from './Board';
import { BoardSkeleton } from './BoardSkeleton';
import { Filters } from './Filters';
import { Tools } from './Tools';
import { closedDays, dealFilters } from './view';
import classes from './Pipeline.module.css';

const PER_STAGE = 50;

function usePipelines() {
    const query = { sort: 'position' };
    return useQuery({
        queryKey: keys.list('pipelines', query),
        queryFn: ({ signal }) => listRecords('pipelines', query, signal),
    });
}

function useBoard(pipeline: number | undefined, filters: Search, since: string, perStage: number) {
    const query = { ...filters, per_stage: perStage, closed_since: since };
    return useQuery({
        queryKey: keys.board(pipeline ?? 0, query),
        queryFn: ({ signal }) => readBoard(pipeline!, query, signal),
        enabled: pipeline !== undefined,
        placeholderData: keepPreviousData,
    });
}

export default function PipelinePage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const [perStage, setPerStage] = useState(PER_STAGE);
    const { pipeline: chosen } = search;
    const now = new Date();
    const filters = dealFilters(search, now);
    const since = closedDays(search, now);
    const pipelines = usePipelines();
    const pipeline = chosen ? Number(chosen) : pipelines.data?.items[0]?.id;
    const board = useBoard(pipeline, filters, since, perStage);
    usePageTitle(t('nav.pipeline'));
    const change = (part: Search) => {
        const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== ''));
        go('/pipeline', { search: next, replace: true });
    };
    const error = board.error ?? pipelines.error;
    return (
        <div className={classes.page}>
            <header className={classes.head}>
                <Title order={1}>{t('nav.pipeline')}</Title>
                <Tools search={search} pipeline={pipeline} pipelines={pipelines.data?.items ?? []} onChange={change} />
                <Filters search={search} onChange={change} />
            </header>
            {error && <ErrorState error={error} onRetry={() => void board.refetch()} />}
            {!error && !board.data && <BoardSkeleton />}
            {board.data && board.data.stages.length === 0 && <EmptyState title={t('board.noStages')} text={t('board.noStagesHint')} />}
            {board.data && board.data.stages.length > 0 && (
                <Board
                    key={board.data.pipeline.id}
                    board={board.data}
                    filters={filters}
                    since={since}
                    loadingMore={board.isPlaceholderData}
                    onMore={() => setPerStage(perStage + PER_STAGE)}
                />
            )}
        </div>
    );
}
