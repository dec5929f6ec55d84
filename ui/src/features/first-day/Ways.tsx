/** After the questions: links for the team, and the ways in which customers come into the book. */
import { Title } from '@mantine/core';
import { IconAffiliate, IconCloud, IconFileSpreadsheet, IconPencilPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FirstDayDone } from '~/api/first-day';
import { AppLink } from '~/components/AppLink';
import { FirstSteps } from '~/components/first-steps/FirstSteps';
import { SecretText } from '~/components/SecretText';
import { useRecordPanel } from '~/components/record-panel/context';
import { useFormat } from '~/lib/use-format';
import classes from './FirstDay.module.css';

const IMPORTERS = [
    { name: 'salesforce', Icon: IconCloud },
    { name: 'hubspot', Icon: IconAffiliate },
    { name: 'csv', Icon: IconFileSpreadsheet },
] as const;

function Invitations({ invitations }: Pick<FirstDayDone, 'invitations'>) {
    const { t } = useTranslation();
    const format = useFormat();
    if (invitations.length === 0) return null;
    return (
        <section className={classes.part} aria-label={t('firstDay.links')}>
            <Title order={2}>{t('firstDay.links')}</Title>
            <p className={classes.hint}>{t('firstDay.linksHint', { at: format.moment(invitations[0]!.expires_at) })}</p>
            <div className={classes.links}>
                {invitations.map(({ user, email, link }) => (
                    <div key={user.id}>
                        <p>{t('firstDay.linkOf', { name: user.title, email })}</p>
                        <SecretText text={link} label={t('firstDay.linkOf', { name: user.title, email })} />
                    </div>
                ))}
            </div>
        </section>
    );
}

export function Ways({ done }: { done: FirstDayDone | null }) {
    const { t } = useTranslation();
    const panel = useRecordPanel();
    return (
        <>
            <Title order={1}>{t(done === null ? 'firstDay.begin' : 'firstDay.ready')}</Title>
            <p className={classes.lead}>{t('firstDay.readyLead')}</p>
            {done && <Invitations invitations={done.invitations} />}
            <section className={classes.part} aria-label={t('firstDay.customers')}>
                <Title order={2}>{t('firstDay.customers')}</Title>
                <div className={classes.ways}>
                    {IMPORTERS.map(({ name, Icon }) => (
                        <AppLink key={name} to="/import" className={classes.way}>
                            <Icon size={24} stroke={1.5} aria-hidden />
                            <strong>{t(`firstDay.from.${name}.title`)}</strong>
                            <span className={classes.hint}>{t(`firstDay.from.${name}.how`)}</span>
                        </AppLink>
                    ))}
                    <button type="button" className={classes.way} onClick={() => panel.open({ type: 'account' })}>
                        <IconPencilPlus size={24} stroke={1.5} aria-hidden />
                        <strong>{t('firstDay.from.hand.title')}</strong>
                        <span className={classes.hint}>{t('firstDay.from.hand.how')}</span>
                    </button>
                </div>
            </section>
            <FirstSteps asked />
        </>
    );
}
