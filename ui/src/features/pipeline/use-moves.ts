import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Board, moveOpportunity, type MoveInput, type Opportunity } from '~/api/overviews';
import { notifyDone, notifyProblem } from '~/components/notify';
import { moveOnBoard } from '~/lib/board';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';

type Move = { deal: Opportunity; input: MoveInput; stage: string; undoing?: boolean };

export function useMoves() {
    const { t } = useTranslation();
    const client = useQueryClient();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const mutation = useMutation({
        mutationFn: ({ deal, input }: Move) => moveOpportunity(deal.id, deal.version, input),
        onMutate: async ({ deal, input }: Move) => {
            await client.cancelQueries({ queryKey: ['records', 'board'] });
            client.setQueriesData<Board>({ queryKey: ['records', 'board'] }, (board) => board && moveOnBoard(board, deal.id, input.stage));
        },
        onSuccess: (moved, { deal, stage, undoing }) => {
            const back = deal.stage;
            const undo = undoing || !back ? undefined : () => mutation.mutate({ deal: moved, input: { stage: back.id }, stage: back.title ?? '', undoing: true });
            notifyDone(t('deal.moved', { stage }), undo);
        },
        onError: (error) => notifyProblem(problemText(error)),
        onSettled: changed,
    });
    return {
        move: (deal: Opportunity, input: MoveInput, stage: string) => mutation.mutate({ deal, input, stage }),
        moving: mutation.isPending ? mutation.variables.deal.id : null,
    };
}
