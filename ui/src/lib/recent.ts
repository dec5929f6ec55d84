/** The records opened last in this browser, for the palette. */
export type RecentRecord = { type: string; id: number; title: string };

const MOST = 8;

function keyOf(userId: number): string {
    return `daybook.recent.${userId}`;
}

export function recentRecords(userId: number): RecentRecord[] {
    try {
        const stored: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]');
        return Array.isArray(stored) ? stored.filter((one) => typeof one?.type === 'string' && typeof one?.id === 'number' && typeof one?.title === 'string') : [];
    } catch {
        return [];
    }
}

export function rememberRecord(userId: number, record: RecentRecord) {
    const others = recentRecords(userId).filter((one) => one.type !== record.type || one.id !== record.id);
    localStorage.setItem(keyOf(userId), JSON.stringify([record, ...others].slice(0, MOST)));
}
