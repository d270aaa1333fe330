/*
 * stream.h - records in
 *
 * A stream reads CSV (RFC 4180) or JSON lines, recognised by the first byte,
 * from one or several files one after the other ("-" is standard input).
 * Columns are found by name in any order; a missing required column, a ragged
 * row, an unterminated quote, a wrong encoding are errors with their place.
 * The stream owns one record and refills it: reading allocates nothing once
 * the longest line has been seen.
 *
 *	while (stream_next(in, &record, error)) ...
 *	return error->fault == FAULT_NONE;
 */
#ifndef RECORD_STREAM_H
#define RECORD_STREAM_H

#include "record/record.h"
#include "record/rejects.h"
#include "record/source.h"

enum {
	STREAM_LINE_MAX = 16 * 1024 * 1024,	/* bytes in one record */
	STREAM_COLUMNS_MAX = 1024,
	STREAM_JSON_DEPTH_MAX = 1		/* records are flat */
};

enum stream_format {
	STREAM_RECOGNISE,
	STREAM_CSV,
	STREAM_TSV,
	STREAM_JSON
};

struct stream_options {
	enum stream_format format;
	char decimal_mark;		/* 0 is '.'; ',' reads what people's
					   spreadsheets wrote (then ';' delimits) */
	const char *header;		/* NULL, or the file whose header the
					   input, which has none, is read by */
	struct rejects *rejects;	/* NULL: the first wrong record stops */
	bool (*watch)(void *context, const struct record *record,
	    struct error *error);	/* NULL, or sees each record first; a
					   record it fails is a wrong one */
	void (*step)(void *context, uint64_t records, uint64_t bytes);
					/* NULL, or is told that so many more
					   were read */
	void *context;			/* of watch and step */
	bool digest;			/* of each file, for stream_sources */
};

struct stream;

/*
 * Open the files (count may be 0: standard input).  With a schema, fields
 * come in its order; without (NULL), every column is an extra.  The header of
 * the first file is read at once.  options may be NULL.
 */
bool stream_open(struct stream **out, const struct schema *schema,
    const char *const paths[], size_t count,
    const struct stream_options *options, struct error *error);

/* False at the end (no fault) or at an error. */
bool stream_next(struct stream *stream, struct record *record,
    struct error *error);

/*
 * stream_next and record_decode in one; a wrong record goes to the rejects,
 * if there are any, and the next one is tried.  Generated NAME_next() calls
 * it.
 */
bool stream_decode(struct stream *stream, void *out, struct record *record,
    struct error *error);

/*
 * A rule found the record wrong: true if the rejects took it (the error is
 * cleared), false if it must stop the run (the error has got its place).
 * Only FAULT_INPUT is ever taken, and a fault of the system gets no place: a
 * full disk is not the fault of the record which was being written.
 */
bool stream_reject(struct stream *stream, const struct record *record,
    struct error *error);

/* Is there where wrong records go?  Else the first one stops the run. */
bool stream_has_rejects(const struct stream *stream);

/* Names of the columns which the schema does not have. */
size_t stream_extra_count(const struct stream *stream);
const struct slice *stream_extras(const struct stream *stream);

/* Does the header have this column of the schema? */
bool stream_has(const struct stream *stream, int field);

/* Which column of the file being read it is, from 1; 0: it is not there. */
unsigned stream_column(const struct stream *stream, int field);

/* The files which were read to their ends; none without options.digest. */
const struct sources *stream_sources(const struct stream *stream);

uint64_t stream_records(const struct stream *stream);	/* read so far */
uint64_t stream_bytes(const struct stream *stream);

void stream_close(struct stream *stream);	/* NULL is allowed */

#endif
