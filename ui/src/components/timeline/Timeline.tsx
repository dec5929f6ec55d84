/** All conversations of a record, newest first, by month, narrowed by kind, person and words. */
import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interaction } from '~/api/overviews';
import { AppLink } from '~/components/AppLink';
import { EmptyState } from '~/components/EmptyState';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { filterInteractions, groupByMonth, type TimelineFilter } from '~/lib/timeline';
import { useFormat } from '~/lib/use-format';
import { TimelineEntry } from './TimelineEntry';
import classes from './Timeline.module.css';

type Props = {
    interactions: Interaction[];
    /** Address of the list with the older ones, when there are more than these. */
    older?: { to: string; search: Record<string, string> };
};

const NO_FILTER: TimelineFilter = { kind: null, person: null, words: '' };

function peopleOf(interactions: Interaction[]) {
    const people = new Map<string, string>();
    for (const interaction of interactions) {
        for (const person of interaction.contacts) people.set(String(person.id), person.title ?? '');
    }
    return [...people].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}

export function Timeline({ interactions, older }: Props) {
    const { t } = useTranslation();
    const format = useFormat();
    const kindField = findField(useRecordType('interaction'), 'kind');
    const [filter, setFilter] = useState(NO_FILTER);
    const people = useMemo(() => peopleOf(interactions), [interactions]);
    const kinds = useMemo(() => [...new Set(interactions.map((interaction) => interaction.kind))], [interactions]);
    const shown = filterInteractions(interactions, filter);
    if (interactions.length === 0) return <EmptyState compact title={t('timeline.none')} text={t('timeline.noneHint')} />;
    return (
        <>
            <div className={classes.filters} role="search" aria-label={t('timeline.filter')}>
                <Select
                    size="xs"
                    aria-label={t('timeline.kind')}
                    placeholder={t('timeline.allKinds')}
                    data={kinds.map((kind) => ({ value: kind, label: choiceLabel(kindField, kind) }))}
                    value={filter.kind}
                    onChange={(kind) => setFilter({ ...filter, kind })}
                    clearable
                    clearButtonProps={{ 'aria-label': t('action.clear') }}
                />
                <Select
                    size="xs"
                    aria-label={t('timeline.person')}
                    placeholder={t('timeline.everybody')}
                    data={people}
                    value={filter.person}
                    onChange={(person) => setFilter({ ...filter, person })}
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
                    onChange={(event) => setFilter({ ...filter, words: event.currentTarget.value })}
                />
            </div>
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
            {older && (
                <AppLink to={older.to} search={older.search} className={classes.older}>
                    {t('timeline.older')}
                </AppLink>
            )}
        </>
    );
}
