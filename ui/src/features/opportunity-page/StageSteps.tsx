import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Opportunity, Stage, StageMove } from '~/api/overviews';
import { listRecords } from '~/api/records';
import { useDealMove } from '~/components/move/use-deal-move';
import { useScreenActions } from '~/lib/actions';
import { daysByStage } from '~/lib/board';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import classes from './StageSteps.module.css';

function useStages(pipeline: number) {
    const query = { pipeline: String(pipeline), sort: 'position' };
    return useQuery({
        queryKey: keys.list('stages', query),
        queryFn: async ({ signal }) => (await listRecords('stages', query, signal)).items as unknown as Stage[],
    });
}

type Props = { opportunity: Opportunity; log: StageMove[]; mayMove: boolean };

/** The stages of the deal's pipeline in a row; a press moves the deal there. */
export function StageSteps({ opportunity, log, mayMove }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const stages = useStages(opportunity.pipeline.id).data ?? [];
    const move = useDealMove();
    const here = stages.findIndex((stage) => stage.id === opportunity.stage.id);
    const days = daysByStage(log, opportunity, new Date());
    useScreenActions(
        stages.filter(({ id }) => mayMove && id !== opportunity.stage.id).map((stage) => ({ key: `move ${stage.id}`, label: t('deal.moveTo', { stage: stage.name }), run: () => move.to(opportunity, stage) })),
    );
    return (
        <>
            <ol className={classes.steps}>
                {stages.map((stage, index) => {
                    const spent = days.get(stage.id);
                    return (
                        <li key={stage.id} data-passed={(spent !== undefined && index !== here) || undefined} data-outcome={stage.outcome}>
                            <button
                                type="button"
                                disabled={!mayMove || move.moving !== null || index === here}
                                aria-current={index === here ? 'step' : undefined}
                                title={mayMove && index !== here ? t('deal.moveTo', { stage: stage.name }) : undefined}
                                onClick={() => move.to(opportunity, stage)}
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
            {move.dialog}
        </>
    );
}
