/** All conversations of a record, newest first, by month, narrowed by kind, person and words. */
import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interaction } from '~/api/overviews';
import { EmptyState } from '~/components/EmptyState';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import type { Search } from '~/lib/search-params';
import { filterInteractions, groupByMonth, peopleOf, type TimelineFilter } from '~/lib/timeline';
import { useFormat } from '~/lib/use-format';
import { TimelineEntry } from './TimelineEntry';
import { useInteractions } from './use-interactions';
import classes from './Timeline.module.css';

type Props = {
    /** The newest, and whether there are more than these. */
    newest: { items: Interaction[]; more: boolean };
    /** What the older ones are found by, such as { account: "7" }. */
    filter: Search;
};

const NO_FILTER: TimelineFilter = { kind: null, person: null, words: '' };

function Filters({ interactions, filter, onChange }: { interactions: Interaction[]; filter: TimelineFilter; onChange: (filter: TimelineFilter) => void }) {
    const { t } = useTranslation();
    const kindField = findField(useRecordType('interaction'), 'kind');
    const people = useMemo(() => peopleOf(interactions), [interactions]);
    const kinds = useMemo(() => [...new Set(interactions.map((interaction) => interaction.kind))], [interactions]);
    return (
        <div className={classes.filters} role="search" aria-label={t('timeline.filter')}>
            <Select
                size="xs"
                aria-label={t('timeline.kind')}
                placeholder={t('timeline.allKinds')}
                data={kinds.map((kind) => ({ value: kind, label: choiceLabel(kindField, kind) }))}
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

export function Timeline({ newest, filter: scope }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const [filter, setFilter] = useState(NO_FILTER);
    const [asked, setAsked] = useState(false);
    const { pages, interactions } = useInteractions(newest.items, scope, asked);
    const shown = filterInteractions(interactions, filter);
    const more = asked ? pages.hasNextPage : newest.more;
    if (interactions.length === 0) return <EmptyState compact title={t('timeline.none')} text={t('timeline.noneHint')} />;
    return (
        <>
            <Filters interactions={interactions} filter={filter} onChange={setFilter} />
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
                <Button variant="default" size="xs" mt="md" loading={pages.isFetching} onClick={() => (asked ? void pages.fetchNextPage() : setAsked(true))}>
                    {t('timeline.older')}
                </Button>
            )}
        </>
    );
}
