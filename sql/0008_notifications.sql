-- What users are told: notifications, what they follow, whom a text mentions, and the digest of a day.

CREATE TABLE notification (
    id {identity},
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    kind {text} NOT NULL,
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    title {text},
    detail {text},
    by_user_id {integer},
    event_count {integer} NOT NULL DEFAULT 1,
    at {integer} NOT NULL,
    unread {integer} NOT NULL DEFAULT 1
);
CREATE INDEX notification_list ON notification (user_id, unread, at, id);
CREATE INDEX notification_unread ON notification (user_id, at) WHERE unread = 1;

CREATE TABLE notification_setting (
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    kind {text} NOT NULL,
    value {text} NOT NULL,
    PRIMARY KEY (user_id, kind)
);

CREATE TABLE follow (
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    since {integer} NOT NULL,
    PRIMARY KEY (user_id, record_type, record_id)
);
CREATE INDEX follow_record ON follow (record_type, record_id);

CREATE TABLE mention (
    record_type {text} NOT NULL,
    record_id {integer} NOT NULL,
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    PRIMARY KEY (record_type, record_id, user_id)
);
CREATE INDEX mention_of_user ON mention (user_id);

CREATE TABLE digest (
    id {identity},
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    day {text} NOT NULL,
    content {text} NOT NULL,
    created_at {integer} NOT NULL,
    mailed_at {integer},
    UNIQUE (user_id, day)
);
