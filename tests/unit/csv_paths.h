/*
 * csv_paths.h - the plain path of the reader held equal to libcsv
 *
 * Both read the same file, row by row: the same rows, the same lines, the
 * same faults.
 */
#ifndef TESTS_UNIT_CSV_PATHS_H
#define TESTS_UNIT_CSV_PATHS_H

#include <stdlib.h>

#include "record/csv_reader.h"

struct csv_path {
	struct window window;
	struct csv_reader reader;
	struct error error;
	enum csv_result result;
};

static inline void
csv_path_begin(struct csv_path *path, const char *file, char delimiter,
    bool always_libcsv)
{
	*path = (struct csv_path){ .window = { .fd = -1 } };
	if (!window_open(&path->window, file, &path->error))
		abort();
	csv_reader_begin(&path->reader, delimiter);
	path->reader.always_libcsv = always_libcsv;
}

/* False at the end of the file. */
static inline bool
csv_path_next(struct csv_path *path)
{
	path->error = (struct error){ 0 };
	path->result = csv_reader_next(&path->reader, &path->window,
	    &path->error);
	return path->result == CSV_READER_ROW ||
	    path->result == CSV_READER_WRONG;
}

static inline void
csv_path_end(struct csv_path *path)
{
	window_release(&path->window);
	csv_reader_release(&path->reader);
}

static inline bool
csv_path_equal(const struct csv_path *one, const struct csv_path *other)
{
	if (one->result != other->result ||
	    one->reader.line != other->reader.line ||
	    one->error.fault != other->error.fault)
		return false;
	if (one->result != CSV_READER_ROW &&
	    one->result != CSV_READER_WRONG)
		return true;
	if (!slice_equal(one->reader.raw, other->reader.raw))
		return false;
	if (one->result == CSV_READER_WRONG)
		return true;
	if (one->reader.count != other->reader.count)
		return false;
	for (size_t i = 0; i < one->reader.count; i++)
		if (!slice_equal(one->reader.cells[i],
		    other->reader.cells[i]))
			return false;
	return true;
}

/* Adds how many rows there are. */
static inline bool
csv_paths_agree(const char *file, char delimiter, uint64_t *rows)
{
	struct csv_path plain, libcsv;
	bool equal, more;

	csv_path_begin(&plain, file, delimiter, false);
	csv_path_begin(&libcsv, file, delimiter, true);
	do {
		more = csv_path_next(&plain);
		equal = csv_path_next(&libcsv) == more &&
		    csv_path_equal(&plain, &libcsv);
		*rows += more;
	} while (more && equal);
	csv_path_end(&plain);
	csv_path_end(&libcsv);
	return equal;
}

#endif
