/** Says that nobody has spoken about a deal for longer than its stage allows. */
import { IconHourglassLow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { QuietMark } from '~/api/overviews';
import classes from './Quiet.module.css';

export function Quiet({ mark, stage, full = false }: { mark: QuietMark; stage: string; /** With what the stage expects; else that is told on hover. */ full?: boolean }) {
    const { t } = useTranslation();
    const text = t('quiet.full', { count: mark.days, stage, limit: mark.quiet_days });
    return (
        <span className={classes.quiet} title={full ? undefined : text}>
            <IconHourglassLow size={14} aria-hidden />
            {full ? text : t('quiet.short', { count: mark.days })}
        </span>
    );
}
