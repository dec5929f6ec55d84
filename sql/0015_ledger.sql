-- The ledger: what is posted stays as it is, whoever asks; each entry balances, and is chained to the one before it.

CREATE TABLE ledger_account (
    {record},
    code {text} NOT NULL,
    name {text} NOT NULL,
    type {text} NOT NULL,
    purpose {text},
    parent_id {integer} REFERENCES ledger_account (id),
    heading {integer} NOT NULL DEFAULT 0,
    currency {text},
    description {text}
);
CREATE UNIQUE INDEX ledger_account_code ON ledger_account (lower(code)) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX ledger_account_purpose ON ledger_account (purpose) WHERE archived_at IS NULL AND purpose IS NOT NULL;
CREATE INDEX ledger_account_parent ON ledger_account (parent_id);

-- One row once the ledger is open: what it counts in, how far its chain reaches. `approval`: entries by hand wait for
-- somebody else's word.
CREATE TABLE ledger (
    id {integer} PRIMARY KEY,
    currency {text} NOT NULL,
    year_begins {integer} NOT NULL,
    first_month {text} NOT NULL,
    approval {integer} NOT NULL,
    last_entry {integer} NOT NULL,
    last_hash {text} NOT NULL,
    opened_at {integer} NOT NULL
);

-- The last number given in a series and year: without gaps, since it is given in the transaction that uses it.
CREATE TABLE ledger_series (
    series {text} NOT NULL,
    year {integer} NOT NULL,
    last_number {integer} NOT NULL,
    PRIMARY KEY (series, year)
);

-- Only months that are not open have a row.
CREATE TABLE ledger_period (
    month {text} PRIMARY KEY,
    status {text} NOT NULL,
    changed_at {integer} NOT NULL,
    changed_by {integer}
);

-- Numbered from 1 in the order of the chain. `period` is the month, with "c" behind it for a year's closing entry.
CREATE TABLE journal_entry (
    id {integer} PRIMARY KEY,
    number {text} NOT NULL UNIQUE,
    date {text} NOT NULL,
    period {text} NOT NULL,
    kind {text} NOT NULL,
    description {text} NOT NULL,
    document_type {text},
    document_id {integer},
    reverses_id {integer} UNIQUE REFERENCES journal_entry (id),
    prepared_by {integer},
    posted_by {integer},
    posted_at {integer} NOT NULL,
    hash {text} NOT NULL
);
CREATE INDEX journal_entry_date ON journal_entry (date, id);
CREATE INDEX journal_entry_document ON journal_entry (document_type, document_id) WHERE document_id IS NOT NULL;

-- Lines are written before their entry, which seals them. A debit is positive, a credit negative, in minor units.
-- What a line is about has no reference that a merge would move: it is told by the hash.
CREATE TABLE journal_line (
    entry_id {integer} NOT NULL REFERENCES journal_entry (id) DEFERRABLE INITIALLY DEFERRED,
    position {integer} NOT NULL,
    ledger_account_id {integer} NOT NULL REFERENCES ledger_account (id),
    date {text} NOT NULL,
    amount {integer} NOT NULL,
    currency {text} NOT NULL,
    currency_amount {integer} NOT NULL,
    customer_id {integer},
    product_id {integer},
    salesperson_id {integer},
    branch_id {integer},
    opportunity_id {integer},
    description {text},
    PRIMARY KEY (entry_id, position)
);
CREATE INDEX journal_line_account ON journal_line (ledger_account_id, date, entry_id, position, amount);
CREATE INDEX journal_line_date ON journal_line (date, ledger_account_id, amount);
CREATE INDEX journal_line_customer ON journal_line (customer_id, date, entry_id) WHERE customer_id IS NOT NULL;
CREATE INDEX journal_line_product ON journal_line (product_id, date, entry_id) WHERE product_id IS NOT NULL;
CREATE INDEX journal_line_salesperson ON journal_line (salesperson_id, date, entry_id) WHERE salesperson_id IS NOT NULL;
CREATE INDEX journal_line_branch ON journal_line (branch_id, date, entry_id) WHERE branch_id IS NOT NULL;
CREATE INDEX journal_line_opportunity ON journal_line (opportunity_id) WHERE opportunity_id IS NOT NULL;

{keep journal_entry | A posted entry is never changed: reverse it.};
{keep journal_line | A line of a posted entry is never changed: reverse the entry.};
{refuse journal_line_of_posted | INSERT ON journal_line | EXISTS (SELECT 1 FROM journal_entry e WHERE e.id = NEW.entry_id) | Nothing is added to a posted entry.};
{refuse journal_entry_unbalanced | INSERT ON journal_entry | (SELECT count(*) FROM journal_line l WHERE l.entry_id = NEW.id) < 2 OR (SELECT sum(l.amount) FROM journal_line l WHERE l.entry_id = NEW.id) <> 0 | Debits and credits of an entry are equal.};
{refuse journal_entry_unchained | INSERT ON journal_entry | NEW.id <> 1 + (SELECT coalesce(max(e.id), 0) FROM journal_entry e) | Entries are numbered without gaps.};

-- Sums of the lines, kept with each posting: of everything ('' and 0) and of each thing that lines are about.
CREATE TABLE ledger_balance (
    dimension {text} NOT NULL,
    dimension_id {integer} NOT NULL,
    ledger_account_id {integer} NOT NULL REFERENCES ledger_account (id),
    period {text} NOT NULL,
    debit {integer} NOT NULL,
    credit {integer} NOT NULL,
    PRIMARY KEY (dimension, dimension_id, ledger_account_id, period)
);
CREATE INDEX ledger_balance_account ON ledger_balance (dimension, ledger_account_id, period);

-- Entries by hand that wait for somebody else's word; the body is as it was given.
CREATE TABLE journal_proposal (
    id {identity},
    status {text} NOT NULL,
    body {text} NOT NULL,
    prepared_by {integer} REFERENCES app_user (id),
    prepared_at {integer} NOT NULL,
    decided_by {integer} REFERENCES app_user (id),
    decided_at {integer},
    note {text},
    entry_id {integer} REFERENCES journal_entry (id)
);
CREATE INDEX journal_proposal_status ON journal_proposal (status, id);

-- Units of the currency for one unit of `base`, with nine digits behind the point.
CREATE TABLE exchange_rate (
    base {text} NOT NULL,
    currency {text} NOT NULL,
    date {text} NOT NULL,
    rate {integer} NOT NULL,
    PRIMARY KEY (base, currency, date)
);
