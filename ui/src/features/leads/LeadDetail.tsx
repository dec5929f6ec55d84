import { Badge, Button, Menu, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowLeft, IconDots } from '@tabler/icons-react';
import { type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '~/api/leads';
import type { Interaction } from '~/api/overviews';
import { listRecords } from '~/api/records';
import type { RecordData } from '~/api/types';
import { MomentText } from '~/components/DateText';
import { FieldList } from '~/components/FieldList';
import { useRecordPanel } from '~/components/record-panel/context';
import { Composer } from '~/components/timeline/Composer';
import { TimelineEntry } from '~/components/timeline/TimelineEntry';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import classes from './Leads.module.css';

export type LeadActions = Record<'take' | 'work' | 'nurture' | 'disqualify' | 'convert' | 'spam', () => void>;

type Props = { lead: Lead; actions: LeadActions; mayChange: boolean; onBack: () => void; logRef: Ref<HTMLInputElement> };

const HEAD_FIELDS = ['name', 'status', 'description', 'created_at'];

function Conversations({ lead, logRef }: { lead: Lead; logRef: Ref<HTMLInputElement> }) {
    const { t } = useTranslation();
    const query = { lead: String(lead.id), sort: '-start', limit: 50 };
    const said = useQuery({ queryKey: keys.list('interactions', query), queryFn: ({ signal }) => listRecords('interactions', query, signal) });
    const entries = (said.data?.items ?? []) as unknown as Interaction[];
    return (
        <section aria-label={t('account.timeline')}>
            <Title order={3} className={classes.heading}>
                {t('account.timeline')}
            </Title>
            <Composer about={{ lead: { id: lead.id, title: lead.name } }} people={[]} subjectRef={logRef} />
            <ul className={classes.said}>
                {entries.map((interaction) => (
                    <TimelineEntry key={interaction.id} interaction={interaction} />
                ))}
            </ul>
        </section>
    );
}

function Waiting({ lead }: { lead: Lead }) {
    const { t } = useTranslation();
    if (lead.first_response_at === null) {
        return (
            <span className={classes.waiting} data-waiting>
                {t('leads.waiting')} <MomentText moment={lead.created_at} age />
            </span>
        );
    }
    return <span className={classes.waiting}>{t('leads.answered', { count: lead.response_minutes ?? 0 })}</span>;
}

function Actions({ lead, actions }: Pick<Props, 'lead' | 'actions'>) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    return (
        <div className={classes.actions}>
            <Button onClick={actions.convert} aria-keyshortcuts="c" disabled={lead.status === 'converted'}>
                {t('leads.convert')}
            </Button>
            <Button variant="default" onClick={actions.take} aria-keyshortcuts="a">
                {t('leads.take')}
            </Button>
            <Button variant="default" onClick={actions.work} aria-keyshortcuts="w">
                {t('leads.work')}
            </Button>
            <Button variant="default" onClick={actions.disqualify} aria-keyshortcuts="d">
                {t('leads.disqualify')}
            </Button>
            <Menu position="bottom-end">
                <Menu.Target>
                    <Button variant="default" px="xs" aria-label={t('action.more')}>
                        <IconDots size={16} aria-hidden />
                    </Button>
                </Menu.Target>
                <Menu.Dropdown>
                    <Menu.Item onClick={actions.nurture}>{t('leads.nurture')}</Menu.Item>
                    <Menu.Item onClick={actions.spam}>{t(lead.status === 'spam' ? 'leads.noSpam' : 'leads.spam')}</Menu.Item>
                    <Menu.Item onClick={() => panel.open({ type: 'lead', id: lead.id })}>{t('action.edit')}</Menu.Item>
                </Menu.Dropdown>
            </Menu>
        </div>
    );
}

export function LeadDetail({ lead, actions, mayChange, onBack, logRef }: Props) {
    const { t } = useTranslation();
    const type = useRecordType('lead');
    const heading = useId();
    return (
        <article className={classes.detail} aria-labelledby={heading}>
            <Button className={classes.back} variant="subtle" size="compact-sm" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={onBack}>
                {t('leads.list')}
            </Button>
            <div className={classes.detailHead}>
                <Title order={2} id={heading} dir="auto">
                    {lead.name}
                </Title>
                <Badge tt="none" variant="light">
                    {choiceLabel(findField(type, 'status'), lead.status)}
                </Badge>
                <Waiting lead={lead} />
            </div>
            {mayChange && <Actions lead={lead} actions={actions} />}
            {lead.description && (
                <p className={classes.message} dir="auto">
                    {lead.description}
                </p>
            )}
            <FieldList type={type} record={lead as unknown as RecordData} without={HEAD_FIELDS} />
            <Conversations lead={lead} logRef={logRef} />
        </article>
    );
}
