import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ComboboxStore } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react';
import { listRecords, searchRecords } from '~/api/records';
import type { RecordType, Reference } from '~/api/types';
import { findField, recordTitle } from '~/lib/catalogue';

export type PickerOption = Reference & { subtitle: string | null };

/** The first records of a type, or those that match what is typed; `filter` narrows, such as stages of one pipeline. */
async function findOptions(type: RecordType, q: string, filter: Record<string, string>, signal: AbortSignal): Promise<PickerOption[]> {
    const searchable = findField(type, type.title)?.searchable === true;
    if (q !== '' && searchable && Object.keys(filter).length === 0) {
        const found = await searchRecords(q, type.name, 20, signal);
        return found.items.map(({ id, title, subtitle }) => ({ id, title, subtitle }));
    }
    const query = q === '' ? filter : { ...filter, [`${type.title}.has`]: q };
    const page = await listRecords(type.plural, { ...query, limit: 30 }, signal);
    return page.items.map((record) => {
        const below = type.subtitle ? record[type.subtitle] : null;
        const subtitle = typeof below === 'string' ? below : below && typeof below === 'object' && 'title' in below ? below.title : null;
        return { id: record.id, title: recordTitle(type, record), subtitle };
    });
}

export function usePickerSearch(type: RecordType, typed: string, enabled: boolean, filter: Record<string, string> = {}) {
    const [q] = useDebouncedValue(typed.trim(), 150);
    const found = useQuery({
        queryKey: ['search', 'picker', type.name, q, filter],
        queryFn: ({ signal }) => findOptions(type, q, filter, signal),
        placeholderData: keepPreviousData,
        enabled,
    });
    return { ...found, options: found.data ?? [], stale: q !== typed.trim() || found.isPlaceholderData || found.isPending };
}

/**
 * Enter takes the best match of what is typed, never one of an earlier answer: pressed before the answer is there, it waits.
 * Returns what a key and a change of the text have to call.
 */
export function useFirstMatch(combobox: ComboboxStore, typed: string, found: { options: PickerOption[]; stale: boolean }, pick: (id: string) => void) {
    const waiting = useRef(false);
    const ready = combobox.dropdownOpened && !found.stale && typed.trim() !== '';
    const shown = found.options.map(({ id }) => id).join();
    const settle = useEffectEvent(() => {
        const first = found.options[0];
        const awaited = waiting.current;
        waiting.current = false;
        if (awaited && first) pick(String(first.id));
        else combobox.selectFirstOption();
    });
    useEffect(() => {
        if (ready) settle();
    }, [ready, shown]);
    return {
        onType: () => {
            combobox.openDropdown();
            combobox.resetSelectedOption();
            waiting.current = false;
        },
        onKey: (event: KeyboardEvent) => {
            if (event.key !== 'Enter' || !found.stale || typed.trim() === '') return;
            event.preventDefault();
            waiting.current = true;
        },
    };
}
