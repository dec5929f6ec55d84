import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveOpportunity, type MoveInput, type Opportunity, type Stage } from '~/api/overviews';
import { listRecords } from '~/api/records';
import { LostDialog } from '~/components/lost/LostDialog';
import { notifyDone, notifyProblem } from '~/components/notify';
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

/** The stages of the deal's pipeline in a row; a press moves the deal there. */
export function StageSteps({ opportunity, mayMove }: { opportunity: Opportunity; mayMove: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const stages = useStages(opportunity.pipeline.id).data ?? [];
    const [losing, setLosing] = useState<Stage | null>(null);
    const move = useMutation({
        mutationFn: (input: MoveInput) => moveOpportunity(opportunity.id, opportunity.version, input),
        onSuccess: (moved) => {
            notifyDone(t('deal.moved', { stage: moved.stage?.title ?? '' }));
            return changed();
        },
        onError: (error) => {
            notifyProblem(problemText(error));
            return changed();
        },
    });
    const choose = (stage: Stage) => (stage.outcome === 'lost' ? setLosing(stage) : move.mutate({ stage: stage.id }));
    const here = stages.findIndex((stage) => stage.id === opportunity.stage?.id);
    return (
        <>
            <ol className={classes.steps}>
                {stages.map((stage, index) => (
                    <li key={stage.id} data-passed={(opportunity.outcome === 'open' && index < here) || undefined} data-outcome={stage.outcome}>
                        <button
                            type="button"
                            disabled={!mayMove || move.isPending || index === here}
                            aria-current={index === here ? 'step' : undefined}
                            onClick={() => choose(stage)}
                        >
                            {stage.name}
                            <span>{format.percentage(stage.probability)}</span>
                        </button>
                    </li>
                ))}
            </ol>
            <LostDialog
                deal={losing === null ? null : opportunity.name}
                onLost={(lost_reason, lost_note) => {
                    if (losing) move.mutate({ stage: losing.id, lost_reason, lost_note });
                    setLosing(null);
                }}
                onCancel={() => setLosing(null)}
            />
        </>
    );
}
