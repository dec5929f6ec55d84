/** The frame around every page: navigation, search, the user's menu. */
import { UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { type ReactNode, Suspense, lazy, useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Bell, loadNotifications } from './Bell';
import { LogButton } from './LogButton';
import { NewButton, loadNewMenu } from './NewButton';
import { OfflineMark } from './OfflineMark';
import { loadQuickLog } from './QuickLogProvider';
import { UserButton, loadUserMenu } from './UserButton';
import { NavigationGroups, useEntries } from './NavigationGroups';
import { BAR } from './navigation';
import classes from './Shell.module.css';
import { loadRecordPanel } from '~/components/record-panel/RecordPanelProvider';
import { useSession } from '~/lib/session';
import { useLive } from '~/lib/use-live';
import { AppLink } from '~/components/AppLink';
import { loadMessages } from '~/components/notify';
import { OutboxButton, loadOutbox } from '~/components/outbox/OutboxButton';
import { useShortcutsDialog } from '~/components/Shortcuts';

const NavigationDrawer = lazy(() => import('./NavigationDrawer'));
const loadPalette = () => import('~/features/search/SearchPalette');
const SearchPalette = lazy(loadPalette);

function BottomBar() {
    const { t } = useTranslation();
    const [opened, drawer] = useDisclosure(false);
    const all = useEntries().flatMap((group) => group.entries);
    return (
        <nav className={classes.bar} aria-label={t('nav.label')}>
            {BAR.map((to) => all.find((entry) => entry.to === to))
                .filter((entry) => entry !== undefined)
                .map((entry) => (
                    <AppLink key={entry.to} to={entry.to} className={classes.barEntry}>
                        <entry.icon size={20} stroke={1.6} aria-hidden />
                        {entry.label}
                    </AppLink>
                ))}
            <UnstyledButton className={classes.barEntry} onClick={drawer.open} aria-haspopup="dialog">
                <IconDots size={20} stroke={1.6} aria-hidden />
                {t('nav.more')}
            </UnstyledButton>
            {opened && (
                <Suspense>
                    <NavigationDrawer onClose={drawer.close} />
                </Suspense>
            )}
        </nav>
    );
}

/** After going to another page the reading position of keyboard and screen reader starts at its beginning. */
function useFocusOnNavigation() {
    const main = useRef<HTMLElement>(null);
    const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? state.location.pathname });
    const before = useRef(pathname);
    useEffect(() => {
        if (before.current === pathname) return;
        before.current = pathname;
        main.current?.focus({ preventScroll: true });
        main.current?.scrollTo(0, 0);
    }, [pathname]);
    return main;
}

/** By the sign itself: where it stands on the keyboard differs from land to land. */
function useQuestionMark(open: () => void) {
    const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
        const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role="dialog"]');
        if (event.key === '?' && !typing) open();
    });
    useEffect(() => {
        document.addEventListener('keydown', onKeyDown);
        return () => document.removeEventListener('keydown', onKeyDown);
    }, []);
}

/** What is typed right after a key must not be lost to loading: palette and form are fetched at the first sign of a hand. */
function useLoadedAtFirstTouch() {
    useEffect(() => {
        const load = () => void Promise.all([loadQuickLog(), loadMessages(), loadOutbox(), loadPalette(), loadRecordPanel(), loadNewMenu(), loadUserMenu(), loadNotifications()]);
        const signs = ['keydown', 'pointerdown', 'pointermove'] as const;
        const heard = new AbortController();
        const once = () => {
            heard.abort();
            load();
        };
        signs.forEach((sign) => window.addEventListener(sign, once, { signal: heard.signal, passive: true }));
        return () => heard.abort();
    }, []);
}

export function Shell({ children }: { children: ReactNode }) {
    const { t } = useTranslation();
    const { session } = useSession();
    const [searching, search] = useDisclosure(false);
    const shortcuts = useShortcutsDialog();
    const main = useFocusOnNavigation();
    useHotkeys([['mod+K', search.open]], []);
    useQuestionMark(shortcuts.open);
    useLoadedAtFirstTouch();
    useLive();

    return (
        <div className={classes.shell}>
            <a href="#main" className={classes.skip}>
                {t('app.skip')}
            </a>
            <nav className={classes.rail} aria-label={t('nav.label')}>
                <AppLink to="/" className={classes.brand} activeProps={{ 'data-status': undefined }}>
                    <img src="/icon.svg" width={24} height={24} alt="" />
                    {t('app.name')}
                </AppLink>
                <NavigationGroups />
            </nav>
            <header className={classes.header}>
                <UnstyledButton className={classes.search} onClick={search.open} aria-haspopup="dialog" aria-keyshortcuts="Control+K">
                    <IconSearch size={16} aria-hidden />
                    <span>{t('search.trigger')}</span>
                    <kbd className={classes.key}>Ctrl K</kbd>
                </UnstyledButton>
                <div className={classes.spacer} />
                <OfflineMark />
                <span className={classes.organisation}>{session.organisation.name}</span>
                <OutboxButton />
                <LogButton />
                <div className={classes.new}>
                    <NewButton />
                </div>
                <Bell />
                <UserButton />
            </header>
            <main id="main" ref={main} tabIndex={-1} className={classes.main}>
                {children}
            </main>
            <BottomBar />
            {searching && (
                <Suspense>
                    <SearchPalette onClose={search.close} />
                </Suspense>
            )}
            {shortcuts.dialog}
        </div>
    );
}
