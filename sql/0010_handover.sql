-- Who took over what from whom, so that it can be read up on and taken back; and briefs of accounts that were shared.

CREATE TABLE handover (
    id {identity},
    from_user_id {integer} NOT NULL REFERENCES app_user (id),
    by_user_id {integer},
    at {integer} NOT NULL,
    undone_at {integer}
);

CREATE TABLE handover_record (
    handover_id {integer} NOT NULL REFERENCES handover (id) ON DELETE CASCADE,
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    to_user_id {integer} NOT NULL REFERENCES app_user (id),
    version {integer} NOT NULL,
    read_at {integer},
    PRIMARY KEY (handover_id, record_type, record_id)
);
CREATE INDEX handover_record_to ON handover_record (to_user_id, record_type, handover_id);

CREATE TABLE brief_link (
    token_hash {text} PRIMARY KEY,
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    created_by {integer} NOT NULL,
    created_at {integer} NOT NULL,
    expires_at {integer} NOT NULL,
    revoked_at {integer}
);
CREATE INDEX brief_link_record ON brief_link (record_type, record_id);
