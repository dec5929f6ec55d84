/** The timeline's own arithmetic: what narrows it, who is in it, and its months. */
import type { Interaction } from '~/api/overviews';
import { today } from './format';
import type { Search } from './search-params';

/** `person` is "contact 7" or "user 3": people of both sides are offered side by side. */
export type TimelineFilter = { kind: string | null; person: string | null; words: string };

export type Person = { value: string; label: string };

type Named = { id: number; title: string | null };

export const contactPerson = ({ id, title }: Named): Person => ({ value: `contact ${id}`, label: title ?? '' });

const userPerson = ({ id, title }: Named): Person => ({ value: `user ${id}`, label: title ?? '' });

/** Everybody who took part in any of these, and who is known besides, by name. */
export function peopleOf(interactions: Interaction[], known: Person[] = []): Person[] {
    const taking = interactions.flatMap(({ contacts, owner }) => [...contacts.map(contactPerson), ...(owner ? [userPerson(owner)] : [])]);
    const people = new Map([...known, ...taking].map((person) => [person.value, person]));
    return [...people.values()].sort((a, b) => a.label.localeCompare(b.label));
}

/** How the server is asked for it; nothing when all are wanted. */
export function timelineQuery({ kind, person, words }: TimelineFilter): Search {
    const [side, id] = person?.split(' ') ?? [];
    return {
        ...(kind === null ? {} : { kind }),
        ...(id === undefined ? {} : { [side === 'contact' ? 'contacts' : 'owner']: id }),
        ...(words.trim() === '' ? {} : { q: words.trim() }),
    };
}

/** ["2026-03", entries] in the order in which they came, by the reader's own calendar. */
export function groupByMonth(interactions: Interaction[]): [string, Interaction[]][] {
    const months = new Map<string, Interaction[]>();
    for (const interaction of interactions) {
        const month = today(new Date(interaction.start)).slice(0, 7);
        months.set(month, [...(months.get(month) ?? []), interaction]);
    }
    return [...months];
}
