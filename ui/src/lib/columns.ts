/** Which columns a list shows, kept per user in this browser. */
import { useCallback, useState } from 'react';
import type { Field, RecordType } from '~/api/types';
import { type Search, without } from './search-params';
import { useSession } from './session';
import { namesView } from './views';

export function defaultColumns(type: RecordType): string[] {
    const listed = type.fields.filter((field) => field.listed).map((field) => field.name);
    const names = listed.length > 0 ? listed : type.fields.filter((field) => field.type !== 'long_text').slice(0, 5).map((field) => field.name);
    return [type.title, ...names.filter((name) => name !== type.title)];
}

/** What was stored, without what is no longer there; the title always leads. */
export function validColumns(type: RecordType, stored: unknown, known: (name: string) => boolean): string[] {
    if (!Array.isArray(stored)) return defaultColumns(type);
    const names = stored.filter((name): name is string => typeof name === 'string' && known(name) && name !== type.title);
    return [type.title, ...new Set(names)];
}

function load(key: string): unknown {
    try {
        return JSON.parse(localStorage.getItem(key) ?? 'null');
    } catch {
        return null;
    }
}

/** Columns that a saved view brings stand in the address; otherwise they are those that the user has chosen. */
export function useShownColumns(type: RecordType, available: Field[], search: Search, onSearch: (next: Search) => void) {
    const own = useColumns(type, available);
    if (namesView(search) === null && search.columns === undefined) return { ...own, state: own.names.join() === defaultColumns(type).join() ? search : { ...search, columns: own.names.join(',') } };
    const known = (name: string) => available.some((field) => field.name === name);
    const set = (names: string[] | null) => onSearch(names === null ? without(search, 'columns') : { ...search, columns: names.join(',') });
    return { names: validColumns(type, search.columns?.split(','), known), set, state: search };
}

export function useColumns(type: RecordType, available: Field[]) {
    const { session } = useSession();
    const key = `daybook.columns.${session.user.id}.${type.name}`;
    const known = (name: string) => available.some((field) => field.name === name);
    const [chosen, setChosen] = useState(() => ({ key, names: validColumns(type, load(key), known) }));
    const names = chosen.key === key ? chosen.names : validColumns(type, load(key), known);
    const set = useCallback(
        (next: string[] | null) => {
            if (next === null) localStorage.removeItem(key);
            else localStorage.setItem(key, JSON.stringify(next));
            setChosen({ key, names: next ?? defaultColumns(type) });
        },
        [key, type],
    );
    return { names, set };
}
