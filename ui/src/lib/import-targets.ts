import type { RecordType } from '~/api/types';

/** What a column can mean besides a field of the record. */
export type SpecialTarget = 'external_key' | 'deleted' | 'manager' | 'first_name' | 'last_name' | 'is_won' | 'is_closed';

const OF_TYPE: Record<string, SpecialTarget[]> = {
    user: ['manager', 'first_name', 'last_name'],
    lead: ['first_name', 'last_name'],
    opportunity: ['is_won', 'is_closed'],
};

export function specialTargets(type: Pick<RecordType, 'name'>): SpecialTarget[] {
    return ['external_key', 'deleted', ...(OF_TYPE[type.name] ?? [])];
}
