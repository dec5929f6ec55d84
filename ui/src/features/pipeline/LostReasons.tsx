import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readSummary } from '~/api/records';
import type { SummaryGroup } from '~/api/types';
import { AppLink } from '~/components/AppLink';
import { Money } from '~/components/Money';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import classes from './Pipeline.module.css';

/** `list` narrows to the lost deals that are shown. */
function useReasons(list: Search) {
    const query = { ...list, group: 'lost_reason', sum: 'amount' };
    const summary = useQuery({ queryKey: keys.summary('opportunities', query), queryFn: ({ signal }) => readSummary('opportunities', query, signal) });
    return [...(summary.data?.groups ?? [])].sort((a, b) => b.count - a.count);
}

function Amounts({ group }: { group: SummaryGroup }) {
    const sums = group.sum.amount;
    if (!Array.isArray(sums)) return null;
    return (
        <>
            {sums.map(({ currency, value }) => (
                <Money key={currency} amount={value} currency={currency} short />
            ))}
        </>
    );
}

/** Why deals were lost: how many, and how much, the most frequent reason first. */
export function LostReasons({ list, open = false }: { list: Search; open?: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const field = findField(useRecordType('opportunity'), 'lost_reason');
    const groups = useReasons(list);
    if (groups.length === 0) return null;
    return (
        <details className={classes.reasons} open={open}>
            <summary>{t('pipeline.reasons')}</summary>
            <ul>
                {groups.map((group) => {
                    const reason = typeof group.key.lost_reason === 'string' ? group.key.lost_reason : null;
                    const search = reason === null ? { ...list, 'lost_reason.null': 'true' } : { ...list, lost_reason: reason };
                    return (
                        <li key={reason ?? ''}>
                            <AppLink to="/opportunities" search={search}>
                                {reason === null ? t('pipeline.noReason') : choiceLabel(field, reason)}
                            </AppLink>
                            <span className={classes.count}>{format.number(group.count)}</span>
                            <span className={classes.reasonAmount}>
                                <Amounts group={group} />
                            </span>
                        </li>
                    );
                })}
            </ul>
        </details>
    );
}
