-- Bank statements as they came: never changed. ordinal is the order in which
-- they were recorded: run * 2^20 and on. Two statements of an account which
-- follow each other have the one's closing as the other's opening balance.
CREATE TABLE bank_statement (
    account TEXT NOT NULL,
    statement TEXT NOT NULL,
    number BIGINT NOT NULL,
    currency TEXT NOT NULL,
    opening BIGINT NOT NULL,
    closing BIGINT NOT NULL,
    closing_date TEXT NOT NULL,
    line_count BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    run BIGINT NOT NULL,
    PRIMARY KEY (account, statement)
);
CREATE INDEX bank_statement_by_date ON bank_statement
    (account, currency, closing_date, number, ordinal);
CREATE INDEX bank_statement_by_run ON bank_statement (run, ordinal);
CREATE TABLE bank_line (
    account TEXT NOT NULL,
    statement TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    booking_date TEXT NOT NULL,
    value_date TEXT NOT NULL,
    status TEXT NOT NULL,
    end_to_end TEXT NOT NULL,
    reference TEXT NOT NULL,
    party TEXT NOT NULL,
    remittance TEXT NOT NULL,
    PRIMARY KEY (account, statement, sequence)
);
-- Which line is which payment, paid or returned.
CREATE TABLE bank_match (
    account TEXT NOT NULL,
    statement TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    payment TEXT NOT NULL,
    event TEXT NOT NULL,
    run BIGINT NOT NULL,
    PRIMARY KEY (account, statement, sequence)
);
CREATE INDEX bank_match_by_payment ON bank_match (payment, event);
CREATE INDEX bank_match_by_run ON bank_match (run);
