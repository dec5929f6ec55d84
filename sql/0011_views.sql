-- What a list or the pipeline shows, kept under a name: the text of its address, for one user or for several.

CREATE TABLE saved_view (
    id {identity},
    owner_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    screen {text} NOT NULL,
    name {text} NOT NULL,
    state {text} NOT NULL,
    shared {text} NOT NULL,
    changed_at {integer} NOT NULL
);
CREATE UNIQUE INDEX saved_view_name ON saved_view (owner_id, screen, lower(name));
CREATE INDEX saved_view_screen ON saved_view (screen, shared);

CREATE TABLE saved_view_default (
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    screen {text} NOT NULL,
    view_id {integer} NOT NULL REFERENCES saved_view (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, screen)
);
CREATE INDEX saved_view_default_view ON saved_view_default (view_id);
