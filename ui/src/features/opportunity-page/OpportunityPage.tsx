/** Everything about one deal: where it stands, who takes part, what was said, how it moved. */
import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type OpportunityOverview, readOpportunityOverview } from '~/api/overviews';
import type { RecordData } from '~/api/types';
import { Attachments } from '~/components/attachments/Attachments';
import { Committee } from '~/components/committee/Committee';
import { DateText, MomentText } from '~/components/DateText';
import { ErrorState } from '~/components/ErrorState';
import { HistoryList } from '~/components/history/HistoryList';
import { Money } from '~/components/Money';
import { Profile } from '~/components/page/Profile';
import { RecordFrame } from '~/components/page/RecordFrame';
import { Section } from '~/components/page/Section';
import pageClasses from '~/components/page/Page.module.css';
import { RecordLink } from '~/components/RecordLink';
import { useRecordPanel } from '~/components/record-panel/context';
import { SkeletonRows } from '~/components/SkeletonRows';
import { TaskList } from '~/components/tasks/TaskList';
import { Composer } from '~/components/timeline/Composer';
import { Timeline } from '~/components/timeline/Timeline';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { usePageTitle } from '~/lib/use-page-title';
import { StageSteps } from './StageSteps';

export default function OpportunityPage() {
    const { id } = useParams({ strict: false });
    const number = Number(id);
    const overview = useQuery({
        queryKey: keys.overview('opportunities', number),
        queryFn: ({ signal }) => readOpportunityOverview(number, signal),
    });
    usePageTitle(overview.data?.opportunity.name ?? '');
    if (overview.isError) return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
    if (!overview.data) return <SkeletonRows count={12} height={28} />;
    return <Overview key={number} overview={overview.data} />;
}

function Facts({ opportunity }: { opportunity: OpportunityOverview['opportunity'] }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <>
            {opportunity.account && <RecordLink type="account" record={{ id: opportunity.account.id, title: opportunity.account.title ?? '' }} />}
            {opportunity.amount !== null && (
                <strong>
                    <Money amount={opportunity.amount} currency={opportunity.currency} />
                </strong>
            )}
            <span>
                {t('deal.probability', { value: format.percentage(opportunity.probability) })}
                {opportunity.weighted_amount !== null && (
                    <>
                        {' '}
                        · {t('account.weighted')} <Money amount={opportunity.weighted_amount} currency={opportunity.currency} />
                    </>
                )}
            </span>
            <span>
                {t(opportunity.closed_on ? 'deal.closedOn' : 'deal.expected')} <DateText date={opportunity.closed_on ?? opportunity.expected_close} />
            </span>
            {opportunity.owner && <span>{t('account.ownedBy', { name: opportunity.owner.title })}</span>}
        </>
    );
}

function StageLog({ moves }: { moves: OpportunityOverview['stage_log'] }) {
    const { t } = useTranslation();
    return (
        <ol className={pageClasses.rows}>
            {[...moves].reverse().map((move) => (
                <li key={move.id} className={pageClasses.rowItem}>
                    <div className={pageClasses.rowLine}>
                        <span>
                            {move.from ? `${move.from.title} → ` : ''}
                            {move.to.title}
                        </span>
                        <span className={pageClasses.dim}>
                            <MomentText moment={move.at} age />
                        </span>
                    </div>
                    <div className={pageClasses.dim}>
                        {move.by?.title ?? t('history.program')}
                        {move.days_spent !== null && move.from && <> · {t('deal.daysIn', { count: move.days_spent, stage: move.from.title })}</>}
                    </div>
                </li>
            ))}
        </ol>
    );
}

function Overview({ overview }: { overview: OpportunityOverview }) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const { opportunity, may } = overview;
    const self = { id: opportunity.id, title: opportunity.name };
    const account = opportunity.account ? { id: opportunity.account.id, title: opportunity.account.title ?? '' } : null;
    const about = { account, opportunity: self };
    const addButton = (type: string, label: string) =>
        may.update && (
            <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => panel.open({ type, initial: about })}>
                {label}
            </Button>
        );
    const people = overview.stakeholders.map(({ contact }) => contact).filter((contact, index, all) => all.findIndex((other) => other.id === contact.id) === index);
    const main = (
        <>
            <Section id="stage" title={t('deal.stage')}>
                <StageSteps opportunity={opportunity} mayMove={may.update} />
            </Section>
            <Section id="committee" title={t('account.committee')} count={overview.stakeholders.length} action={addButton('stakeholder', t('account.addStakeholder'))}>
                <Committee
                    stakeholders={overview.stakeholders}
                    missing={[]}
                    onEdit={may.update ? (stakeholder) => panel.open({ type: 'stakeholder', id: stakeholder.id }) : undefined}
                />
            </Section>
            <Section id="timeline" title={t('account.timeline')}>
                {may.update && <Composer about={about} people={people} />}
                <Timeline
                    interactions={overview.interactions.items}
                    older={overview.interactions.more ? { to: '/interactions', search: { opportunity: String(opportunity.id) } } : undefined}
                />
            </Section>
        </>
    );
    const side = (
        <>
            <Section id="tasks" title={t('account.tasks')} count={overview.tasks.open.length} action={addButton('task', t('account.addTask'))}>
                <TaskList open={overview.tasks.open} done={overview.tasks.done} />
            </Section>
            <Section id="profile" title={t('account.profile')}>
                <Profile type="opportunity" record={opportunity as unknown as RecordData} />
            </Section>
            <Section id="log" title={t('deal.log')}>
                <StageLog moves={overview.stage_log} />
            </Section>
            <Section id="files" title={t('files.title')} count={overview.attachments.length}>
                <Attachments plural="opportunities" id={opportunity.id} files={overview.attachments} mayChange={may.update} />
            </Section>
            <Section id="history" title={t('history.title')}>
                <HistoryList type="opportunity" entries={overview.history.items} />
            </Section>
        </>
    );
    const parts = [
        { id: 'stage', label: t('deal.stage') },
        { id: 'timeline', label: t('account.timeline') },
        { id: 'tasks', label: t('account.tasks') },
        { id: 'profile', label: t('account.profile') },
        { id: 'log', label: t('deal.log') },
    ];
    return (
        <RecordFrame
            type="opportunity"
            record={opportunity}
            title={opportunity.name}
            may={may}
            badges={
                <Badge tt="none" variant="light" color={opportunity.outcome === 'won' ? 'teal' : opportunity.outcome === 'lost' ? 'red' : 'gray'}>
                    {opportunity.stage?.title}
                </Badge>
            }
            facts={<Facts opportunity={opportunity} />}
            parts={parts}
            main={main}
            side={side}
        />
    );
}
