import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { type MergeChoice, mergeRecords, undoMerge } from '~/api/duplicates';
import type { RecordData, RecordType } from '~/api/types';
import { notifyChoice, notifyDone, notifyProblem } from '~/components/notify';
import { recordTitle } from '~/lib/catalogue';
import { type Choices, defaultChoices, fullerSide, type Side, type Sides } from '~/lib/merge';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';

/** Which side stays and what is chosen per field, from a sensible beginning. */
export function useMergeChoices(type: RecordType, sides: Sides, first?: Side) {
    const [survivor, setSurvivor] = useState<Side>(() => first ?? fullerSide(type, sides));
    const [choices, setChoices] = useState<Choices>(() => defaultChoices(type, sides, survivor));
    return {
        survivor,
        choices,
        keep: (side: Side) => {
            setSurvivor(side);
            setChoices(defaultChoices(type, sides, side));
        },
        choose: (field: string, choice: Side | 'both') => setChoices((before) => ({ ...before, [field]: choice })),
    };
}

export type MergeChoices = ReturnType<typeof useMergeChoices>;

type Request = { survivor: RecordData; other: RecordData; values: Record<string, MergeChoice> };

/** Takes two merged records apart; where later changes stand in the way it names them and offers to leave those. */
export function useUndoMerge() {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const undo = useMutation({
        mutationFn: ({ id, keepLater }: { id: number; keepLater: boolean }) => undoMerge(id, keepLater),
        onSuccess: () => {
            notifyDone(t('merge.undone'));
            return changed();
        },
        onError: (error, { id }) => {
            if (!(error instanceof ApiProblem) || error.code !== 'changed_since') return notifyProblem(problemText(error));
            const found = error.errors.map(({ message }) => message).join(' ');
            return notifyChoice(`${problemText(error)} ${found}`, t('merge.undoRest'), () => undo.mutate({ id, keepLater: true }));
        },
    });
    return undo;
}

/** Merges, says so with a way back, and reads again what is on screen, also when somebody was faster. */
export function useMerge(type: RecordType, onMerged: (survivor: RecordData) => void) {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const undo = useUndoMerge();
    return useMutation({
        mutationFn: ({ survivor, other, values }: Request) => mergeRecords(type.plural, survivor, other, values),
        onSuccess: (merged) => {
            notifyDone(t('merge.done', { title: recordTitle(type, merged.record) }), () => undo.mutate({ id: merged.id, keepLater: false }));
            onMerged(merged.record);
            return changed();
        },
        onError: (error) => {
            notifyProblem(problemText(error));
            return changed();
        },
    });
}
