/** All conversations of a record, newest first, by month, narrowed by kind, person and words. */
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interaction } from '~/api/overviews';
import { EmptyState } from '~/components/EmptyState';
import { findField, useRecordType } from '~/lib/catalogue';
import type { Search } from '~/lib/search-params';
import { groupByMonth, type Person, peopleOf, type TimelineFilter, timelineQuery } from '~/lib/timeline';
import { useFormat } from '~/lib/use-format';
import { TimelineEntry } from './TimelineEntry';
import { useInteractions } from './use-interactions';
import classes from './Timeline.module.css';

type Props = {
    /** The newest, and whether there are more than these. */
    newest: { items: Interaction[]; more: boolean };
    /** What the older ones are found by, such as { account: "7" }. */
    filter: Search;
    /** Who can be chosen beside those of the newest. */
    known?: Person[];
};

const TYPING_MILLISECONDS = 200;

const NO_FILTER: TimelineFilter = { kind: null, person: null, words: '' };

function Filters({ people, filter, onChange }: { people: Person[]; filter: TimelineFilter; onChange: (filter: TimelineFilter) => void }) {
    const { t } = useTranslation();
    const kindField = findField(useRecordType('interaction'), 'kind');
    return (
        <div className={classes.filters} role="search" aria-label={t('timeline.filter')}>
            <Select
                size="xs"
                aria-label={t('timeline.kind')}
                placeholder={t('timeline.allKinds')}
                data={kindField?.choices?.map(({ name, label }) => ({ value: name, label }))}
                value={filter.kind}
                onChange={(kind) => onChange({ ...filter, kind })}
                clearable
                clearButtonProps={{ 'aria-label': t('action.clear') }}
            />
            <Select
                size="xs"
                aria-label={t('timeline.person')}
                placeholder={t('timeline.everybody')}
                data={people}
                value={filter.person}
                onChange={(person) => onChange({ ...filter, person })}
                searchable
                clearable
                clearButtonProps={{ 'aria-label': t('action.clear') }}
            />
            <TextInput
                size="xs"
                aria-label={t('timeline.words')}
                placeholder={t('timeline.words')}
                leftSection={<IconSearch size={14} aria-hidden />}
                value={filter.words}
                onChange={(event) => onChange({ ...filter, words: event.currentTarget.value })}
            />
        </div>
    );
}

/** The answer's own words wait until the typing has paused. */
function useNarrowed(newest: Interaction[], scope: Search) {
    const [filter, setFilter] = useState(NO_FILTER);
    const [older, setOlder] = useState(false);
    const [words] = useDebouncedValue(filter.words, TYPING_MILLISECONDS);
    const narrow = timelineQuery({ ...filter, words: filter.words === '' ? '' : words });
    const read = useInteractions(newest, { scope, narrow, older });
    return { ...read, filter, setFilter, older, setOlder, narrowed: Object.keys(narrow).length > 0 };
}

export function Timeline({ newest, filter: scope, known }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const { pages, interactions: shown, filter, setFilter, older, setOlder, narrowed } = useNarrowed(newest.items, scope);
    const people = useMemo(() => peopleOf(newest.items, known), [newest.items, known]);
    const more = older || narrowed ? pages.hasNextPage : newest.more;
    if (newest.items.length === 0) return <EmptyState compact title={t('timeline.none')} text={t('timeline.noneHint')} />;
    return (
        <>
            <Filters people={people} filter={filter} onChange={setFilter} />
            {shown.length === 0 && (
                <EmptyState
                    compact
                    title={t('timeline.noneFound')}
                    action={
                        <Button variant="subtle" size="compact-sm" onClick={() => setFilter(NO_FILTER)}>
                            {t('timeline.showAll')}
                        </Button>
                    }
                />
            )}
            {groupByMonth(shown).map(([month, entries]) => (
                <div key={month}>
                    <h3 className={classes.month}>{format.month(month)}</h3>
                    <ol className={classes.list}>
                        {entries.map((entry) => (
                            <TimelineEntry key={entry.id} interaction={entry} />
                        ))}
                    </ol>
                </div>
            ))}
            {more && (
                <Button variant="default" size="xs" mt="md" loading={pages.isFetching} onClick={() => (older || narrowed ? void pages.fetchNextPage() : setOlder(true))}>
                    {t('timeline.older')}
                </Button>
            )}
        </>
    );
}
