/** The rows of each section. */
import { Anchor, Checkbox, Tooltip } from '@mantine/core';
import { IconBuilding, IconUsers, IconCalendarEvent, IconHourglassLow, IconMapPin, IconPhone, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Interaction, PromiseMade, Task, Today } from '~/api/overviews';
import { Postpone } from '~/components/act/Postpone';
import type { useAct } from '~/components/act/use-act';
import { useSteps } from '~/components/act/use-steps';
import { DateText } from '~/components/DateText';
import { Money } from '~/components/Money';
import { PromiseActions } from '~/components/promises/PromiseList';
import { RecordLink } from '~/components/RecordLink';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { nearness } from '~/lib/day';
import { useFormat } from '~/lib/use-format';
import { LogButton, OpenButton, Row } from './Row';

type Actor = ReturnType<typeof useAct>;
type Named = { id: number; title: string | null } | null;

const reference = (named: Named) => (named === null ? null : { id: named.id, title: named.title ?? '' });

/** Whom a task or promise concerns, as links. */
function concerned({ account, opportunity, contact }: { account: Named; opportunity: Named; contact: Named }) {
    return [
        account && <RecordLink key="account" type="account" record={reference(account)!} />,
        opportunity && <RecordLink key="opportunity" type="opportunity" record={reference(opportunity)!} />,
        contact && <RecordLink key="contact" type="contact" record={reference(contact)!} />,
    ];
}

function aboutOf({ account, opportunity, contact }: { account: Named; opportunity: Named; contact: Named }) {
    return { account: reference(account), opportunity: reference(opportunity), contact: reference(contact) };
}

function useDue(due: string | null, day: string) {
    const { t } = useTranslation();
    const near = nearness(due, day);
    const text = near === 'today' ? t('today.dueToday') : due !== null && <DateText date={due} />;
    return { late: near === 'late', text };
}

export function TaskRow({ task, day, actor }: { task: Task; day: string; actor: Actor }) {
    const { t } = useTranslation();
    const steps = useSteps();
    const row = `task ${task.id}`;
    const due = useDue(task.due, day);
    const mayLog = task.account !== null || task.contact !== null;
    return (
        <Row
            lead={<Checkbox size="sm" checked={false} data-act="tick" aria-label={t('tasks.tick', { subject: task.subject })} onChange={() => void actor.act(row, steps.tick(task))} />}
            main={<OpenButton type="task" id={task.id} text={task.subject} />}
            late={due.late}
            facts={[due.text, task.priority === 'high' && t('today.high'), ...concerned(task)]}
            actions={
                <>
                    {mayLog && <LogButton subject={task.subject} about={aboutOf(task)} />}
                    <Postpone subject={task.subject} onPostpone={(to) => void actor.act(row, steps.postpone('tasks', task, to))} />
                </>
            }
        />
    );
}

export function PromiseRow({ promise, day, actor }: { promise: PromiseMade; day: string; actor: Actor }) {
    const { t } = useTranslation();
    const due = useDue(promise.due, day);
    const whose = t(promise.by === 'us' ? 'promise.byUs' : 'promise.byThem');
    const Sign = promise.by === 'us' ? IconUserCheck : IconUsers;
    return (
        <Row
            lead={
                <Tooltip label={whose}>
                    <Sign size={18} role="img" aria-label={whose} />
                </Tooltip>
            }
            main={<OpenButton type="promise" id={promise.id} text={promise.subject} />}
            late={due.late}
            facts={[due.text, whose, ...concerned(promise)]}
            actions={
                <>
                    <LogButton subject={promise.subject} about={aboutOf(promise)} />
                    <PromiseActions promise={promise} row={`promise ${promise.id}`} actor={actor} />
                </>
            }
        />
    );
}

const MEETING_ICONS = { call: IconPhone, visit: IconMapPin } as const;

export function MeetingRow({ meeting }: { meeting: Interaction }) {
    const format = useFormat();
    const kind = choiceLabel(findField(useRecordType('interaction'), 'kind'), meeting.kind);
    const Sign = meeting.kind === 'call' || meeting.kind === 'visit' ? MEETING_ICONS[meeting.kind] : IconCalendarEvent;
    return (
        <Row
            lead={<Sign size={18} role="img" aria-label={kind} />}
            main={<OpenButton type="interaction" id={meeting.id} text={meeting.subject} />}
            facts={[
                format.time(meeting.start),
                ...concerned({ account: meeting.account, opportunity: meeting.opportunity, contact: null }),
                ...meeting.contacts.map((person) => <RecordLink key={person.id} type="contact" record={reference(person)!} />),
            ]}
        />
    );
}

export function QuietRow({ quiet }: { quiet: Today['quiet'][number] }) {
    const { t } = useTranslation();
    const { opportunity, account, stage } = quiet;
    return (
        <Row
            lead={<IconHourglassLow size={18} aria-hidden />}
            main={<RecordLink type="opportunity" record={reference(opportunity)!} c="inherit" data-main />}
            facts={[t('today.quietFor', { count: quiet.days }), stage.title, account && <RecordLink key="account" type="account" record={reference(account)!} />]}
            figure={quiet.amount !== null && <Money amount={quiet.amount} currency={quiet.currency} />}
            actions={<LogButton subject={opportunity.title ?? ''} about={{ account: reference(account), opportunity: reference(opportunity) }} />}
        />
    );
}

export function AccountRow({ account: row }: { account: Today['accounts'][number] }) {
    const { t } = useTranslation();
    const format = useFormat();
    const tier = choiceLabel(findField(useRecordType('account'), 'tier'), row.tier);
    return (
        <Row
            lead={<IconBuilding size={18} aria-hidden />}
            main={<RecordLink type="account" record={reference(row.account)!} c="inherit" data-main />}
            facts={[
                row.last_contact_at === null ? t('today.neverCalled') : t('today.lastContact', { age: format.age(row.last_contact_at) }),
                t('today.every', { tier, count: row.interval_days }),
                row.phone && (
                    <Anchor key="phone" inherit href={`tel:${row.phone.replace(/[^\d+]/g, '')}`} className="tabular">
                        {row.phone}
                    </Anchor>
                ),
            ]}
            actions={<LogButton subject={row.account.title ?? ''} about={{ account: reference(row.account) }} />}
        />
    );
}
