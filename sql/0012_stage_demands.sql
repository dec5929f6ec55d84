-- What a stage asks of a deal before it lets it in: names of demands with commas between; empty: nothing.

ALTER TABLE stage ADD COLUMN asks_for {text};
