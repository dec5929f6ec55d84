import { expect, test } from 'vitest';
import { addDays, daysBetween, nearness, nextMonday } from './day';

test('days are counted over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
});

test('next week begins on the Monday to come', () => {
    expect(nextMonday('2026-11-22')).toBe('2026-11-23');
    expect(nextMonday('2026-11-23')).toBe('2026-11-30');
    expect(nextMonday('2026-11-27')).toBe('2026-11-30');
});

test('what is due is late, for today, for the next days or for some day', () => {
    expect(nearness('2026-11-22', '2026-11-23')).toBe('late');
    expect(nearness('2026-11-23', '2026-11-23')).toBe('today');
    expect(nearness('2026-11-24', '2026-11-23')).toBe('next');
    expect(nearness(null, '2026-11-23')).toBe('someday');
});
