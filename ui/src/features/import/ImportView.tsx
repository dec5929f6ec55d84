/** One import from its mapping to its end. While it runs it is read again every half second. */
import { Alert, Button, Group, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelImport, configureImport, type Import, type ImportInput, readImport, runImport, undoImport } from '~/api/imports';
import { AppLink, useGo } from '~/components/AppLink';
import { ConfirmDialog } from '~/components/ConfirmDialog';
import { ErrorState } from '~/components/ErrorState';
import { notifyProblem } from '~/components/notify';
import { SkeletonRows } from '~/components/SkeletonRows';
import { useScreenActions } from '~/lib/actions';
import { useCatalogue } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { BadRows } from './BadRows';
import { Mapping } from './Mapping';
import classes from './Import.module.css';

const POLL_MILLISECONDS = 500;
const BUSY = ['running', 'undoing'];
const EDITABLE = ['uploaded', 'checked', 'cancelled', 'undone'];
const UNDOABLE = ['done', 'failed', 'cancelled'];

function useImport(id: number) {
    const client = useQueryClient();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const key = ['imports', id];
    const query = useQuery({
        queryKey: key,
        queryFn: async ({ signal }) => {
            const read = await readImport(id, signal);
            const before = client.getQueryData<Import>(key);
            if (before && BUSY.includes(before.state) && !BUSY.includes(read.state)) void changed();
            return read;
        },
        refetchInterval: ({ state }) => (state.data && BUSY.includes(state.data.state) ? POLL_MILLISECONDS : false),
    });
    const act = useMutation({
        mutationFn: (action: () => Promise<Import>) => action(),
        onSuccess: (next) => {
            client.setQueryData(key, next);
            void client.invalidateQueries({ queryKey: ['imports'], exact: true });
            void client.invalidateQueries({ queryKey: ['import-problems', id] });
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
    return { query, act };
}

function Busy({ data, onCancel }: { data: Import; onCancel: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { done, total } = data.progress;
    const label = t(data.state === 'undoing' ? 'import.undoing' : data.dry_run ? 'import.checking' : 'import.loading');
    return (
        <div className={classes.box} role="status">
            <p>
                {label} {data.state === 'running' && t('import.progress', { done: format.number(done), total: format.number(total) })}
            </p>
            <Progress value={total === 0 ? 0 : (done / total) * 100} animated aria-label={label} />
            <Group justify="flex-end" mt="sm">
                <Button variant="default" size="xs" onClick={onCancel}>
                    {t('action.cancel')}
                </Button>
            </Group>
        </div>
    );
}

function Outcome({ data }: { data: Import }) {
    const { t } = useTranslation();
    const format = useFormat();
    const catalogue = useCatalogue();
    const type = catalogue.find(data.record_type);
    const made = Object.entries(data.will_create).filter(([, count]) => Number(count) > 0);
    const rows = ['created', 'updated', 'skipped', 'failed'] as const;
    return (
        <div className={classes.box}>
            <p>
                <strong>{t(`import.outcome.${data.state as 'done'}`)}</strong>
            </p>
            <dl className={classes.counts}>
                {rows.map((row) => (
                    <div key={row} data-bad={(row === 'failed' && data.counts.failed > 0) || undefined}>
                        <dt>{t(`import.${row}`)}</dt>
                        <dd>{format.number(data.counts[row])}</dd>
                    </div>
                ))}
            </dl>
            {made.length > 0 && (
                <p className={classes.small}>
                    {t(data.state === 'checked' ? 'import.willCreate' : 'import.alsoCreated')}{' '}
                    {made.map(([name, count]) => `${format.number(Number(count))} ${catalogue.find(name)?.label_plural ?? name}`).join(', ')}
                </p>
            )}
            {data.state === 'done' && type && <AppLink to={`/${type.plural}`}>{t('import.see', { records: type.label_plural })}</AppLink>}
        </div>
    );
}

/** What the palette offers for an import as it stands. */
function importActions(data: Import | undefined): ('try' | 'run' | 'undo')[] {
    if (data === undefined) return [];
    const mapped = data.columns.some((column) => column.target !== null);
    return [...(EDITABLE.includes(data.state) && mapped ? (['try', 'run'] as const) : []), ...(UNDOABLE.includes(data.state) && !data.dry_run ? (['undo'] as const) : [])];
}

export function ImportView({ id }: { id: number }) {
    const { t } = useTranslation();
    const go = useGo();
    const { query, act } = useImport(id);
    const [undoing, setUndoing] = useState(false);
    useScreenActions(importActions(query.data).map((name) => ({ key: `import ${name}`, label: t(`import.${name}`), run: () => (name === 'undo' ? setUndoing(true) : act.mutate(() => runImport(id, name === 'try'))) })));
    if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    if (!query.data) return <SkeletonRows count={6} height={36} />;
    const data = query.data;
    const busy = BUSY.includes(data.state);
    const editable = EDITABLE.includes(data.state);
    const configure = (input: ImportInput) => act.mutate(() => configureImport(id, input));
    const mapped = data.columns.filter((column) => column.target !== null).length;
    return (
        <>
            <p className={classes.lead}>
                {t('import.about', { file: data.file_name, count: data.row_count, columns: data.columns.length })}
            </p>
            {busy && <Busy data={data} onCancel={() => act.mutate(() => cancelImport(id))} />}
            {!busy && data.state !== 'uploaded' && <Outcome data={data} />}
            {!busy && data.counts.failed > 0 && <BadRows id={id} />}
            {editable && <Mapping data={data} busy={act.isPending} onChange={configure} />}
            {editable && mapped === 0 && <Alert color="yellow">{t('import.nothingMapped')}</Alert>}
            <Group mt="lg" justify="space-between">
                <Button variant="subtle" onClick={() => go('/import')}>
                    {t('import.another')}
                </Button>
                <Group>
                    {editable && (
                        <>
                            <Button variant="default" disabled={mapped === 0} loading={act.isPending} onClick={() => act.mutate(() => runImport(id, true))}>
                                {t('import.try')}
                            </Button>
                            <Button disabled={mapped === 0} loading={act.isPending} onClick={() => act.mutate(() => runImport(id, false))}>
                                {t('import.run')}
                            </Button>
                        </>
                    )}
                    {UNDOABLE.includes(data.state) && !data.dry_run && (
                        <Button color="red" variant="light" onClick={() => setUndoing(true)}>
                            {t('import.undo')}
                        </Button>
                    )}
                </Group>
            </Group>
            <ConfirmDialog
                opened={undoing}
                title={t('import.undoTitle')}
                text={t('import.undoHint', { count: data.counts.created + data.counts.updated })}
                confirm={t('import.undo')}
                cancel={t('action.cancel')}
                danger
                onConfirm={() => {
                    setUndoing(false);
                    act.mutate(() => undoImport(id));
                }}
                onCancel={() => setUndoing(false)}
            />
        </>
    );
}
