import { useTranslation } from 'react-i18next';
import type { StageMove } from '~/api/overviews';
import { MomentText } from '~/components/DateText';
import classes from '~/components/page/Page.module.css';

/** From, to, when, by whom, and how long the deal had been where it was; the latest move first. */
export function StageLog({ moves }: { moves: StageMove[] }) {
    const { t } = useTranslation();
    return (
        <ol className={classes.rows}>
            {[...moves].reverse().map((move) => (
                <li key={move.id} className={classes.rowItem}>
                    <div className={classes.rowLine}>
                        <span>
                            {move.from && (
                                <>
                                    {move.from.title} <span aria-hidden>→</span>{' '}
                                </>
                            )}
                            {move.to.title}
                        </span>
                        <span className={classes.dim}>
                            <MomentText moment={move.at} age />
                        </span>
                    </div>
                    <div className={classes.dim}>
                        {move.by?.title ?? t('history.program')}
                        {move.days_spent !== null && move.from && <> · {t('deal.daysIn', { count: move.days_spent, stage: move.from.title })}</>}
                    </div>
                </li>
            ))}
        </ol>
    );
}
