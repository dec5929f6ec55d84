/** Which of two records stays when they are merged, and whose value each field takes. */
import type { MergeChoice } from '~/api/duplicates';
import type { Field, RecordData, RecordType, Value } from '~/api/types';
import { sameValue } from './form-values';

export type Side = 0 | 1;
export type Sides = readonly [RecordData, RecordData];
/** Per field the side, or both where a field can hold both. */
export type Choices = Record<string, Side | 'both'>;

export function isEmpty(value: Value | undefined): boolean {
    return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

export function mayHoldBoth(field: Field): boolean {
    return field.type === 'references' || field.type === 'long_text';
}

/** Fields in which the two differ, in the order of the type. */
export function differingFields(type: RecordType, sides: Sides): Field[] {
    return type.fields.filter(({ name }) => !sameValue(sides[0][name], sides[1][name]) && !(isEmpty(sides[0][name]) && isEmpty(sides[1][name])));
}

/** The side of which more is known; of equals the one that was changed last. */
export function fullerSide(type: RecordType, sides: Sides): Side {
    const filled = (record: RecordData) => type.fields.filter(({ name }) => !isEmpty(record[name])).length;
    const difference = filled(sides[1]) - filled(sides[0]);
    if (difference !== 0) return difference > 0 ? 1 : 0;
    return sides[1].updated_at > sides[0].updated_at ? 1 : 0;
}

/** The survivor's values, and the other's where the survivor has none; many references of both. */
export function defaultChoices(type: RecordType, sides: Sides, survivor: Side): Choices {
    const other: Side = survivor === 0 ? 1 : 0;
    return Object.fromEntries(
        differingFields(type, sides).map((field): [string, Side | 'both'] => {
            if (isEmpty(sides[survivor][field.name])) return [field.name, other];
            return [field.name, field.type === 'references' && !isEmpty(sides[other][field.name]) ? 'both' : survivor];
        }),
    );
}

/** An amount goes with the currency in which it was meant. */
export function followedField(sides: Sides, field: Field): string | null {
    const currency = field.type === 'money' ? field.currency_field : null;
    return currency && !sameValue(sides[0][currency], sides[1][currency]) ? currency : null;
}

export function choiceOf(sides: Sides, choices: Choices, field: Field): Side | 'both' {
    return choices[followedField(sides, field) ?? field.name] ?? 0;
}

/** The choices as the server takes them, of fields that this user may change. */
export function requestChoices(type: RecordType, sides: Sides, choices: Choices, survivor: Side): Record<string, MergeChoice> {
    const fields = differingFields(type, sides).filter((field) => !field.derived && field.may_change !== false);
    return Object.fromEntries(
        fields.map((field): [string, MergeChoice] => {
            const choice = choiceOf(sides, choices, field);
            return [field.name, choice === 'both' ? 'both' : choice === survivor ? 'this' : 'other'];
        }),
    );
}
