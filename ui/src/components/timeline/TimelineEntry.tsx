import {
    IconBuilding,
    IconCalendarEvent,
    IconMail,
    IconMessage,
    IconNote,
    IconPhone,
    IconWorld,
    type Icon,
} from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interaction } from '~/api/overviews';
import { DateText, MomentText } from '~/components/DateText';
import { RecordLink } from '~/components/RecordLink';
import { useRecordPanel } from '~/components/record-panel/context';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import classes from './Timeline.module.css';

const ICONS: Record<Interaction['kind'], Icon> = {
    email: IconMail,
    call: IconPhone,
    meeting: IconCalendarEvent,
    message: IconMessage,
    social: IconWorld,
    visit: IconBuilding,
    note: IconNote,
};

export function TimelineEntry({ interaction }: { interaction: Interaction }) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    const kind = choiceLabel(findField(useRecordType('interaction'), 'kind'), interaction.kind);
    const KindIcon = ICONS[interaction.kind];
    return (
        <li className={classes.entry}>
            <span className={classes.icon} title={kind}>
                <KindIcon size={16} aria-label={kind} role="img" />
            </span>
            <div className={classes.body}>
                <div className={classes.top}>
                    <button type="button" className={classes.subject} onClick={() => panel.open({ type: 'interaction', id: interaction.id, full: true })} dir="auto">
                        {interaction.subject}
                    </button>
                    <span className={classes.when}>
                        <MomentText moment={interaction.start} />
                    </span>
                </div>
                <div className={classes.who}>
                    {interaction.contacts.map((person, index) => (
                        <Fragment key={person.id}>
                            {index > 0 && ', '}
                            <RecordLink underline="always" type="contact" record={{ id: person.id, title: person.title ?? '' }} />
                        </Fragment>
                    ))}
                    {interaction.contacts.length > 0 && interaction.owner && ' · '}
                    {interaction.owner?.title}
                    {interaction.duration_minutes !== null && <> · {t('timeline.minutes', { count: interaction.duration_minutes })}</>}
                    {interaction.opportunity && (
                        <>
                            {' · '}
                            <RecordLink underline="always" type="opportunity" record={{ id: interaction.opportunity.id, title: interaction.opportunity.title ?? '' }} />
                        </>
                    )}
                </div>
                {interaction.summary && (
                    <p className={classes.summary} dir="auto">
                        {interaction.summary}
                    </p>
                )}
                {interaction.body && (
                    <details className={classes.more}>
                        <summary>{t('timeline.body')}</summary>
                        <p className={classes.summary} dir="auto">
                            {interaction.body}
                        </p>
                    </details>
                )}
                {interaction.promises && (
                    <p className={classes.marked} dir="auto">
                        <strong>{t('timeline.promised')}</strong> {interaction.promises}
                    </p>
                )}
                {interaction.next_step && (
                    <p className={classes.marked} dir="auto">
                        <strong>{t('timeline.next')}</strong> {interaction.next_step}
                        {interaction.next_step_due && (
                            <>
                                {' '}
                                · <DateText date={interaction.next_step_due} />
                            </>
                        )}
                    </p>
                )}
            </div>
        </li>
    );
}
