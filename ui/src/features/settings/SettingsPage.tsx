import { Title } from '@mantine/core';
import { type Icon, IconAdjustments, IconArrowsSplit, IconBell, IconBuilding, IconChevronRight, IconForms, IconGitBranch, IconKey, IconMap, IconReceiptTax, IconRoute, IconStairs, IconTag, IconTags, IconTerminal2, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AppLink } from '~/components/AppLink';
import { useCatalogue } from '~/lib/catalogue';
import { SettingsFrame } from './SettingsFrame';
import classes from './SettingsPage.module.css';

const PEOPLE = [
    { record: 'user', icon: IconUsers, hint: 'settings.usersHint' },
    { record: 'team', icon: IconUsersGroup, hint: 'settings.teamsHint' },
    { record: 'branch', icon: IconGitBranch, hint: 'settings.branchesHint' },
    { record: 'territory', icon: IconMap, hint: 'settings.territoriesHint' },
] as const;

const SELLING = [
    { record: 'pipeline', icon: IconRoute, hint: 'settings.pipelinesHint' },
    { record: 'stage', icon: IconStairs, hint: 'settings.stagesHint' },
    { record: 'assignment_rule', icon: IconArrowsSplit, hint: 'settings.assignmentRulesHint' },
    { record: 'web_form', icon: IconForms, hint: 'settings.webFormsHint' },
    { record: 'tag', icon: IconTag, hint: 'settings.tagsHint' },
] as const;

const TRADE = [
    { record: 'price_list', icon: IconTags, hint: 'settings.priceListsHint' },
    { record: 'tax_code', icon: IconReceiptTax, hint: 'settings.taxCodesHint' },
] as const;

function Item({ to, icon: ItemIcon, name, hint }: { to: string; icon: Icon; name: string; hint: string }) {
    return (
        <li>
            <AppLink to={to} className={classes.item}>
                <ItemIcon size={20} stroke={1.6} aria-hidden />
                <div style={{ flex: 1 }}>
                    <div className={classes.name}>{name}</div>
                    <div className={classes.hint}>{hint}</div>
                </div>
                <IconChevronRight size={16} aria-hidden />
            </AppLink>
        </li>
    );
}

export default function SettingsPage() {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const records = (entries: typeof PEOPLE | typeof SELLING | typeof TRADE) =>
        entries.map(({ record, icon, hint }) => {
            const type = catalogue.find(record);
            return type && <Item key={record} to={`/${type.plural}`} icon={icon} name={type.label_plural} hint={t(hint)} />;
        });
    return (
        <SettingsFrame title={t('nav.settings')} top>
            <section className={classes.group}>
                <Title order={2}>{t('settings.you')}</Title>
                <ul className={classes.list}>
                    <Item to="/settings/sign-in" icon={IconKey} name={t('settings.signIn')} hint={t('settings.signInHint')} />
                    <Item to="/settings/notifications" icon={IconBell} name={t('settings.notifications')} hint={t('settings.notificationsHint')} />
                    <Item to="/settings/tokens" icon={IconTerminal2} name={t('settings.tokens')} hint={t('settings.tokensHint')} />
                </ul>
            </section>
            <section className={classes.group}>
                <Title order={2}>{t('settings.people')}</Title>
                <ul className={classes.list}>
                    <Item to="/settings/organisation" icon={IconBuilding} name={t('settings.organisation')} hint={t('settings.organisationHint')} />
                    {records(PEOPLE)}
                </ul>
            </section>
            <section className={classes.group}>
                <Title order={2}>{t('settings.selling')}</Title>
                <ul className={classes.list}>{records(SELLING)}</ul>
            </section>
            <section className={classes.group}>
                <Title order={2}>{t('settings.trade')}</Title>
                <ul className={classes.list}>
                    <Item to="/settings/trade" icon={IconAdjustments} name={t('prices.settings')} hint={t('settings.tradeHint')} />
                    {records(TRADE)}
                </ul>
            </section>
        </SettingsFrame>
    );
}
