/** The timeline's own arithmetic: narrowing and grouping. */
import type { Interaction } from '~/api/overviews';
import { today } from './format';

/** `person` is "contact 7" or "user 3": people of both sides are offered side by side. */
export type TimelineFilter = { kind: string | null; person: string | null; words: string };

type Person = { value: string; label: string };

function participants(interaction: Interaction): Person[] {
    const users = interaction.owner ? [interaction.owner, ...interaction.users] : interaction.users;
    return [
        ...interaction.contacts.map(({ id, title }) => ({ value: `contact ${id}`, label: title ?? '' })),
        ...users.map(({ id, title }) => ({ value: `user ${id}`, label: title ?? '' })),
    ];
}

/** Everybody who took part in any of these, by name. */
export function peopleOf(interactions: Interaction[]): Person[] {
    const people = new Map(interactions.flatMap(participants).map((person) => [person.value, person]));
    return [...people.values()].sort((a, b) => a.label.localeCompare(b.label));
}

function textOf(interaction: Interaction): string {
    const { subject, summary, body, promises, next_step } = interaction;
    return [subject, summary, body, promises, next_step, ...participants(interaction).map(({ label }) => label)].join(' ').toLowerCase();
}

/** All words must occur, in any order. */
export function filterInteractions(interactions: Interaction[], filter: TimelineFilter): Interaction[] {
    const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
    return interactions.filter(
        (interaction) =>
            (filter.kind === null || interaction.kind === filter.kind) &&
            (filter.person === null || participants(interaction).some(({ value }) => value === filter.person)) &&
            words.every((word) => textOf(interaction).includes(word)),
    );
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
