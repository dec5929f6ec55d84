import type { Stakeholder } from '~/api/overviews';

/** Which buying roles stand in which part of the committee. */
export const LANES = {
    decides: ['economic_buyer', 'decision_maker', 'approver'],
    influences: ['champion', 'influencer', 'evaluator', 'gatekeeper'],
    uses: ['end_user'],
    against: ['blocker'],
    other: [] as string[],
};

export type LaneName = keyof typeof LANES;

type Part = Pick<Stakeholder, 'buying_role' | 'support' | 'influence'>;

/** By role; an opponent without a role stands against us. */
export function laneOf(stakeholder: Pick<Part, 'buying_role' | 'support'>): LaneName {
    const role = stakeholder.buying_role;
    if (role === 'blocker' || (stakeholder.support === 'opponent' && role === null)) return 'against';
    const found = (Object.keys(LANES) as LaneName[]).find((name) => role !== null && LANES[name].includes(role));
    return found ?? 'other';
}

const WEIGHT = { low: 1, medium: 2, high: 3 };

function weight({ influence }: Pick<Part, 'influence'>): number {
    return influence === null ? 0 : WEIGHT[influence];
}

/** The most influential first. */
export function byInfluence(a: Pick<Part, 'influence'>, b: Pick<Part, 'influence'>): number {
    return weight(b) - weight(a);
}

/** Whose attitude is not known counts as neutral; nobody is counted twice. */
export function countSupport(stakeholders: Pick<Stakeholder, 'support' | 'contact'>[]) {
    const people = new Map(stakeholders.map((stakeholder) => [stakeholder.contact.id, stakeholder.support]));
    const supports = [...people.values()];
    const withUs = supports.filter((support) => support === 'supporter' || support === 'champion').length;
    const against = supports.filter((support) => support === 'opponent').length;
    return { with: withUs, against, neutral: supports.length - withUs - against };
}
