/** The parts of the inbox, each a filter of the same list. */
import type { Search } from '~/lib/search-params';

export const FOLDERS = ['new', 'mine', 'unassigned', 'nurturing', 'spam'] as const;
export type Folder = (typeof FOLDERS)[number];

export const FOLDER_FILTERS: Record<Folder, Search> = {
    new: { status: 'new' },
    mine: { 'status.in': 'new,working', mine: 'true' },
    unassigned: { 'status.in': 'new,working', 'owner.null': 'true' },
    nurturing: { status: 'nurturing' },
    spam: { status: 'spam' },
};

export const folderOf = (search: Search): Folder => FOLDERS.find((folder) => folder === search.folder) ?? 'new';
