import type { SearchHit } from '~/api/types';
import type { Catalogue } from '~/lib/catalogue';

export type Entry = {
    key: string;
    kind: 'record' | 'recent' | 'page' | 'new' | 'action';
    title: string;
    subtitle: string | null;
    /** Where it leads, or which type of record it begins. */
    to?: string;
    search?: Record<string, string>;
    create?: string;
    /** Of an action: does it, by this key too. */
    run?: () => void;
    shortcut?: string;
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

const MOST_ACTIONS = 6;
const LEAST_LETTERS_FOR_AN_ERROR = 4;

/** At most one letter wrong, missing, too many, or two that changed places. */
function isNear(a: string, b: string): boolean {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const [restA, restB] = [a.slice(i), b.slice(i)];
    return (
        restA.slice(1) === restB.slice(1) ||
        restA.slice(1) === restB ||
        restA === restB.slice(1) ||
        (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
    );
}

function beginsNearly(part: string, word: string): boolean {
    if (word.length < LEAST_LETTERS_FOR_AN_ERROR) return false;
    return [word.length - 1, word.length, word.length + 1].some((length) => isNear(part.slice(0, length), word));
}

/** Actions in which each typed word begins a word, or stands anywhere in a text without spaces; nearly so when none does exactly. */
export function matchActions(actions: Entry[], q: string): Entry[] {
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = (fits: (part: string, word: string) => boolean) => {
        const seen = new Set<string>();
        return actions.filter(({ key, title }) => {
            const text = title.toLowerCase();
            const parts = text.split(/\s+/);
            const found = words.every((word) => parts.some((part) => fits(part, word)) || (/[\u3000-\uffff]/.test(word) && text.includes(word)));
            return found && !seen.has(key) && seen.add(key);
        });
    };
    const exact = matching((part, word) => part.startsWith(word));
    return (exact.length > 0 ? exact : matching((part, word) => part.startsWith(word) || beginsNearly(part, word))).slice(0, MOST_ACTIONS);
}
