/** What kinds of record there are and which fields they have: read once from the server, used by every form and list. */
import { createContext, useContext } from 'react';
import type { CatalogueData, Country, Currency, Field, RecordData, RecordType, Reference, Value } from '~/api/types';

export class Catalogue {
    readonly types: RecordType[];
    readonly currencies: Currency[];
    readonly countries: Country[];
    private readonly byName: Map<string, RecordType>;
    private readonly byPlural: Map<string, RecordType>;

    constructor(data: CatalogueData) {
        this.types = data.types;
        this.currencies = data.currencies;
        this.countries = data.countries;
        this.byName = new Map(data.types.map((type) => [type.name, type]));
        this.byPlural = new Map(data.types.map((type) => [type.plural, type]));
    }

    find(name: string): RecordType | undefined {
        return this.byName.get(name) ?? this.byPlural.get(name);
    }

    /** By singular or plural name; the name must exist. */
    type(name: string): RecordType {
        const type = this.find(name);
        if (type === undefined) throw new Error(`There is no record type "${name}".`);
        return type;
    }

    countryName(code: string): string {
        return this.countries.find((country) => country.code === code)?.name ?? code;
    }

    exponent(currency: string): number {
        return this.currencies.find((known) => known.code === currency)?.exponent ?? 2;
    }
}

export const CatalogueContext = createContext<Catalogue | null>(null);

export function useCatalogue(): Catalogue {
    const catalogue = useContext(CatalogueContext);
    if (catalogue === null) throw new Error('useCatalogue outside of CatalogueContext');
    return catalogue;
}

export function useRecordType(name: string): RecordType {
    return useCatalogue().type(name);
}

export function findField(type: RecordType, name: string): Field | undefined {
    return type.fields.find((field) => field.name === name);
}

export function choiceLabel(field: Field | undefined, name: Value | undefined): string {
    return field?.choices?.find((choice) => choice.name === name)?.label ?? (typeof name === 'string' ? name : '');
}

export function isReference(value: Value | undefined): value is Reference {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Field values of a record, for those who know which kind the field has. */
export function textOf(record: RecordData, field: string): string {
    const value = record[field];
    return typeof value === 'string' ? value : '';
}

export function numberOf(record: RecordData, field: string): number | null {
    const value = record[field];
    return typeof value === 'number' ? value : null;
}

export function referenceOf(record: RecordData, field: string): Reference | null {
    const value = record[field];
    return isReference(value) ? value : null;
}

export function referencesOf(record: RecordData, field: string): Reference[] {
    const value = record[field];
    return Array.isArray(value) ? value : [];
}

/** What a record is called: its title field, or its type and number. */
export function recordTitle(type: RecordType, record: RecordData): string {
    const value = record[type.title];
    if (isReference(value)) return value.title;
    if (typeof value === 'string' && value !== '') return value;
    return `${type.label} ${record.id}`;
}

export function currencyOf(field: Field, record: Record<string, Value | undefined>): string | null {
    const value = field.currency_field ? record[field.currency_field] : null;
    return typeof value === 'string' ? value : null;
}

export function isNumeric(field: Field): boolean {
    return field.type === 'number' || field.type === 'money' || field.type === 'percentage';
}
