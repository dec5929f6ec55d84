/** Calendar days as "YYYY-MM-DD": counting on from one, and how near one is. */

const DAY_MILLISECONDS = 86_400_000;

const parse = (date: string) => new Date(`${date}T00:00:00Z`);

export function addDays(date: string, days: number): string {
    return new Date(parse(date).getTime() + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** The Monday after a day; after a Monday, the next. */
export function nextMonday(date: string): string {
    return addDays(date, 7 - ((parse(date).getUTCDay() + 6) % 7));
}

/** From one day to another; negative for a day that has passed. */
export function daysBetween(from: string, to: string): number {
    return Math.round((parse(to).getTime() - parse(from).getTime()) / DAY_MILLISECONDS);
}

export const NEARNESS = ['late', 'today', 'next', 'someday'] as const;

export type Nearness = (typeof NEARNESS)[number];

export function nearness(due: string | null, today: string): Nearness {
    if (due === null) return 'someday';
    if (due === today) return 'today';
    return due < today ? 'late' : 'next';
}
