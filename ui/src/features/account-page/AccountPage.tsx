/** Everything about one account on one page, read in one call. */
import { Anchor, Badge, Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountOverview } from '~/api/overviews';
import type { RecordData } from '~/api/types';
import { Attachments } from '~/components/attachments/Attachments';
import { Committee } from '~/components/committee/Committee';
import { PageHistory } from '~/components/history/PageHistory';
import { NewContractButton } from '~/components/NewContractButton';
import { NewQuoteButton } from '~/components/NewQuoteButton';
import { AddButton } from '~/components/page/AddButton';
import { PageState } from '~/components/page/PageState';
import { Profile } from '~/components/page/Profile';
import { RecordFrame } from '~/components/page/RecordFrame';
import { Section } from '~/components/page/Section';
import { PromiseList } from '~/components/promises/PromiseList';
import { RecordLink } from '~/components/RecordLink';
import { useRecordPanel } from '~/components/record-panel/context';
import { TaskList } from '~/components/tasks/TaskList';
import { Composer } from '~/components/timeline/Composer';
import { useCompose } from '~/components/timeline/use-compose';
import { Timeline } from '~/components/timeline/Timeline';
import { useScreenActions } from '~/lib/actions';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { accountOverviewOptions } from '~/lib/queries';
import { contactPerson } from '~/lib/timeline';
import { Brief } from './Brief';
import { Children } from './Children';
import { Deals } from './Deals';
import { People } from './People';
import { Purchases } from './Purchases';

export default function AccountPage() {
    const { id } = useParams({ strict: false });
    const number = Number(id);
    const overview = useQuery(accountOverviewOptions(number));
    if (!overview.data) return <PageState error={overview.error} onRetry={() => void overview.refetch()} />;
    return <Overview key={number} overview={overview.data} />;
}

function Facts({ account }: { account: AccountOverview['account'] }) {
    const { t } = useTranslation();
    return (
        <>
            {account.owner && <span>{t('account.ownedBy', { name: account.owner.title })}</span>}
            {account.industry && <span dir="auto">{account.industry}</span>}
            {account.website && (
                <Anchor inherit href={account.website} target="_blank" rel="noopener noreferrer">
                    {account.website.replace(/^https?:\/\//, '')}
                </Anchor>
            )}
            {account.phone && (
                <Anchor inherit href={`tel:${account.phone.replace(/[^\d+]/g, '')}`} className="tabular">
                    {account.phone}
                </Anchor>
            )}
            {account.parent && (
                <span>
                    {t('account.partOf')} <RecordLink type="account" record={{ id: account.parent.id, title: account.parent.title ?? '' }} />
                </span>
            )}
        </>
    );
}

function Badges({ account }: { account: AccountOverview['account'] }) {
    const type = useRecordType('account');
    return (
        <>
            <Badge tt="none" variant="light" color={account.status === 'customer' ? 'teal' : 'gray'}>
                {choiceLabel(findField(type, 'status'), account.status)}
            </Badge>
            {account.tier && (
                <Badge tt="none" variant="outline" color="gray">
                    {choiceLabel(findField(type, 'tier'), account.tier)}
                </Badge>
            )}
        </>
    );
}

type PartProps = { overview: AccountOverview };

function selfOf({ account }: AccountOverview) {
    return { id: account.id, title: account.name };
}

function CommitteePart({ overview }: PartProps) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const mayAdd = useRecordType('stakeholder').may.create;
    const account = selfOf(overview);
    return (
        <Section id="committee" title={t('account.committee')} action={<AddButton type="stakeholder" label={t('account.addStakeholder')} initial={{ account }} />}>
            <Committee
                stakeholders={overview.stakeholders}
                missing={overview.missing_roles}
                onAdd={mayAdd ? (role) => panel.open({ type: 'stakeholder', initial: { account, ...(role === null ? {} : { buying_role: role }) } }) : undefined}
                onEdit={overview.may.update ? (stakeholder) => panel.open({ type: 'stakeholder', id: stakeholder.id }) : undefined}
            />
        </Section>
    );
}

function Side({ overview }: PartProps) {
    const { t } = useTranslation();
    const { account, may, tasks, promises } = overview;
    const self = selfOf(overview);
    return (
        <>
            <Section
                id="deals"
                title={t('account.openDeals')}
                count={overview.totals.deals.open}
                action={<AddButton type="opportunity" label={t('account.addDeal')} initial={{ account: self }} />}
            >
                <Deals overview={overview} />
            </Section>
            <Purchases account={account} trade={overview.trade} />
            <Section id="tasks" title={t('account.tasks')} count={tasks.open.length}>
                <TaskList open={tasks.open} done={tasks.done} about={{ account: self }} />
            </Section>
            <Section id="promises" title={t('promise.title')} count={promises.open.length}>
                <PromiseList promises={promises} about={{ account: self }} mayChange={may.update} />
            </Section>
            <Section
                id="people"
                title={t('account.people')}
                count={overview.contacts.length}
                action={<AddButton type="contact" label={t('account.addContact')} initial={{ account: self }} />}
            >
                <People overview={overview} />
            </Section>
            <Section id="profile" title={t('account.profile')}>
                <Profile type="account" record={account as unknown as RecordData} without={['status', 'tier']} />
                <Children overview={overview} />
            </Section>
            <Section id="files" title={t('files.title')} count={overview.attachments.length}>
                <Attachments plural="accounts" id={account.id} files={overview.attachments} mayChange={may.update} />
            </Section>
            <Section id="history" title={t('history.title')}>
                <PageHistory type="account" id={account.id} history={overview.history} />
            </Section>
        </>
    );
}

function Overview({ overview }: PartProps) {
    const { t } = useTranslation();
    const { field: composer, compose } = useCompose();
    const mayLog = useRecordType('interaction').may.create;
    const { account, may } = overview;
    const known = useMemo(() => overview.contacts.map(({ id, name }) => contactPerson({ id, title: name })), [overview.contacts]);
    const main = (
        <>
            <CommitteePart overview={overview} />
            <Section id="timeline" title={t('account.timeline')}>
                {mayLog && (
                    <Composer about={{ account: selfOf(overview) }} people={overview.contacts.map((person) => ({ id: person.id, title: person.name }))} subjectRef={composer} />
                )}
                <Timeline newest={overview.interactions} filter={{ account: String(account.id) }} known={known} />
            </Section>
        </>
    );
    useScreenActions([
        ...(mayLog ? [{ key: 'compose', label: t('account.log'), run: compose }] : []),
        ...(account.phone ? [{ key: 'phone', label: t('actions.call', { number: account.phone }), run: () => window.location.assign(`tel:${account.phone!.replace(/[^\d+]/g, '')}`) }] : []),
    ]);
    const log = mayLog && (
        <Button leftSection={<IconMessagePlus size={16} aria-hidden />} onClick={compose}>
            {t('account.log')}
        </Button>
    );
    const parts = [
        { id: 'committee', label: t('account.committee') },
        { id: 'timeline', label: t('account.timeline') },
        { id: 'deals', label: t('account.openDeals') },
        { id: 'purchases', label: t('purchases.title') },
        { id: 'tasks', label: t('account.tasks') },
        { id: 'promises', label: t('promise.title') },
        { id: 'people', label: t('account.people') },
        { id: 'profile', label: t('account.profile') },
        { id: 'files', label: t('files.title') },
        { id: 'history', label: t('history.title') },
    ];
    return (
        <RecordFrame
            type="account"
            record={account as unknown as RecordData}
            may={may}
            follow={overview.follow}
            badges={<Badges account={account} />}
            facts={<Facts account={account} />}
            actions={
                <>
                    {log}
                    <NewQuoteButton of="account" id={account.id} />
                    <NewContractButton account={account.id} />
                    <Brief account={account.id} name={account.name} mayShare={may.update} />
                </>
            }
            parts={parts}
            main={main}
            side={<Side overview={overview} />}
        />
    );
}
