/** The shapes of the REST API that all screens share, taken from the server's own document. */
import type { components } from './schema';

export type Schemas = components['schemas'];
export type Reference = { id: number; title: string };

/** A value of a field whose kind is known only from the catalogue. */
export type Value = string | number | boolean | null | Reference | Reference[];

/** What every record has, whatever its type; its fields are read through the catalogue. */
export type RecordData = Pick<Schemas['Account'], 'id' | 'version' | 'created_at' | 'updated_at' | 'archived_at'> & {
    created_by: Reference | null;
    updated_by: Reference | null;
    [field: string]: Value;
};

export type Page<Item> = { items: Item[]; next: string | null };

/** Only what every field has is asked for, so that tests and system columns need not spell out the rest. */
export type Field = Pick<Schemas['CatalogueField'], 'name' | 'type' | 'label'> & Partial<Schemas['CatalogueField']>;
export type FieldType = Field['type'];
export type Choice = Schemas['CatalogueField']['choices'][number];
export type RecordType = Pick<Schemas['CatalogueType'], 'name' | 'plural' | 'label' | 'label_plural' | 'title' | 'default_sort' | 'may'> &
    Partial<Pick<Schemas['CatalogueType'], 'subtitle' | 'owner'>> & { fields: Field[] };

export type CatalogueData = Omit<Schemas['Catalogue'], 'types'> & { types: RecordType[] };
export type Currency = CatalogueData['currencies'][number];
export type Country = CatalogueData['countries'][number];

export type Session = Schemas['Session'];
export type HistoryPage = Schemas['History'];
export type HistoryEntry = HistoryPage['items'][number];
export type Attachment = Schemas['Attachment'];
export type SearchHit = Schemas['SearchHits']['items'][number];
export type SummaryGroup = Schemas['SummaryGroup'];
export type Summary = Schemas['Summary'];
export type CurrencyFigure = { currency: string; value: string };
export type FieldProblem = NonNullable<Schemas['Problem']['errors']>[number];
