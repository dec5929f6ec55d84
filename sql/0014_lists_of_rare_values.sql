-- Few accounts have the tier or the country that one asks for: without these a list would walk all the others to find them.

CREATE INDEX account_tier_name ON account (tier, lower(name), id);
CREATE INDEX account_tier_created ON account (tier, created_at, id);
CREATE INDEX account_tier_updated ON account (tier, updated_at, id);
CREATE INDEX account_country_name ON account (country, lower(name), id);
CREATE INDEX account_country_created ON account (country, created_at, id);
CREATE INDEX account_country_updated ON account (country, updated_at, id);
