-- Who works here, how they sign in, what the organisation is set to, and what every record shares:
-- history, search words, keys of other systems.

CREATE TABLE branch (
    {record},
    name {text} NOT NULL,
    code {text},
    country {text},
    city {text}
);

CREATE TABLE territory (
    {record},
    name {text} NOT NULL,
    parent_id {integer} REFERENCES territory (id),
    description {text}
);

CREATE TABLE team (
    {record},
    name {text} NOT NULL,
    manager_id {integer},
    branch_id {integer} REFERENCES branch (id),
    description {text}
);

-- team.manager_id refers to app_user, which is made after it; the user's rules check it.
CREATE TABLE app_user (
    {record},
    name {text} NOT NULL,
    email {text},
    role {text} NOT NULL,
    active {integer} NOT NULL DEFAULT 1,
    title {text},
    phone {text},
    team_id {integer} REFERENCES team (id),
    branch_id {integer} REFERENCES branch (id),
    territory_id {integer} REFERENCES territory (id),
    locale {text}
);
CREATE UNIQUE INDEX app_user_email ON app_user (lower(email)) WHERE archived_at IS NULL AND email IS NOT NULL;
CREATE INDEX app_user_team ON app_user (team_id);
CREATE INDEX app_user_name ON app_user (lower(name), id);
CREATE INDEX team_manager ON team (manager_id);

CREATE TABLE tag (
    {record},
    name {text} NOT NULL
);
CREATE UNIQUE INDEX tag_name ON tag (lower(name)) WHERE archived_at IS NULL;

-- Argon2id, as libsodium writes it.
CREATE TABLE credential (
    user_id {integer} PRIMARY KEY REFERENCES app_user (id) ON DELETE CASCADE,
    password_hash {text} NOT NULL,
    changed_at {integer} NOT NULL
);

-- Tokens of any kind are stored as a hash of the token (BLAKE2b), never as they are.
CREATE TABLE session (
    token_hash {text} PRIMARY KEY,
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    csrf_token {text} NOT NULL,
    created_at {integer} NOT NULL,
    seen_at {integer} NOT NULL,
    expires_at {integer} NOT NULL,
    address {text},
    agent {text}
);
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE api_token (
    id {identity},
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    name {text} NOT NULL,
    token_hash {text} NOT NULL UNIQUE,
    created_at {integer} NOT NULL,
    seen_at {integer},
    revoked_at {integer}
);

-- One-time links: "sign_in" for the first administrator, "invitation" and "reset" to set a password.
CREATE TABLE one_time_link (
    token_hash {text} PRIMARY KEY,
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    purpose {text} NOT NULL,
    created_at {integer} NOT NULL,
    expires_at {integer} NOT NULL,
    used_at {integer}
);

CREATE TABLE sign_in_attempt (
    subject {text} PRIMARY KEY,
    failures {integer} NOT NULL,
    blocked_until {integer} NOT NULL,
    seen_at {integer} NOT NULL
);

CREATE TABLE setting (
    name {text} PRIMARY KEY,
    value {text} NOT NULL
);

CREATE TABLE change (
    id {identity},
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    at {integer} NOT NULL,
    by_user_id {integer},
    action {text} NOT NULL,
    request_id {text},
    import_id {integer},
    before_values {text},
    after_values {text}
);
CREATE INDEX change_record ON change (record_type, record_id, id);
CREATE INDEX change_import ON change (import_id, id) WHERE import_id IS NOT NULL;

CREATE TABLE search_entry (
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    title {text} NOT NULL,
    subtitle {text} NOT NULL,
    PRIMARY KEY (record_type, record_id)
);

CREATE TABLE search_word (
    word {text} NOT NULL,
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    weight {integer} NOT NULL,
    PRIMARY KEY (word, record_type, record_id)
);
CREATE INDEX search_word_record ON search_word (record_type, record_id);

-- Every word that was ever found in a record.
CREATE TABLE search_known (
    word {text} PRIMARY KEY
);

-- The first letters of each known word under themselves with one letter left out, for typing errors.
CREATE TABLE search_variant (
    variant {text} NOT NULL,
    word {text} NOT NULL,
    PRIMARY KEY (variant, word)
);

-- What a record is called in the system that it came from.
CREATE TABLE external_key (
    record_type {text} NOT NULL,
    external_key {text} NOT NULL,
    record_id {integer} NOT NULL,
    import_id {integer},
    PRIMARY KEY (record_type, external_key)
);
CREATE INDEX external_key_record ON external_key (record_type, record_id);
CREATE INDEX external_key_import ON external_key (import_id) WHERE import_id IS NOT NULL;

-- A create that is sent again with the same key gets the first answer.
CREATE TABLE idempotency (
    user_id {integer} NOT NULL,
    idempotency_key {text} NOT NULL,
    request_hash {text} NOT NULL,
    status {integer} NOT NULL,
    response {text} NOT NULL,
    at {integer} NOT NULL,
    PRIMARY KEY (user_id, idempotency_key)
);
CREATE INDEX idempotency_at ON idempotency (at);

CREATE TABLE job (
    id {identity},
    kind {text} NOT NULL,
    state {text} NOT NULL,
    user_id {integer},
    parameters {text} NOT NULL,
    result {text},
    problem {text},
    done_count {integer} NOT NULL DEFAULT 0,
    total_count {integer},
    cancel_requested {integer} NOT NULL DEFAULT 0,
    created_at {integer} NOT NULL,
    started_at {integer},
    finished_at {integer}
);
CREATE INDEX job_state ON job (state, id);
