-- What we promised to customers and what they promised to us.

CREATE TABLE promise (
    {record},
    subject {text} NOT NULL,
    made_by {text} NOT NULL,
    status {text} NOT NULL,
    due {text},
    kept_at {integer},
    account_id {integer} REFERENCES account (id),
    opportunity_id {integer} REFERENCES opportunity (id),
    contact_id {integer} REFERENCES contact (id),
    interaction_id {integer} REFERENCES interaction (id),
    owner_id {integer} REFERENCES app_user (id),
    description {text}
);
CREATE INDEX promise_owner ON promise (owner_id, status, due, id);
CREATE INDEX promise_due ON promise (status, due, id);
CREATE INDEX promise_account ON promise (account_id, status, due, id);
CREATE INDEX promise_opportunity ON promise (opportunity_id, status, due, id) WHERE opportunity_id IS NOT NULL;
CREATE INDEX promise_contact ON promise (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX promise_interaction ON promise (interaction_id) WHERE interaction_id IS NOT NULL;

-- The last conversation with each account is one look into an index, also when few of many are asked for.
CREATE INDEX account_owner_open ON account (owner_id, id) WHERE archived_at IS NULL;
CREATE INDEX opportunity_owner_outcome ON opportunity (owner_id, outcome, id);
