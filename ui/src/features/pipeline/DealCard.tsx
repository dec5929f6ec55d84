import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opportunity, QuietMark } from '~/api/overviews';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import { PersonAvatar } from '~/components/PersonAvatar';
import { Quiet } from '~/components/Quiet';
import { RecordLink } from '~/components/RecordLink';
import { daysSince } from '~/lib/board';
import { today } from '~/lib/format';
import { useFormat } from '~/lib/use-format';
import classes from './Pipeline.module.css';

type Props = { deal: Opportunity; quiet?: QuietMark; /** What can be done with it. */ menu?: ReactNode; lifted?: boolean };

function Close({ deal }: { deal: Opportunity }) {
    const { t } = useTranslation();
    const late = deal.outcome === 'open' && deal.expected_close !== null && deal.expected_close < today();
    return (
        <span data-late={late || undefined}>
            {late && <>{t('deal.overdue')} · </>}
            <DateText date={deal.closed_on ?? deal.expected_close} />
        </span>
    );
}

export function DealCard({ deal, quiet, menu, lifted = false }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const open = deal.outcome === 'open';
    const days = daysSince(deal.stage_since, new Date());
    return (
        <div className={classes.card} data-lifted={lifted || undefined}>
            <div className={classes.cardTop}>
                <RecordLink type="opportunity" record={{ id: deal.id, title: deal.name }} className={classes.cardTitle} />
                {menu}
            </div>
            {deal.account && (
                <div className={classes.account} dir="auto">
                    {deal.account.title}
                </div>
            )}
            <div className={classes.cardLine}>
                <strong>
                    <Money amount={deal.amount} currency={deal.currency} />
                </strong>
                {open && <span className="tabular">{format.percentage(deal.probability)}</span>}
            </div>
            {quiet && (
                <div className={classes.cardLine}>
                    <Quiet mark={quiet} stage={deal.stage.title ?? ''} />
                </div>
            )}
            <div className={classes.cardLine}>
                <Close deal={deal} />
                <span className={classes.cardEnd}>
                    {open && (
                        <span className="tabular" title={t('board.daysHere', { count: days })}>
                            <span aria-hidden>{t('board.days', { count: days })}</span>
                            <VisuallyHidden>{t('board.daysHere', { count: days })}</VisuallyHidden>
                        </span>
                    )}
                    {deal.owner && <PersonAvatar name={deal.owner.title ?? ''} size="xs" />}
                </span>
            </div>
        </div>
    );
}
