/** The shapes of the REST API that all screens share. */

export type Reference = { id: number; title: string };

export type Value = string | number | boolean | null | Reference | Reference[];

export type RecordData = {
    id: number;
    version: number;
    created_at: string;
    created_by: Reference | null;
    updated_at: string;
    updated_by: Reference | null;
    archived_at: string | null;
    [field: string]: Value;
};

export type Page<Item> = { items: Item[]; next: string | null };

export type FieldType =
    | 'text'
    | 'long_text'
    | 'number'
    | 'money'
    | 'percentage'
    | 'date'
    | 'moment'
    | 'choice'
    | 'yes_no'
    | 'email'
    | 'phone'
    | 'web_address'
    | 'country'
    | 'reference'
    | 'references';

export type Choice = { name: string; label: string };

export type Field = {
    name: string;
    type: FieldType;
    label: string;
    help?: string | null;
    required?: boolean;
    unique?: boolean;
    searchable?: boolean;
    listed?: boolean;
    groupable?: boolean;
    derived?: boolean;
    quick?: boolean;
    suggested?: boolean;
    may_change?: boolean;
    max_length?: number | null;
    minimum?: number | null;
    maximum?: number | null;
    scale?: number | null;
    choices?: Choice[] | null;
    target?: string | null;
    currency_field?: string | null;
    section?: string | null;
    initial?: string | null;
};

export type RecordType = {
    name: string;
    plural: string;
    label: string;
    label_plural: string;
    title: string;
    subtitle?: string | null;
    default_sort: string;
    owner?: string | null;
    may: { create: boolean; update: boolean; archive: boolean; delete: boolean };
    fields: Field[];
};

export type Currency = { code: string; exponent: number; name: string };
export type Country = { code: string; name: string };

export type CatalogueData = { types: RecordType[]; currencies: Currency[]; countries: Country[] };

export type SessionUser = {
    id: number;
    name: string;
    email: string | null;
    role: string;
    locale: string | null;
    team: Reference | null;
};

export type Session = {
    user: SessionUser;
    csrf_token: string;
    organisation: { name: string; currency: string; demo: boolean };
    version: string;
    must_set_password?: boolean;
};

export type Change = { field: string; label: string; before: string | null; after: string | null };

export type HistoryEntry = {
    id: number;
    at: string;
    by: Reference | null;
    action: string;
    changes: Change[];
};

export type Attachment = {
    id: number;
    name: string;
    media_type: string;
    size: number;
    created_at: string;
    created_by: Reference | null;
};

export type SearchHit = { type: string; id: number; title: string; subtitle: string | null; score: number };

export type CurrencyFigure = { currency: string | null; value: string };

export type SummaryGroup = {
    key: Record<string, Value>;
    count: number;
    sum?: Record<string, CurrencyFigure[]>;
    average?: Record<string, CurrencyFigure[]>;
    median?: Record<string, CurrencyFigure[]>;
};

export type Summary = { groups: SummaryGroup[]; total: SummaryGroup[] };

export type FieldProblem = { field: string; code: string; message: string };
