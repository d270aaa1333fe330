/*
 * columns.h - columns of any stream, as a user names them
 *
 * The stream was opened without a schema, so that all its columns are extras.
 * The key of a record is made of the values of the columns; that of one column
 * is its value, those of several are joined by COLUMNS_SEPARATOR.
 */
#ifndef RECORD_COLUMNS_H
#define RECORD_COLUMNS_H

#include "base/text.h"
#include "record/stream.h"

enum {
	COLUMNS_MAX = 16,
	COLUMNS_SEPARATOR = '\x1f'	/* the unit separator of ASCII */
};

struct columns {
	size_t at[COLUMNS_MAX];		/* in the extras */
	size_t count;
};

/*
 * Add the columns of a list "a,b".  A name which the stream does not have is
 * a fault of usage which names those it has.
 */
bool columns_find(struct columns *columns, const struct stream *stream,
    struct slice list, struct error *error);

bool columns_has(const struct columns *columns, size_t at);

/* Valid as long as the record and the buffer. */
struct slice columns_key(const struct columns *columns,
    const struct record *record, struct text *buffer);

#endif
