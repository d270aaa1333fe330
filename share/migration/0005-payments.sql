-- Payment instructions by batch, the files they were sent in, and what the
-- bank said. A payment never changes but in its state, which is that of its
-- last event; sending a batch is no event of each of its payments.
CREATE TABLE payment_batch (
    batch TEXT NOT NULL,
    source TEXT NOT NULL,
    created TEXT NOT NULL,
    payment_count BIGINT NOT NULL,
    run BIGINT NOT NULL,
    PRIMARY KEY (batch)
);
CREATE TABLE payment (
    payment TEXT NOT NULL,
    batch TEXT NOT NULL,
    person TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    entity TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    execution_date TEXT NOT NULL,
    debtor_account TEXT NOT NULL,
    holder TEXT NOT NULL,
    iban TEXT NOT NULL,
    account TEXT NOT NULL,
    bic TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    bank_country TEXT NOT NULL,
    street TEXT NOT NULL,
    post_code TEXT NOT NULL,
    town TEXT NOT NULL,
    country TEXT NOT NULL,
    remittance TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'stored',
    PRIMARY KEY (payment)
);
CREATE INDEX payment_by_batch ON payment (batch, payment);
CREATE TABLE payment_file (
    message TEXT NOT NULL,
    batch TEXT NOT NULL,
    format TEXT NOT NULL,
    time TEXT NOT NULL,
    run BIGINT NOT NULL,
    PRIMARY KEY (message)
);
CREATE INDEX payment_file_by_batch ON payment_file (batch, run);
CREATE TABLE payment_status (
    run BIGINT NOT NULL,
    line BIGINT NOT NULL,
    report TEXT NOT NULL,
    message TEXT NOT NULL,
    payment TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    information TEXT NOT NULL,
    payment_group TEXT NOT NULL,
    PRIMARY KEY (run, line)
);
CREATE INDEX payment_status_by_payment ON payment_status (payment, run);
-- Payments which were sent once more: which message had which.
CREATE TABLE payment_reissue (
    message TEXT NOT NULL,
    payment TEXT NOT NULL,
    run BIGINT NOT NULL,
    PRIMARY KEY (message, payment)
);
CREATE INDEX payment_reissue_by_run ON payment_reissue (run);
CREATE INDEX payment_reissue_by_payment ON payment_reissue (payment, run);
CREATE TABLE payment_event (
    run BIGINT NOT NULL,
    line BIGINT NOT NULL,
    payment TEXT NOT NULL,
    event TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (run, line)
);
CREATE INDEX payment_event_by_payment ON payment_event (payment, run, line);
