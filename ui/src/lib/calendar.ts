/** Calendar days as text, without a time zone: "2026-11-23". */

/** Months and days beyond their year or month run on: month 12 is January of the next year, day 0 the last of before. */
export function dayOf(year: number, month: number, date: number): string {
    return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

/** First and last day of a quarter; quarter −1 of a year is the last of the year before. */
export function quarterOf(year: number, index: number): [string, string] {
    return [dayOf(year, index * 3, 1), dayOf(year, index * 3 + 3, 0)];
}

/** First and last day of a month. */
export function monthOf(year: number, month: number): [string, string] {
    return [dayOf(year, month, 1), dayOf(year, month + 1, 0)];
}

export function addDays(day: string, count: number): string {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number];
    return dayOf(year, month - 1, date + count);
}

/** "2026-11" and 1 → "2026-12". */
export function addMonths(month: string, count: number): string {
    const [year, number] = month.split('-').map(Number) as [number, number];
    return dayOf(year, number - 1 + count, 1).slice(0, 7);
}

/** The days of whole weeks, from Monday to Sunday, that a month lies in. */
export function weeksOf(month: string): string[][] {
    const first = `${month}-01`;
    const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
    const weeks: string[][] = [];
    for (let monday = addDays(first, -weekday); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) {
        weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
    }
    return weeks;
}
