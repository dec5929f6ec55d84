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

/** Whoever opposes us stands against us, whatever the role. */
export function laneOf(stakeholder: Pick<Stakeholder, 'buying_role' | 'support'>): LaneName {
    const role = stakeholder.buying_role;
    if (role === 'blocker' || (stakeholder.support === 'opponent' && role === null)) return 'against';
    const found = (Object.keys(LANES) as LaneName[]).find((name) => role !== null && LANES[name].includes(role));
    return found ?? 'other';
}
