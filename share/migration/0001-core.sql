-- What every store has: runs, the audit chain, and the list of registers.

-- One command which wrote. Its number is in the recorded_run columns.
CREATE TABLE run (
	number BIGINT PRIMARY KEY,
	time TEXT NOT NULL,
	actor TEXT NOT NULL,
	program TEXT NOT NULL,
	version TEXT NOT NULL,
	verb TEXT NOT NULL,
	arguments TEXT NOT NULL,
	topic TEXT NOT NULL,
	batch TEXT,
	digest TEXT NOT NULL,
	UNIQUE (topic, batch)
);

-- Who did what to which record. hash is of the row and of previous, which is
-- the hash of the row before it.
CREATE TABLE audit (
	number BIGINT PRIMARY KEY,
	run BIGINT NOT NULL REFERENCES run (number),
	action TEXT NOT NULL,
	kind TEXT NOT NULL,
	record TEXT NOT NULL,
	before_image TEXT NOT NULL,
	after_image TEXT NOT NULL,
	previous TEXT NOT NULL,
	hash TEXT NOT NULL
);
CREATE INDEX audit_record ON audit (kind, record, number);

-- Which registers have their table here, and with which columns.
CREATE TABLE register_table (
	name TEXT PRIMARY KEY
);
CREATE TABLE register_column (
	register TEXT NOT NULL REFERENCES register_table (name),
	name TEXT NOT NULL,
	type TEXT NOT NULL,
	PRIMARY KEY (register, name)
);
