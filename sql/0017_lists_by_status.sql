-- Customers are few in a book of prospects: a list of them by any order walks an index of theirs only.

CREATE INDEX account_status_name ON account (status, lower(name), id);
CREATE INDEX account_status_created ON account (status, created_at, id);
CREATE INDEX account_status_updated ON account (status, updated_at, id);
