/** Ctrl-K: any record by a few letters of its name, the pages, and what can be begun. */
import { Combobox, Modal, TextInput, VisuallyHidden, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconArrowRight, IconBolt, IconClock, IconPlus, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchRecords } from '~/api/records';
import { useGo } from '~/components/AppLink';
import { Keys } from '~/components/Keys';
import { useRecordPanel } from '~/components/record-panel/context';
import { useCatalogue } from '~/lib/catalogue';
import { keys } from '~/lib/queries';
import { recentRecords } from '~/lib/recent';
import { useSession } from '~/lib/session';
import classes from './SearchPalette.module.css';
import { type Entry, type Group, matchActions, groupHits } from './entries';
import { useActions } from './use-actions';

const MOST_HITS = 24;
const MOST_BEGUN = 6;

function useGroups(q: string): { groups: Group[]; pending: boolean; failed: boolean } {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const { session } = useSession();
    const { here, anywhere } = useActions();
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
            { label: t('search.here'), entries: here },
            { label: t('search.recent'), entries: recent },
            { label: t('search.actions'), entries: anywhere.slice(0, MOST_BEGUN) },
        ];
        return { groups: groups.filter(({ entries }) => entries.length > 0), pending: false, failed: false };
    }
    const hits = groupHits(found.data?.items ?? [], catalogue);
    const begins = (entry: Entry | undefined, text = q) => entry?.title.toLowerCase().startsWith(text.toLowerCase()) === true;
    const own: Group = { label: t('search.here'), entries: matchActions(here, q) };
    const other: Group = { label: t('search.actions'), entries: matchActions(anywhere, q) };
    // What the screen offers goes before records that are only like what was typed.
    const groups = begins(own.entries[0], q.split(' ', 1)[0]) && !begins(hits[0]?.entries[0]) ? [own, ...hits, other] : [...hits, own, other];
    return { groups: groups.filter(({ entries }) => entries.length > 0), pending: found.isPlaceholderData || found.isPending, failed: found.isError };
}

const ICONS: Record<Entry['kind'], ReactNode> = {
    record: null,
    recent: <IconClock size={15} stroke={1.6} aria-hidden />,
    page: <IconArrowRight size={15} stroke={1.6} aria-hidden />,
    new: <IconPlus size={15} stroke={1.6} aria-hidden />,
    action: <IconBolt size={15} stroke={1.6} aria-hidden />,
};

function Palette({ onClose }: { onClose: () => void }) {
    const { t } = useTranslation();
    const go = useGo();
    const panel = useRecordPanel();
    const [typed, setTyped] = useState('');
    const [q] = useDebouncedValue(typed.trim(), 80);
    const { groups, pending, failed } = useGroups(q);
    const entries = groups.flatMap((group) => group.entries);
    const combobox = useCombobox({ opened: entries.length > 0 });
    const shown = entries.map(({ key }) => key).join();
    const settled = typed.trim() === q && !pending;
    const waiting = useRef(false);

    const choose = (key: string) => {
        const entry = entries.find((one) => one.key === key);
        if (entry === undefined) return;
        onClose();
        // After the palette has gone: what runs may take the focus.
        if (entry.run !== undefined) setTimeout(entry.run);
        else if (entry.create !== undefined) panel.open({ type: entry.create });
        else if (entry.to !== undefined) go(entry.to, { search: entry.search });
    };

    const settle = useEffectEvent(() => {
        const awaited = waiting.current;
        waiting.current = false;
        if (awaited && entries[0]) choose(entries[0].key);
        else combobox.selectFirstOption();
    });
    useEffect(() => {
        if (settled) settle();
    }, [settled, shown]);
    const type = (text: string) => {
        setTyped(text);
        waiting.current = false;
        combobox.resetSelectedOption();
    };
    // Enter takes the best match of what is typed: pressed before that is known, it waits.
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'Escape') onClose();
        if (event.key !== 'Enter' || settled) return;
        event.preventDefault();
        waiting.current = true;
    };

    return (
        <Combobox store={combobox} onOptionSubmit={choose}>
            <Combobox.EventsTarget withExpandedAttribute>
                <TextInput
                    data-autofocus
                    autoFocus
                    variant="unstyled"
                    size="md"
                    aria-label={t('search.title')}
                    placeholder={t('search.placeholder')}
                    leftSection={<IconSearch size={18} aria-hidden />}
                    classNames={{ root: classes.input }}
                    value={typed}
                    onChange={(event) => type(event.currentTarget.value)}
                    onKeyDown={onKeyDown}
                    dir="auto"
                />
            </Combobox.EventsTarget>
            {entries.length > 0 ? (
                <Combobox.Options className={classes.options} data-stale={!settled || undefined} tabIndex={0} aria-label={t('search.results')}>
                    {groups.map((group) => (
                        <Combobox.Group label={group.label} key={group.label}>
                            {group.entries.map((entry) => (
                                <Combobox.Option value={entry.key} key={entry.key} className={classes.option}>
                                    {ICONS[entry.kind]}
                                    <span className={classes.title} dir="auto">
                                        {entry.title}
                                    </span>
                                    {entry.subtitle && <span className={classes.subtitle}>{entry.subtitle}</span>}
                                    {entry.shortcut && <Keys shortcut={entry.shortcut} />}
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
            attributes={{ content: { 'aria-label': t('search.title') } }} transitionProps={{ duration: 0 }}>
            <Palette onClose={onClose} />
        </Modal>
    );
}
