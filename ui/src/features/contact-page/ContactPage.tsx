/** Everything about one person: where they take part, what was said, what is to be done. */
import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ContactOverview, readContactOverview } from '~/api/overviews';
import type { RecordData } from '~/api/types';
import { Attachments } from '~/components/attachments/Attachments';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { HistoryList } from '~/components/history/HistoryList';
import { Profile } from '~/components/page/Profile';
import { RecordFrame } from '~/components/page/RecordFrame';
import { Section } from '~/components/page/Section';
import classes from '~/components/page/Page.module.css';
import { RecordLink } from '~/components/RecordLink';
import { useRecordPanel } from '~/components/record-panel/context';
import { SkeletonRows } from '~/components/SkeletonRows';
import { TaskList } from '~/components/tasks/TaskList';
import { Composer } from '~/components/timeline/Composer';
import { Timeline } from '~/components/timeline/Timeline';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import { usePageTitle } from '~/lib/use-page-title';

export default function ContactPage() {
    const { id } = useParams({ strict: false });
    const number = Number(id);
    const overview = useQuery({
        queryKey: keys.overview('contacts', number),
        queryFn: ({ signal }) => readContactOverview(number, signal),
    });
    usePageTitle(overview.data?.contact.name ?? '');
    if (overview.isError) return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
    if (!overview.data) return <SkeletonRows count={12} height={28} />;
    return <Overview key={number} overview={overview.data} />;
}

function Parts({ overview }: { overview: ContactOverview }) {
    const { t } = useTranslation();
    const type = useRecordType('stakeholder');
    if (overview.stakeholders.length === 0) return <EmptyState compact title={t('contact.noParts')} text={t('contact.noPartsHint')} />;
    return (
        <ul className={classes.rows}>
            {overview.stakeholders.map((part) => (
                <li key={part.id} className={classes.rowItem}>
                    <RecordLink type="account" record={{ id: part.account.id, title: part.account.title ?? '' }} />
                    <div className={classes.dim}>
                        {[
                            part.buying_role && choiceLabel(findField(type, 'buying_role'), part.buying_role),
                            part.support && choiceLabel(findField(type, 'support'), part.support),
                            part.title,
                        ]
                            .filter(Boolean)
                            .join(' · ')}
                    </div>
                </li>
            ))}
        </ul>
    );
}

function Overview({ overview }: { overview: ContactOverview }) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const { contact, may } = overview;
    const self = { id: contact.id, title: contact.name };
    const account = contact.account ? { id: contact.account.id, title: contact.account.title ?? '' } : null;
    const addButton = (type: string, label: string) =>
        may.update && (
            <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() => panel.open({ type, initial: { contact: self, account } })}
            >
                {label}
            </Button>
        );
    return (
        <RecordFrame
            type="contact"
            record={contact}
            title={contact.name}
            may={may}
            badges={contact.do_not_contact ? <Badge tt="none" color="red">{t('contact.doNotContact')}</Badge> : null}
            facts={
                <>
                    {contact.title && <span dir="auto">{contact.title}</span>}
                    {account && <RecordLink type="account" record={account} />}
                    {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
                    {contact.phone && <a href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`}>{contact.phone}</a>}
                </>
            }
            parts={[
                { id: 'timeline', label: t('account.timeline') },
                { id: 'parts', label: t('contact.parts') },
                { id: 'tasks', label: t('account.tasks') },
                { id: 'profile', label: t('account.profile') },
            ]}
            main={
                <Section id="timeline" title={t('account.timeline')}>
                    {may.update && <Composer about={{ account }} people={[{ id: contact.id, title: contact.name }]} />}
                    <Timeline
                        interactions={overview.interactions.items}
                        older={overview.interactions.more ? { to: '/interactions', search: { contacts: String(contact.id) } } : undefined}
                    />
                </Section>
            }
            side={
                <>
                    <Section id="parts" title={t('contact.parts')} action={addButton('stakeholder', t('contact.addPart'))}>
                        <Parts overview={overview} />
                    </Section>
                    <Section id="tasks" title={t('account.tasks')} count={overview.tasks.open.length} action={addButton('task', t('account.addTask'))}>
                        <TaskList open={overview.tasks.open} done={overview.tasks.done} />
                    </Section>
                    <Section id="profile" title={t('account.profile')}>
                        <Profile type="contact" record={contact as unknown as RecordData} />
                    </Section>
                    <Section id="files" title={t('files.title')} count={overview.attachments.length}>
                        <Attachments plural="contacts" id={contact.id} files={overview.attachments} mayChange={may.update} />
                    </Section>
                    <Section id="history" title={t('history.title')}>
                        <HistoryList type="contact" entries={overview.history.items} />
                    </Section>
                </>
            }
        />
    );
}
