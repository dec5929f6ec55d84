/** The content of a saved view is the address of its screen, without which view it is. */
import { parseSearch, type Search, stringifySearch, without } from './search-params';

/** Names the view in the address; ALL asks for none, also where one begins with one. */
const NAME = 'view';
export const ALL = 'all';

const sorted = (search: Search): Search => Object.fromEntries(Object.entries(search).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Two addresses that show the same have the same content. */
export function viewState(search: Search): string {
    return stringifySearch(sorted(without(search, NAME))).replace(/^\?/, '');
}

export function viewSearch({ id, state }: { id: number; state: string }): Search {
    return { ...parseSearch(state), [NAME]: String(id) };
}

export function isChanged(search: Search, { state }: { state: string }): boolean {
    return viewState(search) !== viewState(parseSearch(state));
}

/** The number of the view that an address names; null: none, or all. */
export function namesView(search: Search): number | null {
    const id = Number(search[NAME]);
    return Number.isInteger(id) && id > 0 ? id : null;
}

/** The view that an address names, of those that there are. */
export function namedView<View extends { id: number }>(search: Search, views: View[]): View | null {
    return views.find(({ id }) => id === namesView(search)) ?? null;
}

/** The view that one begins with, when the address asks for nothing. */
export function beginWith<View extends { default: boolean }>(search: Search, views: View[]): View | null {
    return Object.keys(search).length === 0 ? (views.find((view) => view.default) ?? null) : null;
}
