/** The timeline's own arithmetic: narrowing and grouping. */
import type { Interaction } from '~/api/overviews';

export type TimelineFilter = { kind: string | null; person: string | null; words: string };

function textOf(interaction: Interaction): string {
    const { subject, summary, body, promises, next_step } = interaction;
    return [subject, summary, body, promises, next_step, ...interaction.contacts.map((person) => person.title)].join(' ').toLowerCase();
}

/** All words must occur, in any order. */
export function filterInteractions(interactions: Interaction[], filter: TimelineFilter): Interaction[] {
    const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
    return interactions.filter(
        (interaction) =>
            (filter.kind === null || interaction.kind === filter.kind) &&
            (filter.person === null || interaction.contacts.some((person) => String(person.id) === filter.person)) &&
            words.every((word) => textOf(interaction).includes(word)),
    );
}

/** ["2026-03", entries] in the order in which they came. */
export function groupByMonth(interactions: Interaction[]): [string, Interaction[]][] {
    const months = new Map<string, Interaction[]>();
    for (const interaction of interactions) {
        const month = interaction.start.slice(0, 7);
        months.set(month, [...(months.get(month) ?? []), interaction]);
    }
    return [...months];
}
