/*
 * header.h - where the columns of a file go
 *
 * A header knows, for each column of the file being read, the slot of its
 * cell: the slots of the schema's fields come first, then those of the
 * extras, the columns the schema does not have.  The first file names the
 * extras; the files after it must have the same ones, in any order.
 */
#ifndef RECORD_HEADER_H
#define RECORD_HEADER_H

#include "base/arena.h"
#include "record/schema.h"
#include "base/error.h"

struct header {
	const struct schema *schema;	/* NULL: every column is an extra */
	size_t field_count;
	struct slice *extras;		/* names, in the arena */
	size_t extra_count;
	size_t extra_capacity;
	bool extras_known;
	size_t *slots;			/* of each column */
	size_t count;			/* columns of the file */
	unsigned *columns;		/* of each field, from 1; 0: absent */
	struct arena names;
};

void header_init(struct header *header, const struct schema *schema);

/* The header of one file; errors have the column, but no origin. */
bool header_read(struct header *header, const struct slice names[],
    size_t count, struct error *error);

/* That of another file than the one which is read, which has none. */
bool header_read_file(struct header *header, const char *path,
    char delimiter, struct error *error);

/* The slot of a name, or FIELD_ABSENT. */
int header_find(const struct header *header, struct slice name);

/* Could a file in CSV have a column of that name? */
bool header_check_name(struct slice name, struct error *error);

/* Add an extra, as a JSON record brings them one by one. */
void header_add_extra(struct header *header, struct slice name);

void header_release(struct header *header);

#endif
