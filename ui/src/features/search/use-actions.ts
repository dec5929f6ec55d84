/** Everything that can be done from here: by the open screen, and from anywhere. */
import { useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSession } from '~/api/session';
import { useQuickLog } from '~/components/quick-log/context';
import { useAllViews } from '~/components/views/use-views';
import { type ScreenAction, screenActions } from '~/lib/actions';
import { useCatalogue } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import { viewSearch } from '~/lib/views';
import { useSession } from '~/lib/session';
import type { Entry } from './entries';

const PAGES = [
    ['/today', 'nav.today'],
    ['/pipeline', 'nav.pipeline'],
    ['/inbox', 'nav.leadInbox'],
    ['/results', 'nav.results'],
    ['/briefing', 'nav.briefing'],
    ['/duplicates', 'nav.duplicates'],
    ['/import', 'nav.import'],
    ['/first-steps', 'user.firstSteps'],
    ['/settings', 'nav.settings'],
    ['/settings/sign-in', 'user.settings'],
    ['/settings/organisation', 'settings.organisation'],
    ['/settings/notifications', 'settings.notifications'],
    ['/settings/tokens', 'settings.tokens'],
] as const;

const SCHEMES = ['auto', 'light', 'dark'] as const;
const LANGUAGES = { en: 'English', zh: '简体中文' } as const;

const toEntry = ({ key, label, shortcut, run }: ScreenAction): Entry => ({ key: `do ${key}`, kind: 'action', title: label, subtitle: null, shortcut, run });

function useOwnChoices(): Entry[] {
    const { t, i18n } = useTranslation();
    const client = useQueryClient();
    const { signOut } = useSession();
    const { colorScheme, setColorScheme } = useMantineColorScheme();
    const speak = useMutation({ mutationFn: changeSession, onSuccess: (session) => client.setQueryData(keys.session, session) });
    const action = (key: string, title: string, run: () => void): Entry => ({ key, kind: 'action', title, subtitle: null, run });
    return [
        ...SCHEMES.filter((scheme) => scheme !== colorScheme).map((scheme) => action(`scheme ${scheme}`, `${t('theme.label')}: ${t(`theme.${scheme}`)}`, () => setColorScheme(scheme))),
        ...(['en', 'zh'] as const)
            .filter((language) => language !== i18n.language)
            .map((language) => action(`language ${language}`, `${t('user.language')}: ${LANGUAGES[language]}`, () => speak.mutate(language))),
        action('sign out', t('user.signOut'), () => void signOut()),
    ];
}

export function useActions(): { here: Entry[]; anywhere: Entry[] } {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const quickLog = useQuickLog();
    const own = useOwnChoices();
    // As the screen offered them when the palette was opened over it.
    const [offered] = useState(() => screenActions().filter(({ run }) => run !== undefined));
    const go = (to: string, page: string): Entry => ({ key: `go ${to}`, kind: 'page', title: t('search.goTo', { page }), subtitle: null, to });
    const creates = catalogue.types
        .filter((type) => type.may.create)
        .map((type): Entry => ({ key: `new ${type.name}`, kind: 'new', title: t('action.newRecord', { type: type.label.toLowerCase() }), subtitle: null, create: type.name }));
    const log: Entry[] = catalogue.find('interaction')?.may.create ? [{ key: 'log', kind: 'new', title: t('quickLog.title'), subtitle: null, shortcut: 'l', run: () => quickLog.open() }] : [];
    const screens: Record<string, string> = { pipeline: t('nav.pipeline'), inbox: t('nav.leadInbox') };
    const views = (useAllViews().data?.items ?? []).map((view): Entry => {
        const page = screens[view.screen] ?? catalogue.types.find(({ plural }) => plural === view.screen)?.label_plural ?? view.screen;
        return { key: `view ${view.id}`, kind: 'page', title: `${page}: ${view.name}`, subtitle: null, to: `/${view.screen}`, search: viewSearch(view) };
    });
    const here = offered.filter(({ everywhere }) => !everywhere).map(toEntry);
    const begun = new Set(here.map(({ key }) => key.replace(/^do /, '')));
    return {
        here,
        anywhere: [
            ...log,
            ...creates.filter(({ key }) => !begun.has(key)),
            ...PAGES.map(([to, label]) => go(to, t(label))),
            ...catalogue.types.map((type) => go(`/${type.plural}`, type.label_plural)),
            ...views,
            ...offered.filter(({ everywhere }) => everywhere).map(toEntry),
            ...own,
        ],
    };
}
