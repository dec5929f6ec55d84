/** Ctrl-K: any record by a few letters of its name, the pages, and what can be begun. */
import { Combobox, Modal, TextInput, VisuallyHidden, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconArrowRight, IconClock, IconPlus, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchRecords } from '~/api/records';
import { useGo } from '~/components/AppLink';
import { useQuickLog } from '~/components/quick-log/context';
import { useRecordPanel } from '~/components/record-panel/context';
import { useCatalogue } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import { recentRecords } from '~/lib/recent';
import { useSession } from '~/lib/session';
import classes from './SearchPalette.module.css';
import { type Entry, type Group, matchActions, groupHits } from './entries';

const MOST_HITS = 24;

function useActions(): Entry[] {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const pages: Entry[] = [
        { to: '/pipeline', label: 'nav.pipeline' as const },
        { to: '/results', label: 'nav.results' as const },
        { to: '/import', label: 'nav.import' as const },
        { to: '/settings', label: 'nav.settings' as const },
    ].map(({ to, label }) => ({ key: `go ${to}`, kind: 'page', title: t('search.goTo', { page: t(label) }), subtitle: null, to }));
    const lists = catalogue.types.map((type): Entry => ({
        key: `go /${type.plural}`,
        kind: 'page',
        title: t('search.goTo', { page: type.label_plural }),
        subtitle: null,
        to: `/${type.plural}`,
    }));
    const creates = catalogue.types
        .filter((type) => type.may.create)
        .map((type): Entry => ({ key: `new ${type.name}`, kind: 'new', title: t('action.newRecord', { type: type.label.toLowerCase() }), subtitle: null, create: type.name }));
    const log: Entry[] = catalogue.find('interaction')?.may.create ? [{ key: 'log', kind: 'new', title: t('quickLog.title'), subtitle: null, log: true }] : [];
    return [...log, ...creates, ...pages, ...lists];
}

function useGroups(q: string): { groups: Group[]; pending: boolean; failed: boolean } {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const { session } = useSession();
    const actions = useActions();
    const found = useQuery({
        queryKey: keys.search(q, null),
        queryFn: ({ signal }) => searchRecords(q, null, MOST_HITS, signal),
        enabled: q !== '',
        placeholderData: keepPreviousData,
        staleTime: 5_000,
    });
    if (q === '') {
        const recent = recentRecords(session.user.id)
            .filter(({ type }) => catalogue.find(type))
            .map(({ type, id, title }): Entry => ({ key: `${type} ${id}`, kind: 'recent', title, subtitle: catalogue.type(type).label, to: `/${catalogue.type(type).plural}/${id}` }));
        const groups = [
            { label: t('search.recent'), entries: recent },
            { label: t('search.actions'), entries: actions.slice(0, 6) },
        ];
        return { groups: groups.filter(({ entries }) => entries.length > 0), pending: false, failed: false };
    }
    const groups = groupHits(found.data?.items ?? [], catalogue);
    const matching = matchActions(actions, q);
    if (matching.length > 0) groups.push({ label: t('search.actions'), entries: matching });
    return { groups, pending: found.isFetching, failed: found.isError };
}

const ICONS: Record<Entry['kind'], ReactNode> = {
    record: null,
    recent: <IconClock size={15} stroke={1.6} aria-hidden />,
    page: <IconArrowRight size={15} stroke={1.6} aria-hidden />,
    new: <IconPlus size={15} stroke={1.6} aria-hidden />,
};

function Palette({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    const go = useGo();
    const panel = useRecordPanel();
    const quickLog = useQuickLog();
    const [typed, setTyped] = useState('');
    const [q] = useDebouncedValue(typed.trim(), 80);
    const { groups, pending, failed } = useGroups(q);
    const entries = groups.flatMap((group) => group.entries);
    const combobox = useCombobox({ opened: entries.length > 0 });
    const shown = entries.map(({ key }) => key).join();

    useEffect(() => {
        combobox.selectFirstOption();
        // eslint-disable-next-line react-hooks/exhaustive-deps -- the store is new on each render; only other results matter
    }, [shown]);

    const choose = (key: string) => {
        const entry = entries.find((one) => one.key === key);
        if (entry === undefined) return;
        onClose();
        if (entry.log) quickLog.open();
        else if (entry.create !== undefined) panel.open({ type: entry.create });
        else if (entry.to !== undefined) go(entry.to);
    };

    return (
        <Combobox store={combobox} onOptionSubmit={choose}>
            <Combobox.EventsTarget withExpandedAttribute>
                <TextInput
                    data-autofocus
                    variant="unstyled"
                    size="md"
                    aria-label={t('search.title')}
                    placeholder={t('search.placeholder')}
                    leftSection={<IconSearch size={18} aria-hidden />}
                    classNames={{ root: classes.input }}
                    value={typed}
                    onChange={(event) => setTyped(event.currentTarget.value)}
                    onKeyDown={(event) => event.key === 'Escape' && onClose()}
                    dir="auto"
                />
            </Combobox.EventsTarget>
            {entries.length > 0 ? (
                <Combobox.Options className={classes.options} aria-label={t('search.results')}>
                    {groups.map((group) => (
                        <Combobox.Group label={group.label} key={group.label}>
                            {group.entries.map((entry) => (
                                <Combobox.Option value={entry.key} key={entry.key} className={classes.option}>
                                    {ICONS[entry.kind]}
                                    <span className={classes.title} dir="auto">
                                        {entry.title}
                                    </span>
                                    {entry.subtitle && <span className={classes.subtitle}>{entry.subtitle}</span>}
                                </Combobox.Option>
                            ))}
                        </Combobox.Group>
                    ))}
                </Combobox.Options>
            ) : (
                <p className={classes.none}>{pending ? t('search.searching') : failed ? t('error.unreachable') : t('search.none', { q })}</p>
            )}
            <VisuallyHidden role="status">{q !== '' && !pending ? t('search.count', { count: entries.length }) : ''}</VisuallyHidden>
        </Combobox>
    );
}

export default function SearchPalette({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    return (
        <Modal opened onClose={onClose} withCloseButton={false} padding={0} size="lg" yOffset="12vh" centered={false}
            attributes={{ content: { 'aria-label': t('search.title') } }} transitionProps={{ duration: 80 }}>
            <Palette onClose={onClose} />
        </Modal>
    );
}
