-- Rates of exchange as they were quoted. A series is quoted against one pivot.
CREATE TABLE rate_series (
    kind TEXT NOT NULL,
    pivot TEXT NOT NULL,
    run BIGINT NOT NULL,
    PRIMARY KEY (kind)
);
CREATE TABLE exchange_rate (
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    units_per_pivot TEXT NOT NULL,
    source TEXT NOT NULL,
    run BIGINT NOT NULL,
    PRIMARY KEY (kind, currency, valid_from)
);
