import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Opportunity, QuietMark } from '~/api/overviews';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import { Quiet } from '~/components/Quiet';
import { RecordLink } from '~/components/RecordLink';
import { today } from '~/lib/format';
import { useFormat } from '~/lib/use-format';
import classes from './Page.module.css';

function Row({ deal, quiet }: { deal: Opportunity; quiet: QuietMark | undefined }) {
    const { t } = useTranslation();
    const format = useFormat();
    const late = deal.outcome === 'open' && deal.expected_close !== null && deal.expected_close < today();
    return (
        <li className={classes.rowItem}>
            <div className={classes.rowLine}>
                <RecordLink type="opportunity" record={{ id: deal.id, title: deal.name }} fw={550} />
                <Money amount={deal.amount} currency={deal.currency} />
            </div>
            <div className={classes.rowLine}>
                <span className={classes.dim}>
                    {deal.stage?.title}
                    {deal.outcome === 'open' && <> · {format.percentage(deal.probability)}</>}
                </span>
                <span className={classes.dim}>
                    {late && (
                        <Badge size="xs" color="red" variant="light" mr={6}>
                            {t('deal.overdue')}
                        </Badge>
                    )}
                    <DateText date={deal.closed_on ?? deal.expected_close} />
                </span>
            </div>
            {quiet && (
                <div className={classes.rowLine}>
                    <Quiet mark={quiet} stage={deal.stage?.title ?? ''} />
                </div>
            )}
        </li>
    );
}

/** Opportunities one below the other, with what they are worth and when they close. */
export function DealList({ deals, quiet = [] }: { deals: Opportunity[]; /** Those that have gone quiet. */ quiet?: QuietMark[] }) {
    return (
        <ul className={classes.rows}>
            {deals.map((deal) => (
                <Row key={deal.id} deal={deal} quiet={quiet.find(({ id }) => id === deal.id)} />
            ))}
        </ul>
    );
}
