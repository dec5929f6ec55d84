/** Everything about one deal: where it stands, who takes part, what was said, how it moved. */
import { Badge, Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type OpportunityOverview, readOpportunityOverview } from '~/api/overviews';
import type { RecordData } from '~/api/types';
import { Attachments } from '~/components/attachments/Attachments';
import { Committee } from '~/components/committee/Committee';
import { DateText } from '~/components/DateText';
import { PageHistory } from '~/components/history/PageHistory';
import { Money } from '~/components/Money';
import { NewQuoteButton } from '~/components/NewQuoteButton';
import { AddButton } from '~/components/page/AddButton';
import classes from '~/components/page/Page.module.css';
import { PageState } from '~/components/page/PageState';
import { Profile } from '~/components/page/Profile';
import { RecordFrame } from '~/components/page/RecordFrame';
import { Section } from '~/components/page/Section';
import { PromiseList } from '~/components/promises/PromiseList';
import { Quiet } from '~/components/Quiet';
import { RecordLink } from '~/components/RecordLink';
import { useRecordPanel } from '~/components/record-panel/context';
import { TaskList } from '~/components/tasks/TaskList';
import { Composer } from '~/components/timeline/Composer';
import { useCompose } from '~/components/timeline/use-compose';
import { Timeline } from '~/components/timeline/Timeline';
import { Trail } from '~/components/trail/Trail';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import { NewOrder } from './NewOrder';
import { StageLog } from './StageLog';
import { StageSteps } from './StageSteps';

export default function OpportunityPage() {
    const { id } = useParams({ strict: false });
    const number = Number(id);
    const overview = useQuery({
        queryKey: keys.overview('opportunities', number),
        queryFn: ({ signal }) => readOpportunityOverview(number, signal),
    });
    if (!overview.data) return <PageState error={overview.error} onRetry={() => void overview.refetch()} />;
    return <Overview key={number} overview={overview.data} />;
}

type PartProps = { overview: OpportunityOverview };

function Facts({ overview: { opportunity, quiet } }: PartProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const lost = useRecordType('opportunity');
    return (
        <>
            {opportunity.account && <RecordLink type="account" record={{ id: opportunity.account.id, title: opportunity.account.title ?? '' }} />}
            {opportunity.amount !== null && (
                <strong>
                    <Money amount={opportunity.amount} currency={opportunity.currency} />
                </strong>
            )}
            {opportunity.outcome === 'open' && (
                <span>
                    {t('deal.probability', { value: format.percentage(opportunity.probability) })}
                    {opportunity.weighted_amount !== null && (
                        <>
                            {' · '}
                            {t('account.weighted')} <Money amount={opportunity.weighted_amount} currency={opportunity.currency} />
                        </>
                    )}
                </span>
            )}
            <span>
                {t(opportunity.closed_on ? 'deal.closedOn' : 'deal.expected')} <DateText date={opportunity.closed_on ?? opportunity.expected_close} />
            </span>
            {opportunity.outcome === 'lost' && opportunity.lost_reason && (
                <span>{t('deal.lostBecause', { reason: choiceLabel(findField(lost, 'lost_reason'), opportunity.lost_reason) })}</span>
            )}
            {quiet && <Quiet mark={quiet} stage={opportunity.stage.title ?? ''} full />}
            {opportunity.owner && <span>{t('account.ownedBy', { name: opportunity.owner.title })}</span>}
        </>
    );
}

/** What a record that belongs to this deal begins with. */
function aboutOf({ opportunity }: OpportunityOverview) {
    const account = opportunity.account ? { id: opportunity.account.id, title: opportunity.account.title ?? '' } : null;
    return { account, opportunity: { id: opportunity.id, title: opportunity.name } };
}

function CommitteePart({ overview }: PartProps) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    return (
        <Section
            id="committee"
            title={t('account.committee')}
            action={<AddButton type="stakeholder" label={t('account.addStakeholder')} initial={aboutOf(overview)} />}
        >
            {overview.stakeholders.length === 0 && <p className={classes.none}>{t('deal.noCommittee')}</p>}
            <Committee
                stakeholders={overview.stakeholders}
                missing={[]}
                onEdit={overview.may.update ? (stakeholder) => panel.open({ type: 'stakeholder', id: stakeholder.id }) : undefined}
            />
        </Section>
    );
}

function Side({ overview }: PartProps) {
    const { t } = useTranslation();
    const { opportunity, may, tasks, promises } = overview;
    return (
        <>
            <Section id="tasks" title={t('account.tasks')} count={tasks.open.length}>
                <TaskList open={tasks.open} done={tasks.done} about={aboutOf(overview)} />
            </Section>
            <Section id="promises" title={t('promise.title')} count={promises.open.length}>
                <PromiseList promises={promises} about={aboutOf(overview)} mayChange={may.update} />
            </Section>
            <Section id="profile" title={t('account.profile')}>
                <Profile type="opportunity" record={opportunity as unknown as RecordData} without={['stage_since']} />
            </Section>
            <Section id="log" title={t('deal.log')}>
                <StageLog moves={overview.stage_log} />
            </Section>
            <Section id="files" title={t('files.title')} count={overview.attachments.length}>
                <Attachments plural="opportunities" id={opportunity.id} files={overview.attachments} mayChange={may.update} />
            </Section>
            <Section id="history" title={t('history.title')}>
                <PageHistory type="opportunity" id={opportunity.id} history={overview.history} />
            </Section>
        </>
    );
}

/** Those of the committee, and the main contact. */
function peopleOf({ opportunity, stakeholders }: OpportunityOverview) {
    const people = [...stakeholders.map(({ contact }) => contact), ...(opportunity.contact ? [opportunity.contact] : [])];
    return [...new Map(people.map((person) => [person.id, person])).values()];
}

function Overview({ overview }: PartProps) {
    const { t } = useTranslation();
    const { field: composer, compose } = useCompose();
    const mayLog = useRecordType('interaction').may.create;
    const { opportunity, may } = overview;
    const main = (
        <>
            <CommitteePart overview={overview} />
            <Section id="timeline" title={t('account.timeline')}>
                {mayLog && <Composer about={aboutOf(overview)} people={peopleOf(overview)} subjectRef={composer} />}
                <Timeline newest={overview.interactions} filter={{ opportunity: String(opportunity.id) }} />
            </Section>
        </>
    );
    const log = mayLog && (
        <Button leftSection={<IconMessagePlus size={16} aria-hidden />} onClick={compose}>
            {t('account.log')}
        </Button>
    );
    const parts = [
        { id: 'stage', label: t('deal.stage') },
        { id: 'committee', label: t('account.committee') },
        { id: 'timeline', label: t('account.timeline') },
        { id: 'tasks', label: t('account.tasks') },
        { id: 'promises', label: t('promise.title') },
        { id: 'profile', label: t('account.profile') },
        { id: 'log', label: t('deal.log') },
        { id: 'files', label: t('files.title') },
        { id: 'history', label: t('history.title') },
    ];
    return (
        <RecordFrame
            type="opportunity"
            record={opportunity as unknown as RecordData}
            may={may}
            follow={overview.follow}
            badges={
                <Badge tt="none" variant="light" color={{ won: 'teal', lost: 'red', open: 'gray' }[opportunity.outcome]}>
                    {opportunity.stage.title}
                </Badge>
            }
            facts={<Facts overview={overview} />}
            actions={
                <>
                    {log}
                    <NewQuoteButton of="opportunity" id={opportunity.id} />
                    {opportunity.outcome === 'won' && <NewOrder opportunity={opportunity.id} />}
                </>
            }
            parts={parts}
            lead={
                <>
                    <Section id="stage" title={t('deal.stage')}>
                        <StageSteps opportunity={opportunity} log={overview.stage_log} mayMove={may.update} />
                    </Section>
                    <Trail type="opportunity" id={opportunity.id} ofDocuments />
                </>
            }
            main={main}
            side={<Side overview={overview} />}
        />
    );
}
