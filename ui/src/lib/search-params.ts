/** The address of a list is the same text as the API's query: "?industry=medical&sort=-amount". */
import { queryString } from '~/api/client';

export type Search = Record<string, string>;

export function without(search: Search, ...names: string[]): Search {
    return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)));
}

export function parseSearch(text: string): Search {
    return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
    return queryString(search as Search);
}
