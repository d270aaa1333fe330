-- Requests of clients. What came in is never changed, and what happens to it
-- is added as events; they are numbered from run * 2^32 on. The
-- state of a request is that of its last event. Every row carries the client
-- organisation, so that rights to rows hold for it.
CREATE TABLE request (
    number BIGINT NOT NULL,
    request TEXT NOT NULL,
    entity TEXT NOT NULL,
    centre TEXT NOT NULL,
    service TEXT NOT NULL,
    priority TEXT NOT NULL,
    impact TEXT NOT NULL,
    urgency TEXT NOT NULL,
    channel TEXT NOT NULL,
    source TEXT NOT NULL,
    external TEXT NOT NULL,
    restriction TEXT NOT NULL,
    opened TEXT NOT NULL,
    requester TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (request)
);
CREATE UNIQUE INDEX request_by_number ON request (number);
CREATE TABLE request_now (
    request TEXT NOT NULL,
    entity TEXT NOT NULL,
    state TEXT NOT NULL,
    event BIGINT NOT NULL,
    PRIMARY KEY (request)
);
CREATE INDEX request_now_by_state ON request_now (state, request);
CREATE TABLE request_event (
    number BIGINT NOT NULL,
    request TEXT NOT NULL,
    entity TEXT NOT NULL,
    time TEXT NOT NULL,
    event TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    team TEXT NOT NULL,
    assignee TEXT NOT NULL,
    actor TEXT NOT NULL,
    rule TEXT NOT NULL,
    value BIGINT,
    note TEXT NOT NULL,
    PRIMARY KEY (number)
);
CREATE INDEX request_event_by_request ON request_event (request, number);
-- Which message of which source made or continues which request: once each.
-- Its number is that of the event it made.
CREATE TABLE request_message (
    number BIGINT NOT NULL,
    source TEXT NOT NULL,
    external TEXT NOT NULL,
    request TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (source, external)
);
CREATE UNIQUE INDEX request_message_by_number ON request_message (number);
-- The last number of a centre and year which a run gave; no row changes, so
-- nobody waits for a row.
CREATE TABLE request_series (
    centre TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    run BIGINT NOT NULL,
    PRIMARY KEY (centre, year, last)
);
CREATE INDEX request_series_by_run ON request_series (run, centre, year, last);
