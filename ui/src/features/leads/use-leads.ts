import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Lead } from '~/api/leads';
import { listRecords } from '~/api/records';
import { keys } from '~/lib/queries';
import { type Folder, FOLDER_FILTERS } from './folders';

const SHOWN = 100;

/** Who has waited longest comes first: an inbox is worked from its end. */
export function useLeads(folder: Folder, q: string) {
    const query = { ...FOLDER_FILTERS[folder], sort: folder === 'spam' ? '-created_at' : 'created_at', limit: SHOWN, ...(q === '' ? {} : { q }) };
    return useQuery({
        queryKey: keys.list('leads', query),
        queryFn: async ({ signal }) => {
            const page = await listRecords('leads', query, signal);
            return { leads: page.items as unknown as Lead[], more: page.next !== null };
        },
        placeholderData: keepPreviousData,
    });
}
