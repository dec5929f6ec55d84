/** Everything about one account on one page, read in one call. */
import { Anchor, Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AccountOverview, readAccountOverview } from '~/api/overviews';
import type { RecordData } from '~/api/types';
import { Attachments } from '~/components/attachments/Attachments';
import { Committee } from '~/components/committee/Committee';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { HistoryList } from '~/components/history/HistoryList';
import { DealList } from '~/components/page/DealList';
import { Profile } from '~/components/page/Profile';
import { RecordFrame } from '~/components/page/RecordFrame';
import { Section } from '~/components/page/Section';
import { RecordLink } from '~/components/RecordLink';
import { useRecordPanel } from '~/components/record-panel/context';
import { SkeletonRows } from '~/components/SkeletonRows';
import { TaskList } from '~/components/tasks/TaskList';
import { Composer } from '~/components/timeline/Composer';
import { Timeline } from '~/components/timeline/Timeline';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import { usePageTitle } from '~/lib/use-page-title';
import { DealFigures } from './DealFigures';

export default function AccountPage() {
    const { id } = useParams({ strict: false });
    const number = Number(id);
    const overview = useQuery({
        queryKey: keys.overview('accounts', number),
        queryFn: ({ signal }) => readAccountOverview(number, signal),
    });
    usePageTitle(overview.data?.account.name ?? '');
    if (overview.isError) return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
    if (!overview.data) return <SkeletonRows count={12} height={28} />;
    return <Overview key={number} overview={overview.data} />;
}

function Facts({ account }: { account: AccountOverview['account'] }) {
    const { t } = useTranslation();
    return (
        <>
            {account.owner && <span>{t('account.ownedBy', { name: account.owner.title })}</span>}
            {account.industry && <span dir="auto">{account.industry}</span>}
            {account.website && (
                <Anchor inherit href={account.website} target="_blank" rel="noreferrer">
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

function Overview({ overview }: { overview: AccountOverview }) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const { account, may } = overview;
    const self = { id: account.id, title: account.name };
    const add = (type: string, initial = {}) => panel.open({ type, initial: { account: self, ...initial } });
    const addButton = (type: string, label: string) =>
        may.update && (
            <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add(type)}>
                {label}
            </Button>
        );
    const { open, closed } = overview.opportunities;
    const main = (
        <>
            <Section id="committee" title={t('account.committee')} count={overview.stakeholders.length} action={addButton('stakeholder', t('account.addStakeholder'))}>
                <Committee
                    stakeholders={overview.stakeholders}
                    missing={overview.missing_roles}
                    onAdd={may.update ? (role) => add('stakeholder', role === null ? {} : { buying_role: role }) : undefined}
                    onEdit={may.update ? (stakeholder) => panel.open({ type: 'stakeholder', id: stakeholder.id }) : undefined}
                />
            </Section>
            <Section id="timeline" title={t('account.timeline')}>
                {may.update && <Composer about={{ account: self }} people={overview.contacts.map((person) => ({ id: person.id, title: person.name }))} />}
                <Timeline
                    interactions={overview.interactions.items}
                    older={overview.interactions.more ? { to: '/interactions', search: { account: String(account.id) } } : undefined}
                />
            </Section>
        </>
    );
    const side = (
        <>
            <Section id="deals" title={t('account.openDeals')} count={open.length} action={addButton('opportunity', t('account.addDeal'))}>
                <DealFigures overview={overview} />
                {open.length === 0 && <EmptyState compact title={t('account.noDeals')} />}
                <DealList deals={open} />
                {closed.length > 0 && (
                    <details>
                        <summary>{t('account.closedDeals', { count: overview.totals.deals.won + overview.totals.deals.lost })}</summary>
                        <DealList deals={closed} />
                    </details>
                )}
            </Section>
            <Section id="tasks" title={t('account.tasks')} count={overview.tasks.open.length} action={addButton('task', t('account.addTask'))}>
                <TaskList open={overview.tasks.open} done={overview.tasks.done} />
            </Section>
            <Section id="people" title={t('account.people')} count={overview.contacts.length} action={addButton('contact', t('account.addContact'))}>
                <People contacts={overview.contacts} />
            </Section>
            <Section id="profile" title={t('account.profile')}>
                <Profile type="account" record={account as unknown as RecordData} />
                {overview.children.length > 0 && <Children overview={overview} />}
            </Section>
            <Section id="files" title={t('files.title')} count={overview.attachments.length}>
                <Attachments plural="accounts" id={account.id} files={overview.attachments} mayChange={may.update} />
            </Section>
            <Section id="history" title={t('history.title')}>
                <HistoryList type="account" entries={overview.history.items} />
            </Section>
        </>
    );
    const parts = [
        { id: 'committee', label: t('account.committee') },
        { id: 'timeline', label: t('account.timeline') },
        { id: 'deals', label: t('account.openDeals') },
        { id: 'tasks', label: t('account.tasks') },
        { id: 'people', label: t('account.people') },
        { id: 'profile', label: t('account.profile') },
        { id: 'history', label: t('history.title') },
    ];
    return (
        <RecordFrame
            type="account"
            record={account}
            title={account.name}
            may={may}
            badges={<Badges account={account} />}
            facts={<Facts account={account} />}
            parts={parts}
            main={main}
            side={side}
        />
    );
}

function People({ contacts }: { contacts: AccountOverview['contacts'] }) {
    const { t } = useTranslation();
    if (contacts.length === 0) return <EmptyState compact title={t('account.noPeople')} />;
    return (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {contacts.map((person) => (
                <li key={person.id}>
                    <RecordLink type="contact" record={{ id: person.id, title: person.name }} />
                    {person.title && <span> · {person.title}</span>}
                </li>
            ))}
        </ul>
    );
}

function Children({ overview }: { overview: AccountOverview }) {
    const { t } = useTranslation();
    return (
        <>
            <h3>{t('account.children')}</h3>
            <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                {overview.children.map((child) => (
                    <li key={child.id}>
                        <RecordLink type="account" record={{ id: child.id, title: child.title ?? '' }} />
                    </li>
                ))}
            </ul>
        </>
    );
}
