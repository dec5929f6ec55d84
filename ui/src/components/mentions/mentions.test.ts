import { describe, expect, it } from 'vitest';
import { begunMention, matchingNames, writeMention } from './mentions';

describe('mentioning', () => {
    it('begins with the sign at a word’s start', () => {
        expect(begunMention('ask @Ad', 7)).toEqual({ start: 4, typed: 'Ad' });
        expect(begunMention('@', 1)).toEqual({ start: 0, typed: '' });
        expect(begunMention('@Ada By', 7)).toEqual({ start: 0, typed: 'Ada By' });
        expect(begunMention('请问@张', 4)).toEqual({ start: 2, typed: '张' });
        expect(begunMention('ada@north', 9)).toBeNull();
        expect(begunMention('@Ada, then', 10)).toBeNull();
        expect(begunMention('@ noon', 6)).toBeNull();
        expect(begunMention('nothing', 7)).toBeNull();
    });

    it('offers names by any of their words', () => {
        const users = [{ title: 'Ada Byron' }, { title: 'Bob Adams' }, { title: 'Carl Old' }];
        expect(matchingNames(users, 'ad', 5).map(({ title }) => title)).toEqual(['Ada Byron', 'Bob Adams']);
        expect(matchingNames(users, 'ada b', 5).map(({ title }) => title)).toEqual(['Ada Byron']);
        expect(matchingNames(users, '', 2)).toHaveLength(2);
    });

    it('writes the name in place of what was typed', () => {
        expect(writeMention('ask @ad about it', { start: 4, typed: 'ad' }, 'Ada Byron')).toEqual({ text: 'ask @Ada Byron about it', cursor: 14 });
        expect(writeMention('@', { start: 0, typed: '' }, 'Bob')).toEqual({ text: '@Bob ', cursor: 5 });
    });
});
