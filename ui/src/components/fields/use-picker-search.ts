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
 * Enter takes the best match of what is typed, never one of an earlier answer: pressed before the answer is there, it waits,
 * also when the field is left meanwhile. Returns what a key, a change of the text and the leaving of the field have to call;
 * `leaves` says whether nothing is waited for.
 */
export function useFirstMatch(combobox: ComboboxStore, typed: string, found: { options: PickerOption[]; stale: boolean }, pick: (id: string) => void, giveUp: () => void) {
    const waiting = useRef(false);
    const left = useRef(false);
    const ready = !found.stale && typed.trim() !== '';
    const first = found.options[0];
    const shown = found.options.map(({ id }) => id).join();
    const settle = useEffectEvent(() => {
        const awaited = waiting.current;
        waiting.current = false;
        if (awaited && first) pick(String(first.id));
        else if (awaited && left.current) giveUp();
        else if (combobox.dropdownOpened) combobox.selectFirstOption();
    });
    useEffect(() => {
        if (ready) settle();
    }, [ready, shown, combobox.dropdownOpened]);
    return {
        onType: () => {
            combobox.openDropdown();
            combobox.resetSelectedOption();
            waiting.current = false;
            left.current = false;
        },
        onKey: (event: KeyboardEvent) => {
            if (event.key !== 'Enter' || typed.trim() === '' || !combobox.dropdownOpened) return;
            if (!found.stale && (combobox.getSelectedOptionIndex() >= 0 || !first)) return;
            event.preventDefault();
            if (found.stale) waiting.current = true;
            else pick(String(first!.id));
        },
        leaves: () => {
            combobox.closeDropdown();
            left.current = true;
            return !waiting.current;
        },
    };
}
