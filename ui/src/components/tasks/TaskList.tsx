/** Tasks of a record: added in a line, ticked off with undo, put off, opened to change. */
import { Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Changes, setTaskDone } from '~/api/records';
import type { Task } from '~/api/overviews';
import { InlineAdd } from '~/components/act/InlineAdd';
import { Postpone } from '~/components/act/Postpone';
import { useAct } from '~/components/act/use-act';
import { useSteps } from '~/components/act/use-steps';
import { DateText } from '~/components/DateText';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useRecordPanel } from '~/components/record-panel/context';
import { today } from '~/lib/format';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import classes from './TaskList.module.css';

function useTick(task: Task) {
    const { t } = useTranslation();
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
    return { done: mark.isPending ? mark.variables : task.done === true, mark: mark.mutate };
}

function TaskRow({ task, actor }: { task: Task; actor: ReturnType<typeof useAct> }) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const steps = useSteps();
    const { done, mark } = useTick(task);
    const late = !done && task.due !== null && task.due < today();
    return (
        <li className={classes.task} data-done={done || undefined} data-busy={actor.busy.has(String(task.id)) || undefined}>
            <Checkbox size="sm" checked={done} aria-label={t('tasks.tick', { subject: task.subject })} onChange={(event) => mark(event.currentTarget.checked)} />
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
            {!done && <Postpone subject={task.subject} onPostpone={(to) => void actor.act(String(task.id), steps.postpone('tasks', task, to))} />}
        </li>
    );
}

type Props = { open: Task[]; done: Task[]; /** What a new one belongs to. */ about: Changes };

export function TaskList({ open, done, about }: Props) {
    const { t } = useTranslation();
    const actor = useAct();
    return (
        <>
            <InlineAdd type="task" label={t('tasks.add')} about={about} />
            {open.length === 0 && <p className={classes.none}>{t('tasks.none')}</p>}
            <ul className={classes.list}>
                {open.map((task) => (
                    <TaskRow key={task.id} task={task} actor={actor} />
                ))}
            </ul>
            {done.length > 0 && (
                <details className={classes.done}>
                    <summary>{t('tasks.doneCount', { count: done.length })}</summary>
                    <ul className={classes.list}>
                        {done.map((task) => (
                            <TaskRow key={task.id} task={task} actor={actor} />
                        ))}
                    </ul>
                </details>
            )}
        </>
    );
}
