-- After how many days without a word an open opportunity of a stage has gone quiet; empty: never.

ALTER TABLE stage ADD COLUMN quiet_days {integer};
UPDATE stage SET quiet_days = 21 WHERE outcome = 'open';
