/** Two people changed one record: what each of them did, seen from what it was before. */
import type { RecordType } from '~/api/types';
import { type FormValues, sameValue } from './form-values';

export type Conflict = {
    /** Both changed it, differently: the user chooses. */
    disputed: string[];
    /** Only the other changed it: their value stays. */
    theirs: string[];
};

export function compareVersions(type: RecordType, base: FormValues, mine: FormValues, current: FormValues): Conflict {
    const conflict: Conflict = { disputed: [], theirs: [] };
    for (const { name } of type.fields) {
        const iChanged = !sameValue(base[name], mine[name]);
        const theyChanged = !sameValue(base[name], current[name]);
        if (iChanged && theyChanged && !sameValue(mine[name], current[name])) conflict.disputed.push(name);
        else if (theyChanged && !iChanged) conflict.theirs.push(name);
    }
    return conflict;
}

/** The record as it is now, with all that only I changed and with mine where I chose it. */
export function mergeVersions(type: RecordType, base: FormValues, mine: FormValues, current: FormValues, keepMine: string[]): FormValues {
    const { disputed } = compareVersions(type, base, mine, current);
    const merged = { ...current };
    for (const { name } of type.fields) {
        if (sameValue(base[name], mine[name])) continue;
        if (!disputed.includes(name) || keepMine.includes(name)) merged[name] = mine[name] ?? null;
    }
    return merged;
}
