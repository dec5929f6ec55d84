import { useTranslation } from 'react-i18next';
import type { Lead } from '~/api/leads';
import { MomentText } from '~/components/DateText';
import { SkeletonRows } from '~/components/SkeletonRows';
import classes from './Leads.module.css';

type Props = { leads: Lead[] | undefined; more: boolean; chosen: number | undefined; onChoose: (lead: Lead) => void };

export function LeadList({ leads, more, chosen, onChoose }: Props) {
    const { t } = useTranslation();
    if (leads === undefined) return <SkeletonRows count={8} height={44} />;
    return (
        <>
            <ul className={classes.list} aria-label={t('leads.list')}>
                {leads.map((lead) => (
                    <li key={lead.id}>
                        <button
                            type="button"
                            className={classes.row}
                            data-lead={lead.id}
                            aria-current={lead.id === chosen || undefined}
                            onClick={() => onChoose(lead)}
                        >
                            <span className={classes.name} dir="auto">
                                {lead.name}
                            </span>
                            <span className={classes.age}>
                                <MomentText moment={lead.created_at} age />
                            </span>
                            <span className={classes.company} dir="auto">
                                {lead.company ?? lead.email ?? lead.phone}
                            </span>
                            <span className={classes.owner} data-none={lead.owner === null || undefined}>
                                {lead.owner?.title ?? t('leads.nobody')}
                            </span>
                        </button>
                    </li>
                ))}
            </ul>
            {more && <p className={classes.more}>{t('leads.more')}</p>}
        </>
    );
}
