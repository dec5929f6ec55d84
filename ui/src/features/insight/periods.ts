/** Periods by the day on which a deal closed. */
export const PERIODS = ['all', 'this_quarter', 'last_quarter', 'this_year', 'last_year'] as const;
export type Period = (typeof PERIODS)[number];

function day(year: number, month: number, date: number): string {
    return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

/** First and last day of a quarter; quarter −1 of a year is the last of the year before. */
function quarter(year: number, index: number): [string, string] {
    return [day(year, index * 3, 1), day(year, index * 3 + 3, 0)];
}

export function periodFilter(period: Period, now: Date): Record<string, string> {
    const year = now.getFullYear();
    const index = Math.floor(now.getMonth() / 3);
    const range: Record<Exclude<Period, 'all'>, [string, string]> = {
        this_quarter: quarter(year, index),
        last_quarter: quarter(year, index - 1),
        this_year: [day(year, 0, 1), day(year, 11, 31)],
        last_year: [day(year - 1, 0, 1), day(year - 1, 11, 31)],
    };
    if (period === 'all') return {};
    const [from, until] = range[period];
    return { 'closed_on.gte': from, 'closed_on.lte': until };
}
