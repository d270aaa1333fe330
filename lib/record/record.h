/*
 * record.h - one record of a stream, and its typed form
 *
 * A record is a view: its fields are slices into the buffer of the stream
 * which gave it and are valid until the next call of stream_next.  Who keeps
 * a field copies it into an arena.
 */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/error.h"
#include "record/schema.h"

struct record {
	const struct schema *schema;
	const char *origin;	/* file name, "-" is standard input */
	uint64_t line;		/* where the record begins, from 1 */
	uint64_t number;	/* of the record, from 1 */
	const struct slice *fields;	/* in the order of the schema */
	const struct slice *extras;	/* columns the schema does not have */
	size_t extra_count;
	const unsigned *columns;	/* of the fields in the file, from 1, 0
					   is not there; or NULL */
	struct slice raw;	/* as it was read, without the line end */
};

/*
 * Check every field against the schema (required, type, unit, pattern) and
 * fill the C structure of the schema.  Text fields of the structure point
 * into the record.  The error has origin, line, field and column, and a code
 * which is the Frictionless name of the error.  An empty amount decodes to no
 * units of no currency.
 */
bool record_decode(void *out, const struct record *record,
    struct error *error);

/* What an empty field of the type decodes to. */
void record_put_empty(void *value, enum field_type type);

/* Has the text a blank or a control character, as no code has? */
bool record_text_has_blank(struct slice text);

/* The same checks, without a structure. */
bool record_validate(const struct record *record, struct error *error);

#endif
