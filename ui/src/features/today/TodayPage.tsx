/** What a morning begins with: everything that one person has to do, done where it stands, by keyboard. */
import { Button, Title } from '@mantine/core';
import { IconCoffee } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { readToday, type Today } from '~/api/overviews';
import { useAct } from '~/components/act/use-act';
import { AppLink } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { FirstSteps } from '~/components/first-steps/FirstSteps';
import { PageState } from '~/components/page/PageState';
import { useRecordPanel } from '~/components/record-panel/context';
import { useScreenActions } from '~/lib/actions';
import { today as localDay } from '~/lib/format';
import { keys } from '~/lib/queries';
import { useSession } from '~/lib/session';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import { usePageTitle } from '~/lib/use-page-title';
import { AccountRow, MeetingRow, PromiseRow, QuietRow } from './rows';
import { MoreRows, Part, Tasks } from './parts';
import { TeamMember } from './TeamMember';
import { useRowKeys } from './use-row-keys';
import classes from './Today.module.css';

function useToday(user: string | undefined) {
    const date = localDay();
    const midnight = new Date(`${date}T00:00:00`).toISOString();
    const query = { date, midnight, ...(user === undefined ? {} : { user }) };
    return useQuery({ queryKey: keys.today(query), queryFn: ({ signal }) => readToday(query, signal) });
}

export default function TodayPage() {
    const { t } = useTranslation();
    const { user } = useSearch({ strict: false }) as Search;
    const today = useToday(user);
    usePageTitle(t('nav.today'));
    if (!today.data) return <PageState error={today.error} onRetry={() => void today.refetch()} />;
    return <Day key={today.data.user.id} today={today.data} />;
}

/** Without what is being done at this moment. */
function useLeft(today: Today, busy: ReadonlySet<string>): Today {
    return useMemo(
        () => ({
            ...today,
            tasks: today.tasks.filter(({ id }) => !busy.has(`task ${id}`)),
            promises: today.promises.filter(({ id }) => !busy.has(`promise ${id}`)),
        }),
        [today, busy],
    );
}

function Summary({ today }: { today: Today }) {
    const { t } = useTranslation();
    const due = [...today.tasks, ...today.promises].map((item) => item.due);
    const late = due.filter((date) => date !== null && date < today.date).length;
    const now = due.filter((date) => date === today.date).length;
    return (
        <p className={classes.summary}>
            {late > 0 && <span data-late>{t('today.lateCount', { count: late })}</span>}
            <span>{t('today.dueCount', { count: now })}</span>
            {today.meetings.length > 0 && <span>{t('today.meetingCount', { count: today.meetings.length })}</span>}
            {today.accounts.length > 0 && <span>{t('today.callCount', { count: today.accounts.length })}</span>}
        </p>
    );
}

function Nothing() {
    const { t } = useTranslation();
    return (
        <EmptyState
            icon={<IconCoffee size={40} stroke={1.3} aria-hidden />}
            title={t('today.nothing')}
            text={t('today.nothingHint')}
            action={
                <Button component={AppLink} to="/accounts" variant="default">
                    {t('today.toAccounts')}
                </Button>
            }
        />
    );
}

function Day({ today }: { today: Today }) {
    const { t } = useTranslation();
    const format = useFormat();
    const panel = useRecordPanel();
    const { session } = useSession();
    const list = useRef<HTMLDivElement>(null);
    const actor = useAct();
    const left = useLeft(today, actor.busy);
    const onFocus = useRowKeys(list, { enabled: !panel.isOpen, onUndo: actor.undoLast });
    useScreenActions(
        [
            { key: 'next', label: t('actions.next'), shortcut: 'j' },
            { key: 'previous', label: t('actions.previous'), shortcut: 'k' },
            { key: 'tick', label: t('shortcuts.tick'), shortcut: 'x' },
            { key: 'postpone', label: t('shortcuts.postpone'), shortcut: 's' },
            { key: 'log row', label: t('shortcuts.logRow'), shortcut: 'l' },
            { key: 'break', label: t('shortcuts.break'), shortcut: 'b' },
            { key: 'undo', label: t('actions.undo'), shortcut: 'z', run: actor.undoLast },
        ],
        { bind: false },
    );
    const { tasks, promises, meetings, quiet, accounts } = left;
    const nothing = tasks.length + promises.length + meetings.length + quiet.length + accounts.length === 0;
    return (
        <div className={classes.page}>
            <header className={classes.head}>
                <div className={classes.headRow}>
                    <Title order={1}>{t('nav.today')}</Title>
                    <span className={classes.date}>{format.weekday(today.date, true)}</span>
                    <TeamMember shown={today.user} />
                </div>
                {!nothing && <Summary today={left} />}
            </header>
            <div className={classes.firstSteps}>{today.user.id === session.user.id && <FirstSteps />}</div>
            <div ref={list} className={classes.columns} onFocusCapture={onFocus}>
                {nothing && <Nothing />}
                <div className={classes.column}>
                    <Part title={t('today.meetings')} count={meetings.length}>
                        {meetings.map((meeting) => <MeetingRow key={meeting.id} meeting={meeting} />)}
                    </Part>
                    <Tasks tasks={tasks} day={today.date} actor={actor} />
                    <Part title={t('today.promises')} count={promises.length}>
                        {promises.map((promise) => <PromiseRow key={promise.id} promise={promise} day={today.date} actor={actor} />)}
                    </Part>
                </div>
                <div className={classes.column}>
                    <Part title={t('today.quiet')} hint={t('today.quietHint')} count={quiet.length}>
                        <MoreRows rows={quiet.map((deal) => <QuietRow key={deal.opportunity.id} quiet={deal} />)} />
                    </Part>
                    <Part title={t('today.accounts')} hint={t('today.accountsHint')} count={accounts.length}>
                        <MoreRows rows={accounts.map((account) => <AccountRow key={account.account.id} account={account} />)} />
                    </Part>
                </div>
            </div>
            {!nothing && <p className={classes.keys}>{t('today.keys')}</p>}
        </div>
    );
}
