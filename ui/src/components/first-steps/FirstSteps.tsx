/** The tour: what one does in this book, each step taken with one's own records and ticked by having done it. */
import { Button, Title } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstDay, FirstStep } from '~/api/first-day';
import { useGo } from '~/components/AppLink';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useQuickLog } from '~/components/quick-log/context';
import { useRecordPanel } from '~/components/record-panel/context';
import { useProblemText } from '~/lib/problem';
import { useFirstDay, useShowTour } from './use-first-day';
import classes from './FirstSteps.module.css';

type Tour = FirstDay['tour'];

/** Takes a step where it is taken every day, on the newest of one's own records. */
function useTakeStep({ account, opportunity }: Tour): Record<FirstStep, () => void> {
    const panel = useRecordPanel();
    const quickLog = useQuickLog();
    const go = useGo();
    const about = account === null ? {} : { account: { id: account.id, title: account.title ?? '' } };
    return {
        account: () => panel.open({ type: 'account' }),
        contact: () => panel.open({ type: 'contact', initial: about }),
        interaction: () => quickLog.open(account === null ? undefined : 'call: ', account === null ? undefined : { account: account.id }),
        next_step: () => panel.open({ type: 'task', initial: about }),
        opportunity: () => panel.open({ type: 'opportunity', initial: about }),
        move: () => (opportunity === null ? go('/pipeline') : go(`/opportunities/${opportunity.id}`)),
    };
}

function Step({ step, done, first, name, take }: { step: FirstStep; done: boolean; first: boolean; name: string | null; take: () => void }) {
    const { t } = useTranslation();
    const Mark = done ? IconCircleCheck : IconCircle;
    return (
        <li className={classes.step} data-done={done || undefined}>
            <Mark size={20} stroke={1.6} aria-label={t(done ? 'firstSteps.isDone' : 'firstSteps.isOpen')} role="img" />
            <div className={classes.words}>
                <p>{t(`firstSteps.${step}.title`)}</p>
                {first && <p className={classes.why}>{name === null ? t(`firstSteps.${step}.why`) : t(`firstSteps.${step}.whyWith`, { name })}</p>}
            </div>
            {!done && (
                <Button size="xs" variant={first ? 'filled' : 'default'} onClick={take}>
                    {t(`firstSteps.${step}.do`)}
                </Button>
            )}
        </li>
    );
}

function Steps({ tour, onClose }: { tour: Tour; onClose: () => void }) {
    const { t } = useTranslation();
    const take = useTakeStep(tour);
    const done = tour.steps.filter((step) => step.done).length;
    const next = tour.steps.find((step) => !step.done)?.step;
    const nameOf = (step: FirstStep) => (step === 'account' ? null : step === 'move' ? tour.opportunity : tour.account)?.title ?? null;
    return (
        <section className={classes.steps} aria-label={t('firstSteps.title')}>
            <div className={classes.head}>
                <Title order={2}>{t(next === undefined ? 'firstSteps.all' : 'firstSteps.title')}</Title>
                <span className={classes.count}>{t('firstSteps.count', { done, total: tour.steps.length })}</span>
                <Button size="xs" variant="subtle" onClick={onClose}>
                    {t('firstSteps.close')}
                </Button>
            </div>
            {next === undefined && <p className={classes.why}>{t('firstSteps.allHint')}</p>}
            <ol className={classes.list}>
                {tour.steps.map(({ step, done }) => (
                    <Step key={step} step={step} done={done} first={step === next} name={nameOf(step)} take={take[step]} />
                ))}
            </ol>
        </section>
    );
}

/** Nothing for who has closed it, or had done everything before. */
export function FirstSteps({ asked = false }: { asked?: boolean }) {
    const { t } = useTranslation();
    const { data } = useFirstDay();
    const show = useShowTour();
    const problemText = useProblemText();
    const [begun, setBegun] = useState(asked);
    const open = data !== undefined && data.tour.open && data.tour.steps.some((step) => !step.done);
    if (open && !begun) setBegun(true);
    if (data === undefined || !begun || (!data.tour.open && !asked)) return null;
    const set = (shown: boolean) => show(shown).catch((error: unknown) => notifyProblem(problemText(error)));
    const close = async () => {
        await set(false);
        notifyDone(t('firstSteps.closed'), () => void set(true));
    };
    return <Steps tour={data.tour} onClose={() => void close()} />;
}
