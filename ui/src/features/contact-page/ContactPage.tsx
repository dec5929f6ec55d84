/** Everything about one person: where they take part, what was said, what is to be done. */
import { Anchor, Badge, Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ContactOverview, readContactOverview } from '~/api/overviews';
import type { RecordData } from '~/api/types';
import { Attachments } from '~/components/attachments/Attachments';
import { PageHistory } from '~/components/history/PageHistory';
import { AddButton } from '~/components/page/AddButton';
import { PageState } from '~/components/page/PageState';
import { Profile } from '~/components/page/Profile';
import { RecordFrame } from '~/components/page/RecordFrame';
import { Section } from '~/components/page/Section';
import { PromiseList } from '~/components/promises/PromiseList';
import { RecordLink } from '~/components/RecordLink';
import { TaskList } from '~/components/tasks/TaskList';
import { Composer } from '~/components/timeline/Composer';
import { useCompose } from '~/components/timeline/use-compose';
import { Timeline } from '~/components/timeline/Timeline';
import { useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import { Parts } from './Parts';

export default function ContactPage() {
    const { id } = useParams({ strict: false });
    const number = Number(id);
    const overview = useQuery({
        queryKey: keys.overview('contacts', number),
        queryFn: ({ signal }) => readContactOverview(number, signal),
    });
    if (!overview.data) return <PageState error={overview.error} onRetry={() => void overview.refetch()} />;
    return <Overview key={number} overview={overview.data} />;
}

function Facts({ contact }: { contact: ContactOverview['contact'] }) {
    return (
        <>
            {contact.title && <span dir="auto">{contact.title}</span>}
            {contact.account && <RecordLink type="account" record={{ id: contact.account.id, title: contact.account.title ?? '' }} />}
            {contact.email && (
                <Anchor inherit href={`mailto:${contact.email}`}>
                    {contact.email}
                </Anchor>
            )}
            {contact.phone && (
                <Anchor inherit href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`} className="tabular">
                    {contact.phone}
                </Anchor>
            )}
        </>
    );
}

type PartProps = { overview: ContactOverview };

/** What a record about this person begins with. */
function aboutOf({ contact }: ContactOverview) {
    const account = contact.account ? { id: contact.account.id, title: contact.account.title ?? '' } : null;
    return { account, contact: { id: contact.id, title: contact.name } };
}

function Side({ overview }: PartProps) {
    const { t } = useTranslation();
    const { contact, may, tasks, promises } = overview;
    const about = aboutOf(overview);
    return (
        <>
            <Section id="parts" title={t('contact.parts')} action={<AddButton type="stakeholder" label={t('contact.addPart')} initial={about} />}>
                <Parts parts={overview.stakeholders} mayChange={may.update} />
            </Section>
            <Section id="tasks" title={t('account.tasks')} count={tasks.open.length}>
                <TaskList open={tasks.open} done={tasks.done} about={about} />
            </Section>
            <Section id="promises" title={t('promise.title')} count={promises.open.length}>
                <PromiseList promises={promises} about={about} mayChange={may.update} />
            </Section>
            <Section id="profile" title={t('account.profile')}>
                <Profile type="contact" record={contact as unknown as RecordData} without={['first_name', 'last_name']} />
            </Section>
            <Section id="files" title={t('files.title')} count={overview.attachments.length}>
                <Attachments plural="contacts" id={contact.id} files={overview.attachments} mayChange={may.update} />
            </Section>
            <Section id="history" title={t('history.title')}>
                <PageHistory type="contact" id={contact.id} history={overview.history} />
            </Section>
        </>
    );
}

function Overview({ overview }: PartProps) {
    const { t } = useTranslation();
    const { field: composer, compose } = useCompose();
    const mayLog = useRecordType('interaction').may.create;
    const { contact, may } = overview;
    const main = (
        <Section id="timeline" title={t('account.timeline')}>
            {mayLog && <Composer about={{ account: aboutOf(overview).account }} people={[{ id: contact.id, title: contact.name }]} subjectRef={composer} />}
            <Timeline newest={overview.interactions} filter={{ contacts: String(contact.id) }} />
        </Section>
    );
    const log = mayLog && (
        <Button leftSection={<IconMessagePlus size={16} aria-hidden />} onClick={compose}>
            {t('account.log')}
        </Button>
    );
    const parts = [
        { id: 'timeline', label: t('account.timeline') },
        { id: 'parts', label: t('contact.parts') },
        { id: 'tasks', label: t('account.tasks') },
        { id: 'promises', label: t('promise.title') },
        { id: 'profile', label: t('account.profile') },
        { id: 'files', label: t('files.title') },
        { id: 'history', label: t('history.title') },
    ];
    return (
        <RecordFrame
            type="contact"
            record={contact as unknown as RecordData}
            may={may}
            follow={overview.follow}
            badges={
                contact.do_not_contact && (
                    <Badge tt="none" variant="light" color="red">
                        {t('contact.doNotContact')}
                    </Badge>
                )
            }
            facts={<Facts contact={contact} />}
            actions={log}
            parts={parts}
            main={main}
            side={<Side overview={overview} />}
        />
    );
}
