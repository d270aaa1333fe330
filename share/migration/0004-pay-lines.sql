-- Lines of pay as they were posted: one batch a payroll, immutable.
CREATE TABLE pay_batch (
    batch TEXT NOT NULL,
    period TEXT NOT NULL,
    run BIGINT NOT NULL,
    line_count BIGINT NOT NULL,
    PRIMARY KEY (batch)
);
CREATE INDEX pay_batch_by_period ON pay_batch (period, run);
-- The lines of a batch have the numbers run * 2^32 + 1 and so on: one key
-- which is the row's own needs no index besides the table.
CREATE TABLE pay_line (
    number BIGINT PRIMARY KEY,
    person TEXT NOT NULL,
    period TEXT NOT NULL,
    element TEXT NOT NULL,
    kind TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    local_amount BIGINT,
    local_currency TEXT,
    entity TEXT NOT NULL,
    account TEXT NOT NULL,
    split TEXT NOT NULL,
    fund TEXT NOT NULL,
    fund_centre TEXT NOT NULL,
    project TEXT NOT NULL,
    cost_centre TEXT NOT NULL,
    donor TEXT NOT NULL
);
