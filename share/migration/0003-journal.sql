-- The journal.  Lines are written once and never changed; a line says in one
-- number (its block) which codes and which currency it is charged to, so that
-- a million lines stay small and are summed by one integer.

CREATE TABLE journal_period (
    period TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'locked')),
    recorded TEXT NOT NULL,
    run BIGINT NOT NULL
);

CREATE TABLE journal_block (
    number BIGINT NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL,
    account TEXT NOT NULL,
    fund TEXT NOT NULL,
    fund_centre TEXT NOT NULL,
    project TEXT NOT NULL,
    cost_centre TEXT NOT NULL,
    donor TEXT NOT NULL,
    currency TEXT NOT NULL,
    run BIGINT NOT NULL,
    UNIQUE (account, entity, fund, fund_centre, project, cost_centre, donor,
        currency)
);

-- The entries and lines of a run are those from the first to the last; a run
-- which reverses has no batch.
CREATE TABLE journal_batch (
    run BIGINT NOT NULL PRIMARY KEY,
    batch TEXT UNIQUE,
    first_entry BIGINT NOT NULL,
    last_entry BIGINT NOT NULL,
    first_line BIGINT NOT NULL,
    last_line BIGINT NOT NULL
);

-- The lines of an entry are those from first_line to last_line.
CREATE TABLE journal_entry (
    number BIGINT NOT NULL PRIMARY KEY,
    entry TEXT NOT NULL UNIQUE,
    date TEXT NOT NULL,
    run BIGINT NOT NULL,
    reverses BIGINT REFERENCES journal_entry (number),
    first_line BIGINT NOT NULL,
    last_line BIGINT NOT NULL CHECK (last_line >= first_line)
);

CREATE UNIQUE INDEX journal_entry_reverses ON journal_entry (reverses)
    WHERE reverses IS NOT NULL;

-- That a line has its block is not checked line by line by the database, which
-- would cost as much as writing it does, but by the run, which knows all
-- blocks, and by ops-store verify.
CREATE TABLE journal_line (
    number BIGINT NOT NULL PRIMARY KEY,
    block BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    functional_amount BIGINT NOT NULL,
    reference TEXT,
    text TEXT
);
-- What the lines of a run come to, by period and block: a balance is summed of
-- these.  credit is above zero, as debit is.
CREATE TABLE journal_total (
    run BIGINT NOT NULL,
    period TEXT NOT NULL,
    block BIGINT NOT NULL,
    line_count BIGINT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    functional BIGINT NOT NULL,
    PRIMARY KEY (run, period, block)
);
