import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromiseMade, Task } from '~/api/overviews';
import { setTaskDone, updateRecord } from '~/api/records';
import { useFormat } from '~/lib/use-format';
import type { Step } from './use-act';

type Due = { id: number; version: number; subject: string; due: string | null };

/** The steps that tasks and promises know. */
export function useSteps() {
    const { t } = useTranslation();
    const format = useFormat();
    return useMemo(
        () => ({
            tick: (task: Task): Step => ({
                run: () => setTaskDone(task.id, true),
                undo: () => setTaskDone(task.id, false),
                text: t('tasks.done', { subject: task.subject }),
            }),
            postpone: (plural: 'tasks' | 'promises', { id, version, subject, due }: Due, to: string): Step => ({
                run: () => updateRecord(plural, id, version, { due: to }),
                undo: (saved) => updateRecord(plural, id, saved.version, { due }),
                text: t('postpone.done', { subject, date: format.date(to) }),
            }),
            settle: (promise: PromiseMade, status: PromiseMade['status']): Step => ({
                run: () => updateRecord('promises', promise.id, promise.version, { status }),
                undo: (saved) => updateRecord('promises', promise.id, saved.version, { status: promise.status }),
                text: t(`promise.done.${status}`, { subject: promise.subject }),
            }),
        }),
        [t, format],
    );
}
