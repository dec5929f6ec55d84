import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Board, Opportunity } from '~/api/overviews';
import { updateRecord } from '~/api/records';
import { notifyDone, notifyProblem } from '~/components/notify';
import { expectOnBoard } from '~/lib/board';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';

type Move = { deal: Pick<Opportunity, 'id' | 'version' | 'expected_close'>; day: string | null; undoing?: boolean };

/** Lets a deal be expected on another day: shown at once, taken back when the server refuses, undone with one press. */
export function useDayMove() {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const mutation = useMutation({
        mutationFn: ({ deal, day }: Move) => updateRecord('opportunities', deal.id, deal.version, { expected_close: day }),
        onMutate: async ({ deal, day }: Move) => {
            await client.cancelQueries({ queryKey: ['records', 'board'] });
            client.setQueriesData<Board>({ queryKey: ['records', 'board'] }, (board) => board && expectOnBoard(board, deal.id, day));
        },
        onSuccess: (saved, { deal, day, undoing }) => {
            const undo = () => mutation.mutate({ deal: { ...deal, version: saved.version }, day: deal.expected_close, undoing: true });
            notifyDone(t('calendar.moved', { day: day === null ? '' : format.weekday(day) }), undoing ? undefined : undo);
        },
        onError: (error) => notifyProblem(problemText(error)),
        onSettled: changed,
    });
    return {
        to: (deal: Opportunity, day: string) => deal.expected_close !== day && mutation.mutate({ deal, day }),
        moving: mutation.isPending ? mutation.variables.deal.id : null,
    };
}
