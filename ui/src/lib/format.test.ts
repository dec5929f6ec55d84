import { describe, expect, it } from 'vitest';
import { formatAge, formatDate, formatMoney, formatMoneyShort, formatNumber, formatPercentage, formatSize, initials, today } from './format';

describe('money', () => {
    it('is written with its currency and all its digits', () => {
        expect(formatMoney('1054.00', 'USD', 'en-US')).toBe('$1,054.00');
        expect(formatMoney('-3.5', 'USD', 'en-US')).toBe('-$3.5');
    });
    it('keeps digits that a float would lose', () => {
        expect(formatMoney('9007199254740993.01', 'USD', 'en-US')).toBe('$9,007,199,254,740,993.01');
    });
    it('has no decimals where the currency has none', () => {
        expect(formatMoney('1500', 'JPY', 'en-US')).toBe('¥1,500');
        expect(formatMoney('1.234', 'BHD', 'en-US').replace(/\u00a0/g, ' ')).toBe('BHD 1.234');
    });
    it('without a currency is a plain number', () => {
        expect(formatMoney('1500.00', null, 'en-US')).toBe('1,500.00');
    });
    it('that is not a decimal is left alone', () => {
        expect(formatMoney('about 5', 'USD', 'en-US')).toBe('about 5');
    });
    it('is shortened where only its size matters', () => {
        expect(formatMoneyShort('1234567.00', 'USD', 'en-US')).toBe('$1.23M');
    });
});

describe('numbers and dates', () => {
    it('show what was stored', () => {
        expect(formatNumber(1234.5, 'en-US')).toBe('1,234.5');
        expect(formatPercentage(12.5, 'en-US')).toBe('12.5%');
        expect(formatSize(2_500_000, 'en-US')).toBe('2.5 MB');
    });
    it('a day is the same day in every time zone', () => {
        expect(formatDate('2026-01-31', 'en-GB')).toBe('31 Jan 2026');
    });
    it('today is the day where the user is', () => {
        expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
    });
    it('tells how long ago', () => {
        const now = new Date('2026-05-10T12:00:00Z');
        expect(formatAge('2026-05-07T11:00:00Z', now, 'en')).toBe('3 days ago');
        expect(formatAge('2026-05-10T14:00:00Z', now, 'en')).toBe('in 2 hours');
    });
});

describe('initials', () => {
    it('are of the first and last name, in any script', () => {
        expect(initials('Ada King Byron')).toBe('AB');
        expect(initials('李小龙')).toBe('李');
        expect(initials('  ')).toBe('');
    });
});
