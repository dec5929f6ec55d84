import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MergeChoice, mergeRecords, undoMerge } from '~/api/duplicates';
import type { RecordData, RecordType } from '~/api/types';
import { notifyDone, notifyProblem } from '~/components/notify';
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

/** Merges, says so with a way back, and reads again what is on screen, also when somebody was faster. */
export function useMerge(type: RecordType, onMerged: (survivor: RecordData) => void) {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const undo = useMutation({
        mutationFn: undoMerge,
        onSuccess: () => {
            notifyDone(t('merge.undone'));
            return changed();
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
    return useMutation({
        mutationFn: ({ survivor, other, values }: Request) => mergeRecords(type.plural, survivor, other, values),
        onSuccess: (merged) => {
            notifyDone(t('merge.done', { title: recordTitle(type, merged.record) }), () => undo.mutate(merged.id));
            onMerged(merged.record);
            return changed();
        },
        onError: (error) => {
            notifyProblem(problemText(error));
            return changed();
        },
    });
}
