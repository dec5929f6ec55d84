import type { SearchHit } from '~/api/types';
import type { Catalogue } from '~/lib/catalogue';

export type Entry = {
    key: string;
    kind: 'record' | 'recent' | 'page' | 'new';
    title: string;
    subtitle: string | null;
    /** Where it leads, or which type of record it begins. */
    to?: string;
    create?: string;
    /** Begins the line in which a conversation is logged. */
    log?: boolean;
};

export type Group = { label: string; entries: Entry[] };

/** Hits by type; the type of the best hit first. */
export function groupHits(hits: SearchHit[], catalogue: Catalogue): Group[] {
    const groups = new Map<string, Group>();
    for (const hit of hits) {
        const type = catalogue.find(hit.type);
        if (type === undefined) continue;
        const group = groups.get(type.name) ?? { label: type.label_plural, entries: [] };
        const title = hit.title === '' ? `${type.label} ${hit.id}` : hit.title;
        group.entries.push({ key: `${type.name} ${hit.id}`, kind: 'record', title, subtitle: hit.subtitle || null, to: `/${type.plural}/${hit.id}` });
        groups.set(type.name, group);
    }
    return [...groups.values()];
}

const MOST_ACTIONS = 5;

/** Actions in which each typed word begins a word. */
export function matchActions(actions: Entry[], q: string): Entry[] {
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (entry: Entry) => {
        const title = entry.title.toLowerCase().split(/\s+/);
        return words.every((word) => title.some((part) => part.startsWith(word)));
    };
    const seen = new Set<string>();
    return actions.filter((entry) => matches(entry) && !seen.has(entry.key) && seen.add(entry.key)).slice(0, MOST_ACTIONS);
}
