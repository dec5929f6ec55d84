/** Shows a quick change at once, before the server has answered, wherever the record is on screen; takes it back when
 * the server refuses. */
import type { QueryClient } from '@tanstack/react-query';
import type { RecordData, Value } from '~/api/types';

type Change = Record<string, Value>;

type Place = { plural: string; type: string; id: number };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record's own cache entry, its page, a list and the pages of a list hold it in places of their own. */
export function withChange(data: unknown, key: readonly unknown[], { plural, type, id }: Place, change: Change): unknown {
    if (!isObject(data) || key[0] !== 'records' || key[1] !== plural) return data;
    const changed = (record: RecordData) => (record.id === id ? { ...record, ...change } : record);
    if (key[2] === id && key.length === 3) return changed(data as RecordData);
    if (key[2] === id && key[3] === 'overview' && isObject(data[type])) return { ...data, [type]: changed(data[type] as RecordData) };
    if (key[2] !== 'list') return data;
    if (Array.isArray(data.items)) return { ...data, items: (data.items as RecordData[]).map(changed) };
    if (!Array.isArray(data.pages)) return data;
    return { ...data, pages: (data.pages as { items: RecordData[] }[]).map((page) => ({ ...page, items: page.items.map(changed) })) };
}

/** Changes what is on screen; the returned function puts everything back as it was. */
export async function showAtOnce(client: QueryClient, place: Place, change: Change): Promise<() => void> {
    await client.cancelQueries({ queryKey: ['records', place.plural] });
    const before = client.getQueriesData({ queryKey: ['records', place.plural] });
    for (const [key, data] of before) {
        const after = withChange(data, key, place, change);
        if (after !== data) client.setQueryData(key, after);
    }
    return () => before.forEach(([key, data]) => client.setQueryData(key, data));
}
