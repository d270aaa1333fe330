/*
 * sink.h - records out
 *
 * A sink writes records of one schema as CSV, TSV, JSON lines, an aligned
 * table, or CSV for a spreadsheet.  Values are put in the order of the
 * schema's fields, then the extras as text, then sink_end.  The puts are
 * cheap and cannot fail; sink_end and sink_close report what went wrong.
 * A file is written beside its name and renamed by sink_close, so that a
 * failed run leaves none; standard output is flushed and checked there.
 */
#ifndef RECORD_SINK_H
#define RECORD_SINK_H

#include "record/record.h"
#include "value/date.h"
#include "value/decimal.h"
#include "value/instant.h"
#include "value/money.h"
#include "value/period.h"

enum sink_format {
	SINK_CSV,
	SINK_TSV,
	SINK_JSON,
	SINK_TABLE,
	SINK_SPREADSHEET
};

struct sink_options {
	enum sink_format format;
	const char *locale;		/* of SINK_SPREADSHEET, or NULL */
	bool no_header;			/* CSV and TSV of records alone */
	const struct slice *extras;	/* names of further columns: copied */
	size_t extra_count;
};

struct sink;

/*
 * path NULL is standard output; options NULL is CSV without extras.  Without
 * a schema (NULL) the extras are all there is.  A table and a workbook are
 * held in memory until sink_close.
 */
bool sink_open(struct sink **out, const struct schema *schema,
    const char *path, const struct sink_options *options,
    struct error *error);

void sink_text(struct sink *sink, struct slice value);	/* text and codes */
void sink_integer(struct sink *sink, int64_t value);
void sink_decimal(struct sink *sink, struct decimal value);
void sink_money(struct sink *sink, struct money amount);	/* of no
					currency: empty */
void sink_date(struct sink *sink, struct date date);	/* none: empty */
void sink_period(struct sink *sink, struct period period);
void sink_time(struct sink *sink, struct instant instant);
void sink_boolean(struct sink *sink, bool value);
void sink_currency(struct sink *sink, struct currency currency);
void sink_empty(struct sink *sink);	/* an absent value of any type */

/* End of the record; every field must have been put. */
bool sink_end(struct sink *sink, struct error *error);

/*
 * A whole structure of the schema; NAME_put() calls it.  No extras.  A zero
 * or none of an optional field is written as empty (a boolean as no), which
 * decodes to the same.
 */
bool sink_put(struct sink *sink, const void *value, struct error *error);

/* Its fields alone: extras and sink_end follow. */
void sink_fields(struct sink *sink, const void *value);

/* A record carried through as it was read, with its extras. */
bool sink_record(struct sink *sink, const struct record *record,
    struct error *error);

uint64_t sink_records(const struct sink *sink);

bool sink_close(struct sink *sink, struct error *error);
void sink_abandon(struct sink *sink);	/* NULL is allowed */

#endif
