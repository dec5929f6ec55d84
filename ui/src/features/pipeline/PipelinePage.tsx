/** The pipeline as a board: a column per stage, deals moved by mouse, finger or keyboard. */
import { Button, SegmentedControl, Select, TextInput, Title } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readBoard } from '~/api/overviews';
import { listRecords } from '~/api/records';
import { useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { useRecordPanel } from '~/components/record-panel/context';
import { SkeletonRows } from '~/components/SkeletonRows';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { usePageTitle } from '~/lib/use-page-title';
import { Board } from './Board';
import classes from './Pipeline.module.css';

function usePipelines() {
    return useQuery({
        queryKey: keys.list('pipelines', {}),
        queryFn: ({ signal }) => listRecords('pipelines', {}, signal),
    });
}

function useBoard(pipeline: number | undefined, search: Search) {
    const query = { mine: search.mine, team: search.team, q: search.q, owner: search.owner };
    return useQuery({
        queryKey: keys.board(pipeline ?? 0, query),
        queryFn: ({ signal }) => readBoard(pipeline!, query, signal),
        enabled: pipeline !== undefined,
        placeholderData: (previous) => previous,
    });
}

export default function PipelinePage() {
    const { t } = useTranslation();
    const go = useGo();
    const panel = useRecordPanel();
    const search = useSearch({ strict: false }) as Search;
    const pipelines = usePipelines();
    const pipeline = search.pipeline ? Number(search.pipeline) : pipelines.data?.items[0]?.id;
    const board = useBoard(pipeline, search);
    usePageTitle(t('nav.pipeline'));
    const set = (part: Search) => {
        const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== ''));
        go('/pipeline', { search: next, replace: true });
    };
    const whose = search.mine === 'true' ? 'mine' : search.team === 'true' ? 'team' : 'all';
    const error = board.error ?? pipelines.error;
    return (
        <div className={classes.page}>
            <header className={classes.head}>
                <Title order={1}>{t('nav.pipeline')}</Title>
                <div className={classes.tools}>
                    {(pipelines.data?.items.length ?? 0) > 1 && (
                        <Select
                            size="xs"
                            aria-label={t('board.pipeline')}
                            data={pipelines.data!.items.map((item) => ({ value: String(item.id), label: String(item.name) }))}
                            value={String(pipeline)}
                            onChange={(value) => set({ pipeline: value ?? '' })}
                            allowDeselect={false}
                        />
                    )}
                    <SegmentedControl
                        size="xs"
                        aria-label={t('board.whose')}
                        value={whose}
                        onChange={(value) => set({ mine: value === 'mine' ? 'true' : '', team: value === 'team' ? 'true' : '' })}
                        data={[
                            { value: 'all', label: t('board.everybody') },
                            { value: 'team', label: t('board.team') },
                            { value: 'mine', label: t('board.mine') },
                        ]}
                    />
                    <TextInput
                        size="xs"
                        aria-label={t('board.find')}
                        placeholder={t('board.find')}
                        leftSection={<IconSearch size={14} aria-hidden />}
                        defaultValue={search.q ?? ''}
                        onChange={(event) => set({ q: event.currentTarget.value })}
                    />
                    <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => panel.open({ type: 'opportunity' })}>
                        {t('board.new')}
                    </Button>
                </div>
            </header>
            {error && <ErrorState error={error} onRetry={() => void board.refetch()} />}
            {!error && !board.data && <SkeletonRows count={8} height={56} />}
            {board.data && board.data.stages.length === 0 && <EmptyState title={t('board.noStages')} text={t('board.noStagesHint')} />}
            {board.data && board.data.stages.length > 0 && <Board board={board.data} query={search} />}
        </div>
    );
}
