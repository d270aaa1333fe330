-- Which transaction or record a request is about. Its number is that of the
-- event which said so.
CREATE TABLE request_link (
    number BIGINT NOT NULL,
    request TEXT NOT NULL,
    entity TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (number)
);
CREATE INDEX request_link_by_record ON request_link (kind, record, number);
CREATE INDEX request_link_by_request ON request_link (request, number);
