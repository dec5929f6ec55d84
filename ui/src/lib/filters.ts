/** Filters of a list as they stand in its address: the same names that the API understands ("amount.gte=1000").
 * All conditions on one field are one filter: shown as one chip, edited at once, removed together. */
import type { Field, RecordType } from '~/api/types';
import type { Catalogue } from './catalogue';
import type { Search } from './search-params';

export const OPERATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'null', 'has', 'starts'] as const;
export type Operator = (typeof OPERATORS)[number];

export type FieldFilter = {
    /** The field's name, also one step on: "account.industry". */
    path: string;
    field: Field;
    /** What stands before the field's label, such as "Account" for "account.industry". */
    through: Field | null;
    conditions: Partial<Record<Operator, string>>;
};

/** Names in a list's address that are no filters on a field. */
const RESERVED = new Set(['q', 'sort', 'archived', 'mine', 'team', 'limit', 'after', 'columns']);

const SYSTEM_FIELDS: Record<string, Field['type']> = { id: 'number', created_at: 'moment', updated_at: 'moment' };

export function systemField(name: string, label: string): Field | null {
    const type = SYSTEM_FIELDS[name];
    return type === undefined ? null : { name, type, label, derived: true };
}

/** The field that a path leads to, or null when there is none. */
export function resolvePath(catalogue: Catalogue, type: RecordType, path: string): Pick<FieldFilter, 'field' | 'through'> | null {
    const [first = '', second] = path.split('.');
    const own = type.fields.find((field) => field.name === first) ?? systemField(first, first);
    if (own === null) return null;
    if (second === undefined) return { field: own, through: null };
    const target = own.target ? catalogue.find(own.target) : undefined;
    const field = target?.fields.find((candidate) => candidate.name === second);
    return field ? { field, through: own } : null;
}

function splitName(name: string): { path: string; operator: Operator } {
    const cut = name.lastIndexOf('.');
    const last = name.slice(cut + 1) as Operator;
    return cut > 0 && OPERATORS.includes(last) ? { path: name.slice(0, cut), operator: last } : { path: name, operator: 'eq' };
}

export function readFilters(catalogue: Catalogue, type: RecordType, search: Search): FieldFilter[] {
    const filters = new Map<string, FieldFilter>();
    for (const [name, value] of Object.entries(search)) {
        if (RESERVED.has(name)) continue;
        const { path, operator } = splitName(name);
        const resolved = resolvePath(catalogue, type, path);
        if (resolved === null) continue;
        const filter = filters.get(path) ?? { path, ...resolved, conditions: {} };
        filter.conditions[operator] = value;
        filters.set(path, filter);
    }
    return [...filters.values()];
}

/** The address with this filter's conditions in place of those that stood there; no conditions removes it. */
export function writeFilter(search: Search, path: string, conditions: FieldFilter['conditions']): Search {
    const next: Search = {};
    for (const [name, value] of Object.entries(search)) {
        if (RESERVED.has(name) || splitName(name).path !== path) next[name] = value;
    }
    for (const [operator, value] of Object.entries(conditions)) {
        if (value !== undefined && value !== '') next[operator === 'eq' ? path : `${path}.${operator}`] = value;
    }
    return next;
}

export function clearFilters(search: Search): Search {
    return Object.fromEntries(Object.entries(search).filter(([name]) => name === 'sort' || name === 'archived'));
}

/** What is sent to the server: everything in the address that it understands. */
export function listQuery(catalogue: Catalogue, type: RecordType, search: Search): Search {
    const query: Search = {};
    for (const [name, value] of Object.entries(search)) {
        if (RESERVED.has(name) ? name !== 'columns' && name !== 'after' && name !== 'limit' : resolvePath(catalogue, type, splitName(name).path)) query[name] = value;
    }
    return query;
}

/** Values of an "is" or "is one of" condition. */
export function chosenValues({ conditions }: Pick<FieldFilter, 'conditions'>): string[] {
    if (conditions.in !== undefined) return conditions.in.split(',').filter(Boolean);
    return conditions.eq !== undefined ? [conditions.eq] : [];
}

export function chosenConditions(values: string[]): FieldFilter['conditions'] {
    if (values.length === 0) return {};
    return values.length === 1 ? { eq: values[0] } : { in: values.join(',') };
}

/** First and last moment of a day where the user is. */
export function dayStart(date: string): string {
    return new Date(`${date}T00:00:00`).toISOString();
}

export function dayEnd(date: string): string {
    return new Date(`${date}T23:59:59.999`).toISOString();
}

/** Next order when a column's head is chosen: upwards, downwards, as the type's default. */
export function nextSort(current: string | undefined, name: string): string | undefined {
    if (current === name) return `-${name}`;
    return current === `-${name}` ? undefined : name;
}

export function sortOf(sort: string, name: string): 'ascending' | 'descending' | 'none' {
    const keys = sort.split(',');
    if (keys[0] === name) return 'ascending';
    return keys[0] === `-${name}` ? 'descending' : 'none';
}
