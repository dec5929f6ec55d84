/** The first page of who takes accounts over: each told on one sheet, the unread first, gone through by keyboard. */
import { Button, Title } from '@mantine/core';
import { IconArrowLeft, IconBuilding, IconCircle, IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { briefAddress } from '~/api/handover';
import { AppLink, useGo } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { PageState } from '~/components/page/PageState';
import { useRecordPanel } from '~/components/record-panel/context';
import { useScreenActions } from '~/lib/actions';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { usePageTitle } from '~/lib/use-page-title';
import classes from './Briefing.module.css';
import { type Briefing, useBriefings } from './use-briefings';

function Item({ briefing, chosen, onChoose }: { briefing: Briefing; chosen: boolean; onChoose: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const Mark = briefing.from === null ? IconBuilding : briefing.read ? IconCircleCheck : IconCircle;
    return (
        <li>
            <button type="button" className={classes.item} data-read={briefing.read || undefined} data-account={briefing.account.id} aria-current={chosen || undefined} onClick={onChoose}>
                <Mark size={18} stroke={1.6} aria-hidden />
                <div className={classes.words}>
                    <div className={classes.name} dir="auto">
                        {briefing.account.title}
                    </div>
                    <div className={classes.from}>
                        {briefing.from === null || briefing.at === null
                            ? t('briefing.own')
                            : t(briefing.read ? 'briefing.wasRead' : 'briefing.from', { name: briefing.from, at: format.date(briefing.at.slice(0, 10)) })}
                    </div>
                </div>
            </button>
        </li>
    );
}

/** The keys of the page also work after a click into the sheet. */
function passKeys(sheet: HTMLIFrameElement) {
    sheet.contentDocument?.addEventListener('keydown', (event) => document.documentElement.dispatchEvent(new KeyboardEvent('keydown', event)));
}

type ReaderProps = { briefing: Briefing; onNext: () => void; onBack: () => void };

function Reader({ briefing, onNext, onBack }: ReaderProps) {
    const { t, i18n } = useTranslation();
    const { account } = briefing;
    const address = briefAddress(account.id, i18n.language);
    return (
        <section className={classes.reader} aria-label={account.title}>
            <div className={classes.tools}>
                <Button variant="subtle" size="xs" hiddenFrom="sm" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onBack}>
                    {t('action.back')}
                </Button>
                <Button size="xs" onClick={onNext} aria-keyshortcuts="e">
                    {t(briefing.read ? 'briefing.next' : 'briefing.readNext')}
                </Button>
                <Button size="xs" variant="default" component={AppLink} to={`/accounts/${account.id}`} aria-keyshortcuts="o">
                    {t('briefing.open')}
                </Button>
                <Button size="xs" variant="default" leftSection={<IconPrinter size={14} aria-hidden />} component="a" href={address} target="_blank" rel="noopener">
                    {t('brief.print')}
                </Button>
                <span className={classes.keys}>{t('briefing.keys')}</span>
            </div>
            <iframe className={classes.paper} title={t('brief.of', { name: account.title })} src={address} onLoad={(event) => passKeys(event.currentTarget)} />
        </section>
    );
}

function useReading(briefings: Briefing[]) {
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const named = briefings.findIndex(({ account }) => String(account.id) === search.account);
    const index = Math.max(0, named);
    const choose = (next: number) => {
        const briefing = briefings[Math.max(0, Math.min(briefings.length - 1, next))];
        if (briefing === undefined) return;
        go('/briefing', { search: { account: String(briefing.account.id) }, replace: true });
        document.querySelector(`[data-account="${briefing.account.id}"]`)?.scrollIntoView({ block: 'nearest' });
    };
    return { reading: search.account !== undefined, index, choose, leave: () => go('/briefing', { replace: true }) };
}

export default function BriefingPage() {
    const { t } = useTranslation();
    const go = useGo();
    const panel = useRecordPanel();
    const { briefings, unread, pending, error, read } = useBriefings();
    const { reading, index, choose, leave } = useReading(briefings);
    const chosen = briefings[index];
    usePageTitle(t('briefing.title'));
    const next = () => {
        if (chosen !== undefined && !chosen.read) read.mutate(chosen.account.id);
        choose(index + 1);
    };
    useScreenActions(
        [
            { key: 'next', label: t('actions.next'), shortcut: 'j', run: () => choose(index + 1) },
            { key: 'previous', label: t('actions.previous'), shortcut: 'k', run: () => choose(index - 1) },
            { key: 'read', label: t('briefing.readNext'), shortcut: 'e', run: next },
            { key: 'open', label: t('briefing.open'), shortcut: 'o', run: () => chosen && go(`/accounts/${chosen.account.id}`) },
        ],
        { enabled: !panel.isOpen },
    );
    if (pending || error) return <PageState error={error} onRetry={() => window.location.reload()} />;
    return (
        <div className={classes.page} data-reading={reading || undefined}>
            <header className={classes.head}>
                <Title order={1}>{t('briefing.title')}</Title>
                <p className={classes.lead}>{unread > 0 ? t('briefing.unread', { count: unread }) : t('briefing.lead')}</p>
            </header>
            {chosen === undefined ? (
                <EmptyState icon={<IconBuilding size={40} stroke={1.3} aria-hidden />} title={t('briefing.none')} text={t('briefing.noneHint')} />
            ) : (
                <div className={classes.panes}>
                    <ul className={classes.list} aria-label={t('briefing.title')}>
                        {briefings.map((briefing, at) => (
                            <Item key={briefing.account.id} briefing={briefing} chosen={at === index} onChoose={() => choose(at)} />
                        ))}
                    </ul>
                    <Reader key={chosen.account.id} briefing={chosen} onNext={next} onBack={leave} />
                </div>
            )}
        </div>
    );
}
