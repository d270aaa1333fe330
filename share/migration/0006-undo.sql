-- Runs which were undone, and by which run. What they wrote stays: entries are
-- reversed, versions of records superseded, and batches and rates of a run
-- which is here do not count any more.
CREATE TABLE run_undone (
    number BIGINT NOT NULL PRIMARY KEY REFERENCES run (number),
    run BIGINT NOT NULL REFERENCES run (number)
);
-- A rate of a run which was undone may be loaded anew.
CREATE TABLE exchange_rate_by_run (
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    units_per_pivot TEXT NOT NULL,
    source TEXT NOT NULL,
    run BIGINT NOT NULL,
    PRIMARY KEY (kind, currency, valid_from, run)
);
INSERT INTO exchange_rate_by_run (kind, currency, valid_from,
    units_per_pivot, source, run)
    SELECT kind, currency, valid_from, units_per_pivot, source, run
    FROM exchange_rate;
DROP TABLE exchange_rate;
ALTER TABLE exchange_rate_by_run RENAME TO exchange_rate;
