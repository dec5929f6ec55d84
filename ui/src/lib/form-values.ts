/** What a form holds while a person types, and how that becomes the body of a request.
 * Numbers and money stay text until they are saved, so that nothing half-typed is lost or rounded. */
import type { Changes } from '~/api/records';
import type { Field, RecordData, RecordType, Session, Value } from '~/api/types';
import { isNumeric, isReference } from './catalogue';
import { today } from './format';

export type FormValues = Record<string, Value>;

/** "1,054.00" and "1 054.00" → "1054.00"; what is no such number is left as it was typed. */
export function plainNumber(typed: string): string {
    const text = typed.trim();
    if (/^-?\d{1,3}([,\u00a0\u202f ']\d{3})+(\.\d+)?$/.test(text)) return text.replace(/[,\u00a0\u202f ']/g, '');
    return text;
}

export function initialValue(field: Field, session: Session, now = new Date()): Value {
    switch (field.initial) {
        case null:
        case undefined:
            return field.type === 'references' ? [] : field.type === 'yes_no' ? false : null;
        case 'me':
            return { id: session.user.id, title: session.user.name };
        case 'organisation':
            return session.organisation.currency;
        case 'now':
            return now.toISOString();
        case 'today':
            return today(now);
        default:
            return field.type === 'yes_no' ? field.initial === 'true' : field.initial;
    }
}

/** The values of a form: of a record that is changed, or of a new one. */
export function formValues(type: RecordType, record: RecordData | null, given: Changes, session: Session): FormValues {
    const values: FormValues = {};
    for (const field of type.fields) {
        const value = record === null ? (given[field.name] ?? initialValue(field, session)) : (record[field.name] ?? null);
        values[field.name] = isNumeric(field) && typeof value === 'number' ? String(value) : value;
    }
    return values;
}

function normal(value: Value | undefined): string {
    if (value === null || value === undefined || value === '') return '';
    if (Array.isArray(value)) return value.map((one) => one.id).sort((a, b) => a - b).join(',');
    if (isReference(value)) return `#${value.id}`;
    return String(value);
}

export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
    return normal(a) === normal(b);
}

/** Names of the fields whose value is not what it was. */
export function changedFields(type: RecordType, before: FormValues, after: FormValues): string[] {
    return type.fields.filter((field) => !sameValue(before[field.name], after[field.name])).map((field) => field.name);
}

function bodyValue(field: Field, value: Value | undefined): Value | number[] {
    if (value === undefined || value === '') return null;
    if (Array.isArray(value)) return value.map((one) => one.id);
    if (isReference(value)) return value.id;
    if (field.type === 'money' && typeof value === 'string') return plainNumber(value);
    if (isNumeric(field) && typeof value === 'string') {
        const text = plainNumber(value);
        return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    }
    if (typeof value === 'string' && field.type === 'text') return value.trim() === '' ? null : value;
    return value;
}

/** The body of a create or change: only the named fields. */
export function requestBody(type: RecordType, values: FormValues, names: string[]): Changes {
    const body: Changes = {};
    for (const field of type.fields) {
        if (names.includes(field.name)) body[field.name] = bodyValue(field, values[field.name]) as Value;
    }
    return body;
}

/** A key for a create that is sent again after a failure; needs no secure context, unlike randomUUID. */
export function randomKey(): string {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** "2026-05-01T08:30:00.000Z" → the text of a local date-and-time input, and back. */
export function toLocalInput(moment: string): string {
    const at = new Date(moment);
    if (Number.isNaN(at.getTime())) return '';
    return `${today(at)}T${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

export function fromLocalInput(text: string): string | null {
    const at = new Date(text);
    return text === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
