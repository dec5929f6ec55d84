-- "My newest accounts" and "my newest leads" read one range of an index, however many one person owns.

CREATE INDEX account_owner_created ON account (owner_id, created_at, id);
CREATE INDEX account_owner_updated ON account (owner_id, updated_at, id);
CREATE INDEX lead_owner_created ON lead (owner_id, created_at, id);
