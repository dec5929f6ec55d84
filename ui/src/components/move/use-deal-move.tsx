/** Moves a deal to another stage: shown at once, taken back when the server refuses, undone with one press. What the
 * stage asks for first is asked in a dialog, and saved with the move. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { type Board, moveOpportunity, type MoveInput, type Opportunity, type Stage } from '~/api/overviews';
import { notifyDone, notifyProblem } from '~/components/notify';
import { moveOnBoard } from '~/lib/board';
import { asksOfLost, demandedBy, fieldErrors } from '~/lib/demands';
import { useProblemText } from '~/lib/problem';
import { useRecordsChanged } from '~/lib/queries';
import { type Asking, MoveDialog } from './MoveDialog';

type Target = Pick<Stage, 'id' | 'name' | 'outcome' | 'asks_for'>;
type Move = { deal: Opportunity; input: MoveInput; stage: Target; undoing?: boolean };

export type DealMove = { to: (deal: Opportunity, stage: Target) => void; moving: number | null; dialog: ReactNode };

function useMoving(onRefused: (move: Move, error: unknown) => void, onMoved: () => void) {
    const { t } = useTranslation();
    const client = useQueryClient();
    const changed = useRecordsChanged();
    const mutation = useMutation({
        mutationFn: ({ deal, input }: Move) => moveOpportunity(deal.id, deal.version, input),
        onMutate: async ({ deal, input }: Move) => {
            await client.cancelQueries({ queryKey: ['records', 'board'] });
            client.setQueriesData<Board>({ queryKey: ['records', 'board'] }, (board) => board && moveOnBoard(board, deal.id, input.stage));
        },
        onSuccess: (moved, { deal, stage, undoing }) => {
            const back = { id: deal.stage.id, name: deal.stage.title ?? '', outcome: deal.outcome, asks_for: null };
            const undo = () => mutation.mutate({ deal: moved, input: { stage: back.id }, stage: back, undoing: true });
            notifyDone(t('deal.moved', { stage: stage.name }), undoing ? undefined : undo);
            onMoved();
        },
        onError: (error, move) => onRefused(move, error),
        onSettled: changed,
    });
    return mutation;
}

export function useDealMove(): DealMove {
    const problemText = useProblemText();
    const [asking, setAsking] = useState<Asking | null>(null);
    const refused = ({ deal, stage, undoing }: Move, error: unknown) => {
        const asked = [...(asking?.asked ?? []), ...(undoing ? [] : demandedBy(error))];
        const wrong = fieldErrors(error);
        const shown = !undoing && asked.length > 0 && Object.keys(wrong).length > 0;
        // What is asked for the first time is not wrong yet.
        if (shown) setAsking({ deal, stage, asked: [...new Set(asked)], errors: asking ? wrong : {} });
        if (shown && Object.keys(wrong).every((field) => asked.includes(field) || field.includes('.'))) return;
        notifyProblem(problemText(error));
        const current = error instanceof ApiProblem ? error.current : null;
        if (current) setAsking((before) => before && { ...before, deal: current as unknown as Opportunity });
    };
    const mutation = useMoving(refused, () => setAsking(null));
    const to = (deal: Opportunity, stage: Target) => {
        if (deal.stage.id === stage.id) return;
        if (stage.outcome === 'lost') setAsking({ deal, stage, asked: asksOfLost(deal, stage.asks_for), errors: {} });
        else mutation.mutate({ deal, stage, input: { stage: stage.id } });
    };
    const dialog = asking && (
        <MoveDialog
            key={`${asking.deal.id}-${asking.stage.id}`}
            asking={asking}
            pending={mutation.isPending}
            onMove={(input) => mutation.mutate({ deal: asking.deal, stage: asking.stage, input })}
            onCancel={() => setAsking(null)}
        />
    );
    return { to, moving: mutation.isPending ? mutation.variables.deal.id : null, dialog };
}
