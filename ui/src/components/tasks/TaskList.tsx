/** Tasks of a record: tick off with undo, open to change. */
import { Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { setTaskDone } from '~/api/records';
import type { Task } from '~/api/overviews';
import { DateText } from '~/components/DateText';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useRecordPanel } from '~/components/record-panel/context';
import { today } from '~/lib/format';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import classes from './TaskList.module.css';

function TaskRow({ task }: { task: Task }) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const mark = useMutation({
        mutationFn: (done: boolean) => setTaskDone(task.id, done),
        onSuccess: (_, done) => {
            if (done) notifyDone(t('tasks.done', { subject: task.subject }), () => mark.mutate(false));
            return changed();
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
    const done = mark.isPending ? mark.variables : task.done === true;
    const late = !done && task.due !== null && task.due < today();
    return (
        <li className={classes.task} data-done={done || undefined}>
            <Checkbox
                size="sm"
                checked={done}
                aria-label={t('tasks.tick', { subject: task.subject })}
                onChange={(event) => mark.mutate(event.currentTarget.checked)}
            />
            <div className={classes.text}>
                <button type="button" className={classes.open} onClick={() => panel.open({ type: 'task', id: task.id })} dir="auto">
                    {task.subject}
                </button>
                <div className={classes.when} data-late={late || undefined}>
                    {task.due !== null && (
                        <>
                            {late && <>{t('tasks.late')} · </>}
                            <DateText date={task.due} />
                        </>
                    )}
                    {task.owner && (
                        <>
                            {task.due !== null && ' · '}
                            {task.owner.title}
                        </>
                    )}
                </div>
            </div>
        </li>
    );
}

export function TaskList({ open, done }: { open: Task[]; done: Task[] }) {
    const { t } = useTranslation();
    return (
        <>
            {open.length === 0 && <p className={classes.none}>{t('tasks.none')}</p>}
            <ul className={classes.list}>
                {open.map((task) => (
                    <TaskRow key={task.id} task={task} />
                ))}
            </ul>
            {done.length > 0 && (
                <details className={classes.done}>
                    <summary>{t('tasks.doneCount', { count: done.length })}</summary>
                    <ul className={classes.list}>
                        {done.map((task) => (
                            <TaskRow key={task.id} task={task} />
                        ))}
                    </ul>
                </details>
            )}
        </>
    );
}
