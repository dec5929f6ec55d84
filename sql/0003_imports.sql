-- CSV imports: what was loaded, what was refused and why, so that the whole can be undone.

CREATE TABLE csv_import (
    id {identity},
    record_type {text} NOT NULL,
    file_name {text} NOT NULL,
    file_path {text} NOT NULL,
    file_size {integer} NOT NULL,
    state {text} NOT NULL,
    mapping {text} NOT NULL,
    dry_run {integer} NOT NULL DEFAULT 0,
    user_id {integer},
    job_id {integer} REFERENCES job (id),
    row_count {integer} NOT NULL DEFAULT 0,
    created_count {integer} NOT NULL DEFAULT 0,
    updated_count {integer} NOT NULL DEFAULT 0,
    skipped_count {integer} NOT NULL DEFAULT 0,
    failed_count {integer} NOT NULL DEFAULT 0,
    created_at {integer} NOT NULL,
    finished_at {integer},
    undone_at {integer}
);

CREATE TABLE csv_import_problem (
    import_id {integer} NOT NULL REFERENCES csv_import (id) ON DELETE CASCADE,
    line {integer} NOT NULL,
    position {integer} NOT NULL,
    severity {text} NOT NULL,
    field {text},
    code {text} NOT NULL,
    message {text} NOT NULL,
    PRIMARY KEY (import_id, line, position)
);
