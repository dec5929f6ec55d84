import { Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { setTaskDone } from '~/api/records';
import type { Field, RecordData, RecordType } from '~/api/types';
import { FieldValue } from '~/components/FieldValue';
import { RecordLink } from '~/components/RecordLink';
import { notifyDone, notifyProblem } from '~/components/notify';
import { recordTitle } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import classes from './RecordList.module.css';

/** A task is ticked off where it is seen. */
function DoneBox({ record, title }: { record: RecordData; title: string }) {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const tick = useMutation({
        mutationFn: (done: boolean) => setTaskDone(record.id, done),
        onSuccess: (_, done) => done && notifyDone(t('tasks.done', { subject: title }), () => tick.mutate(false)),
        onSettled: changed,
        onError: (error) => notifyProblem(problemText(error)),
    });
    const done = tick.isPending ? tick.variables : record.done === true;
    return <Checkbox size="xs" aria-label={t('list.done', { title })} checked={done} onChange={(event) => tick.mutate(event.currentTarget.checked)} />;
}

export function RecordCell({ type, field, record }: { type: RecordType; field: Field; record: RecordData }) {
    const title = recordTitle(type, record);
    if (field.name === type.title) {
        return <RecordLink type={type.name} record={{ id: record.id, title }} className={classes.title} tabIndex={-1} />;
    }
    if (type.name === 'task' && field.name === 'done') return <DoneBox record={record} title={title} />;
    return <FieldValue field={field} record={record} compact />;
}
