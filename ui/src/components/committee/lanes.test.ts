import { describe, expect, it } from 'vitest';
import { byInfluence, countSupport, laneOf } from './lanes';

describe('the buying committee', () => {
    it('puts everybody where the role belongs', () => {
        expect(laneOf({ buying_role: 'approver', support: null })).toBe('decides');
        expect(laneOf({ buying_role: 'gatekeeper', support: 'opponent' })).toBe('influences');
        expect(laneOf({ buying_role: 'blocker', support: null })).toBe('against');
        expect(laneOf({ buying_role: null, support: 'opponent' })).toBe('against');
        expect(laneOf({ buying_role: null, support: 'champion' })).toBe('other');
    });

    it('counts people, not parts: an attitude that nobody knows is neutral', () => {
        const part = (id: number, support: 'opponent' | 'neutral' | 'supporter' | 'champion' | null) => ({ contact: { id, title: null }, support });
        expect(countSupport([part(1, 'champion'), part(1, 'champion'), part(2, 'supporter'), part(3, null), part(4, 'opponent')])).toEqual({ with: 2, neutral: 1, against: 1 });
    });

    it('names the most influential first', () => {
        const levels = [{ influence: 'low' as const }, { influence: null }, { influence: 'high' as const }];
        expect(levels.sort(byInfluence).map(({ influence }) => influence)).toEqual(['high', 'low', null]);
    });
});
