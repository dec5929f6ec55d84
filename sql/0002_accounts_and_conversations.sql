-- The customer side: accounts, contacts and their parts, campaigns and leads, the pipeline, conversations and tasks.

CREATE TABLE account (
    {record},
    name {text} NOT NULL,
    kind {text} NOT NULL,
    legal_name {text},
    tier {text},
    status {text} NOT NULL,
    industry {text},
    employees {integer},
    annual_revenue {integer},
    founded {integer},
    website {text},
    phone {text},
    email {text},
    country {text},
    billing_street {text},
    billing_city {text},
    billing_region {text},
    billing_postal_code {text},
    billing_country {text},
    shipping_street {text},
    shipping_city {text},
    shipping_region {text},
    shipping_postal_code {text},
    shipping_country {text},
    tax_number {text},
    registration_number {text},
    parent_id {integer} REFERENCES account (id),
    owner_id {integer} REFERENCES app_user (id),
    team_id {integer} REFERENCES team (id),
    branch_id {integer} REFERENCES branch (id),
    territory_id {integer} REFERENCES territory (id),
    source {text},
    currency {text} NOT NULL,
    payment_terms {text},
    credit_limit {integer},
    description {text}
);
CREATE INDEX account_name ON account (lower(name), id);
CREATE INDEX account_owner ON account (owner_id, lower(name), id);
CREATE INDEX account_parent ON account (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX account_updated ON account (updated_at, id);
CREATE INDEX account_created ON account (created_at, id);

CREATE TABLE account_tag (
    record_id {integer} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    target_id {integer} NOT NULL REFERENCES tag (id),
    position {integer} NOT NULL,
    PRIMARY KEY (record_id, target_id)
);
CREATE INDEX account_tag_target ON account_tag (target_id);

CREATE TABLE contact (
    {record},
    name {text} NOT NULL,
    first_name {text},
    last_name {text},
    title {text},
    department {text},
    account_id {integer} REFERENCES account (id),
    email {text},
    phone {text},
    mobile {text},
    country {text},
    city {text},
    website {text},
    source {text},
    do_not_contact {integer} NOT NULL DEFAULT 0,
    owner_id {integer} REFERENCES app_user (id),
    description {text}
);
CREATE INDEX contact_name ON contact (lower(name), id);
CREATE INDEX contact_account ON contact (account_id, lower(name), id);
CREATE INDEX contact_owner ON contact (owner_id, lower(name), id);
CREATE INDEX contact_email ON contact (lower(email)) WHERE email IS NOT NULL;

CREATE TABLE contact_tag (
    record_id {integer} NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    target_id {integer} NOT NULL REFERENCES tag (id),
    position {integer} NOT NULL,
    PRIMARY KEY (record_id, target_id)
);
CREATE INDEX contact_tag_target ON contact_tag (target_id);

CREATE TABLE campaign (
    {record},
    name {text} NOT NULL,
    kind {text},
    status {text} NOT NULL,
    start_date {text},
    end_date {text},
    currency {text} NOT NULL,
    budget {integer},
    owner_id {integer} REFERENCES app_user (id),
    description {text}
);
CREATE INDEX campaign_name ON campaign (lower(name), id);

CREATE TABLE product (
    {record},
    name {text} NOT NULL,
    code {text},
    series {text},
    currency {text} NOT NULL,
    price {integer},
    active {integer} NOT NULL DEFAULT 1,
    description {text}
);
CREATE INDEX product_name ON product (lower(name), id);
CREATE UNIQUE INDEX product_code ON product (lower(code)) WHERE archived_at IS NULL AND code IS NOT NULL;

CREATE TABLE pipeline (
    {record},
    name {text} NOT NULL,
    position {integer} NOT NULL DEFAULT 0,
    description {text}
);

CREATE TABLE stage (
    {record},
    name {text} NOT NULL,
    pipeline_id {integer} NOT NULL REFERENCES pipeline (id),
    position {integer} NOT NULL DEFAULT 0,
    probability {integer} NOT NULL,
    forecast_category {text} NOT NULL,
    outcome {text} NOT NULL
);
CREATE INDEX stage_pipeline ON stage (pipeline_id, position, id);

CREATE TABLE lead (
    {record},
    name {text} NOT NULL,
    company {text},
    title {text},
    email {text},
    phone {text},
    website {text},
    country {text},
    city {text},
    industry {text},
    employees {integer},
    status {text} NOT NULL,
    source {text},
    campaign_id {integer} REFERENCES campaign (id),
    owner_id {integer} REFERENCES app_user (id),
    description {text}
);
CREATE INDEX lead_name ON lead (lower(name), id);
CREATE INDEX lead_owner ON lead (owner_id, lower(name), id);
CREATE INDEX lead_created ON lead (created_at, id);

CREATE TABLE opportunity (
    {record},
    name {text} NOT NULL,
    account_id {integer} REFERENCES account (id),
    contact_id {integer} REFERENCES contact (id),
    pipeline_id {integer} NOT NULL REFERENCES pipeline (id),
    stage_id {integer} NOT NULL REFERENCES stage (id),
    stage_since {integer} NOT NULL,
    outcome {text} NOT NULL,
    amount {integer},
    weighted_amount {integer},
    currency {text} NOT NULL,
    probability {integer} NOT NULL,
    probability_override {integer},
    forecast_category {text} NOT NULL,
    opened_on {text},
    expected_close {text},
    closed_on {text},
    cycle_days {integer},
    competitor {text},
    lost_reason {text},
    lost_note {text},
    source {text},
    campaign_id {integer} REFERENCES campaign (id),
    owner_id {integer} REFERENCES app_user (id),
    next_step {text},
    description {text}
);
CREATE INDEX opportunity_account ON opportunity (account_id, outcome, id);
CREATE INDEX opportunity_stage ON opportunity (stage_id, expected_close, id);
CREATE INDEX opportunity_owner ON opportunity (owner_id, expected_close, id);
CREATE INDEX opportunity_close ON opportunity (expected_close, id);
CREATE INDEX opportunity_name ON opportunity (lower(name), id);

CREATE TABLE opportunity_product (
    record_id {integer} NOT NULL REFERENCES opportunity (id) ON DELETE CASCADE,
    target_id {integer} NOT NULL REFERENCES product (id),
    position {integer} NOT NULL,
    PRIMARY KEY (record_id, target_id)
);
CREATE INDEX opportunity_product_target ON opportunity_product (target_id);

CREATE TABLE opportunity_tag (
    record_id {integer} NOT NULL REFERENCES opportunity (id) ON DELETE CASCADE,
    target_id {integer} NOT NULL REFERENCES tag (id),
    position {integer} NOT NULL,
    PRIMARY KEY (record_id, target_id)
);
CREATE INDEX opportunity_tag_target ON opportunity_tag (target_id);

CREATE TABLE stage_move (
    id {identity},
    opportunity_id {integer} NOT NULL REFERENCES opportunity (id) ON DELETE CASCADE,
    from_stage_id {integer} REFERENCES stage (id),
    to_stage_id {integer} NOT NULL REFERENCES stage (id),
    at {integer} NOT NULL,
    by_user_id {integer},
    days_spent {integer}
);
CREATE INDEX stage_move_opportunity ON stage_move (opportunity_id, id);

CREATE TABLE stakeholder (
    {record},
    contact_id {integer} NOT NULL REFERENCES contact (id),
    account_id {integer} NOT NULL REFERENCES account (id),
    opportunity_id {integer} REFERENCES opportunity (id),
    title {text},
    department {text},
    buying_role {text},
    influence {text},
    support {text},
    reports_to_id {integer} REFERENCES contact (id),
    valid_from {text},
    valid_until {text},
    description {text}
);
CREATE INDEX stakeholder_account ON stakeholder (account_id, id);
CREATE INDEX stakeholder_contact ON stakeholder (contact_id, id);
CREATE INDEX stakeholder_opportunity ON stakeholder (opportunity_id) WHERE opportunity_id IS NOT NULL;

CREATE TABLE interaction (
    {record},
    kind {text} NOT NULL,
    direction {text},
    start_at {integer} NOT NULL,
    duration_minutes {integer},
    subject {text} NOT NULL,
    summary {text},
    body {text},
    account_id {integer} REFERENCES account (id),
    opportunity_id {integer} REFERENCES opportunity (id),
    promises {text},
    next_step {text},
    next_step_due {text},
    owner_id {integer} REFERENCES app_user (id)
);
CREATE INDEX interaction_account ON interaction (account_id, start_at, id);
CREATE INDEX interaction_opportunity ON interaction (opportunity_id, start_at, id) WHERE opportunity_id IS NOT NULL;
CREATE INDEX interaction_start ON interaction (start_at, id);
CREATE INDEX interaction_owner ON interaction (owner_id, start_at, id);

CREATE TABLE interaction_contact (
    record_id {integer} NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
    target_id {integer} NOT NULL REFERENCES contact (id),
    position {integer} NOT NULL,
    PRIMARY KEY (record_id, target_id)
);
CREATE INDEX interaction_contact_target ON interaction_contact (target_id);

CREATE TABLE interaction_user (
    record_id {integer} NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
    target_id {integer} NOT NULL REFERENCES app_user (id),
    position {integer} NOT NULL,
    PRIMARY KEY (record_id, target_id)
);
CREATE INDEX interaction_user_target ON interaction_user (target_id);

CREATE TABLE task (
    {record},
    subject {text} NOT NULL,
    due {text},
    done {integer} NOT NULL DEFAULT 0,
    done_at {integer},
    priority {text},
    account_id {integer} REFERENCES account (id),
    contact_id {integer} REFERENCES contact (id),
    opportunity_id {integer} REFERENCES opportunity (id),
    lead_id {integer} REFERENCES lead (id),
    interaction_id {integer} REFERENCES interaction (id),
    owner_id {integer} REFERENCES app_user (id),
    description {text}
);
CREATE INDEX task_due ON task (done, due, id);
CREATE INDEX task_owner ON task (owner_id, done, due, id);
CREATE INDEX task_account ON task (account_id, done, due, id);
CREATE INDEX task_opportunity ON task (opportunity_id) WHERE opportunity_id IS NOT NULL;
CREATE INDEX task_interaction ON task (interaction_id) WHERE interaction_id IS NOT NULL;

CREATE TABLE attachment (
    id {identity},
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    name {text} NOT NULL,
    media_type {text} NOT NULL,
    size {integer} NOT NULL,
    content_hash {text} NOT NULL,
    created_at {integer} NOT NULL,
    created_by {integer}
);
CREATE INDEX attachment_record ON attachment (record_type, record_id, id);

CREATE TABLE attachment_content (
    attachment_id {integer} PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
    content {bytes} NOT NULL
);
