-- Leads from the first message to the customer: how they came in, who takes them, how soon they were answered, what they
-- became.

ALTER TABLE lead ADD COLUMN received_by {text};
ALTER TABLE lead ADD COLUMN territory_id {integer} REFERENCES territory (id);
ALTER TABLE lead ADD COLUMN disqualify_reason {text};
ALTER TABLE lead ADD COLUMN first_response_at {integer};
ALTER TABLE lead ADD COLUMN response_minutes {integer};
ALTER TABLE lead ADD COLUMN converted_at {integer};
ALTER TABLE lead ADD COLUMN account_id {integer} REFERENCES account (id);
ALTER TABLE lead ADD COLUMN contact_id {integer} REFERENCES contact (id);
ALTER TABLE lead ADD COLUMN opportunity_id {integer} REFERENCES opportunity (id);
CREATE INDEX lead_status ON lead (status, created_at, id);

ALTER TABLE interaction ADD COLUMN lead_id {integer} REFERENCES lead (id);
CREATE INDEX interaction_lead ON interaction (lead_id, start_at, id) WHERE lead_id IS NOT NULL;
CREATE INDEX task_lead ON task (lead_id) WHERE lead_id IS NOT NULL;

-- What a conversion made (created = 1) or moved, as it was right after: what has changed since is not taken back.
CREATE TABLE lead_conversion (
    lead_id {integer} NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    version {integer} NOT NULL,
    created {integer} NOT NULL,
    PRIMARY KEY (lead_id, record_type, record_id)
);

CREATE TABLE assignment_rule (
    {record},
    name {text} NOT NULL,
    position {integer} NOT NULL DEFAULT 0,
    active {integer} NOT NULL DEFAULT 1,
    countries {text},
    source {text},
    least_employees {integer},
    most_employees {integer},
    territory_id {integer} REFERENCES territory (id),
    method {text} NOT NULL,
    user_id {integer} REFERENCES app_user (id),
    team_id {integer} REFERENCES team (id)
);
CREATE INDEX assignment_rule_order ON assignment_rule (position, id);

-- Who of a rule's team got the last lead.
CREATE TABLE assignment_turn (
    rule_id {integer} PRIMARY KEY REFERENCES assignment_rule (id) ON DELETE CASCADE,
    user_id {integer} NOT NULL
);

CREATE TABLE web_form (
    {record},
    name {text} NOT NULL,
    form_key {text},
    title {text},
    thanks {text},
    source {text},
    campaign_id {integer} REFERENCES campaign (id),
    owner_id {integer} REFERENCES app_user (id),
    active {integer} NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX web_form_key ON web_form (form_key);

-- How often an address has sent a form lately; the address stands here as a hash.
CREATE TABLE web_form_entry (
    id {identity},
    form_id {integer} NOT NULL REFERENCES web_form (id) ON DELETE CASCADE,
    address_hash {text} NOT NULL,
    at {integer} NOT NULL
);
CREATE INDEX web_form_entry_address ON web_form_entry (address_hash, at);
CREATE INDEX web_form_entry_form ON web_form_entry (form_id, at);
