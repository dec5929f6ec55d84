-- Records that are likely the same, found by what they have in common, and what merging two of them moved.

CREATE TABLE duplicate_key (
    record_type {text} NOT NULL,
    key {integer} NOT NULL,
    record_id {integer} NOT NULL,
    PRIMARY KEY (record_type, key, record_id)
);

CREATE TABLE duplicate_pair (
    id {identity},
    record_type {text} NOT NULL,
    low_id {integer} NOT NULL,
    high_id {integer} NOT NULL,
    score {integer} NOT NULL,
    reasons {integer} NOT NULL,
    state {text} NOT NULL,
    decided_at {integer},
    decided_by {integer}
);
CREATE UNIQUE INDEX duplicate_pair_ids ON duplicate_pair (record_type, low_id, high_id);
CREATE INDEX duplicate_pair_high ON duplicate_pair (record_type, high_id);
CREATE INDEX duplicate_pair_list ON duplicate_pair (record_type, state, score, id);

CREATE TABLE record_merge (
    id {identity},
    record_type {text} NOT NULL,
    survivor_id {integer} NOT NULL,
    loser_id {integer} NOT NULL,
    at {integer} NOT NULL,
    by_user_id {integer},
    before_values {text} NOT NULL,
    after_values {text} NOT NULL,
    undone_at {integer},
    undone_by {integer}
);
CREATE INDEX record_merge_loser ON record_merge (record_type, loser_id);
CREATE INDEX record_merge_survivor ON record_merge (record_type, survivor_id);

-- Each value that a merge changed in another row, as it was and as it became.
CREATE TABLE record_merge_move (
    id {identity},
    merge_id {integer} NOT NULL REFERENCES record_merge (id) ON DELETE CASCADE,
    record_type {text} NOT NULL,
    table_name {text} NOT NULL,
    column_name {text} NOT NULL,
    row_id {integer} NOT NULL,
    row_key {text},
    old_value {integer},
    new_value {integer}
);
CREATE INDEX record_merge_move_merge ON record_merge_move (merge_id, id);
