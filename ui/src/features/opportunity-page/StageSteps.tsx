import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveOpportunity, type MoveInput, type Opportunity, type Stage, type StageMove } from '~/api/overviews';
import { listRecords } from '~/api/records';
import { LostDialog } from '~/components/lost/LostDialog';
import { notifyDone, notifyProblem } from '~/components/notify';
import { daysByStage } from '~/lib/board';
import { useProblemText } from '~/lib/problem';
import { keys, useRecordsChanged } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import classes from './StageSteps.module.css';

function useStages(pipeline: number) {
    const query = { pipeline: String(pipeline), sort: 'position' };
    return useQuery({
        queryKey: keys.list('stages', query),
        queryFn: async ({ signal }) => (await listRecords('stages', query, signal)).items as unknown as Stage[],
    });
}

/** Moves this deal, offers to take the move back, and tells when somebody else was quicker. */
function useMove(opportunity: Opportunity) {
    const { t } = useTranslation();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const back = opportunity.stage.id;
    const move = useMutation({
        mutationFn: ({ version, input }: { version: number; input: MoveInput; undoing?: boolean }) => moveOpportunity(opportunity.id, version, input),
        onSuccess: (moved, { undoing }) => {
            const undo = () => move.mutate({ version: moved.version, input: { stage: back }, undoing: true });
            notifyDone(t('deal.moved', { stage: moved.stage.title ?? '' }), undoing ? undefined : undo);
        },
        onError: (error) => notifyProblem(problemText(error)),
        onSettled: changed,
    });
    return { pending: move.isPending, to: (input: MoveInput) => move.mutate({ version: opportunity.version, input }) };
}

type Props = { opportunity: Opportunity; log: StageMove[]; mayMove: boolean };

/** The stages of the deal's pipeline in a row; a press moves the deal there. */
export function StageSteps({ opportunity, log, mayMove }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const stages = useStages(opportunity.pipeline.id).data ?? [];
    const [losing, setLosing] = useState<Stage | null>(null);
    const move = useMove(opportunity);
    const choose = (stage: Stage) => (stage.outcome === 'lost' ? setLosing(stage) : move.to({ stage: stage.id }));
    const here = stages.findIndex((stage) => stage.id === opportunity.stage.id);
    const days = daysByStage(log, opportunity, new Date());
    return (
        <>
            <ol className={classes.steps}>
                {stages.map((stage, index) => {
                    const spent = days.get(stage.id);
                    return (
                        <li key={stage.id} data-passed={(spent !== undefined && index !== here) || undefined} data-outcome={stage.outcome}>
                            <button
                                type="button"
                                disabled={!mayMove || move.pending || index === here}
                                aria-current={index === here ? 'step' : undefined}
                                title={mayMove && index !== here ? t('deal.moveTo', { stage: stage.name }) : undefined}
                                onClick={() => choose(stage)}
                            >
                                {stage.name}
                                <span>
                                    {format.percentage(stage.probability)}
                                    {spent !== undefined && stage.outcome === 'open' && <> · {t('deal.days', { count: spent })}</>}
                                </span>
                            </button>
                        </li>
                    );
                })}
            </ol>
            <LostDialog
                deal={losing === null ? null : opportunity.name}
                onLost={(lost_reason, lost_note) => {
                    if (losing) move.to({ stage: losing.id, lost_reason, lost_note });
                    setLosing(null);
                }}
                onCancel={() => setLosing(null)}
            />
        </>
    );
}
