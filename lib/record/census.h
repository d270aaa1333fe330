/*
 * census.h - what the values of a column are like
 *
 * A census counts the values of one column as they come: blanks, different
 * values, least and greatest, lengths, the narrowest type which fits all, and
 * the shapes of the values ("P-4" has the shape A-9).  Different values are
 * counted exactly up to CENSUS_DISTINCT_MAX, and shapes up to
 * CENSUS_SHAPES_MAX, so that memory is bounded.  A zeroed census is ready.
 */
#ifndef RECORD_CENSUS_H
#define RECORD_CENSUS_H

#include "base/table.h"
#include "base/text.h"
#include "value/decimal.h"

enum {
	CENSUS_DISTINCT_MAX = 100000,
	CENSUS_DISTINCT_BYTES = 16 * 1024 * 1024,
	CENSUS_SHAPES_MAX = 1000,
	CENSUS_SHAPE_BYTES = 40,	/* a longer one ends in "..." */
	CENSUS_COMMONEST = 3
};

struct census {
	uint64_t records;
	uint64_t blanks;
	struct table distinct;
	bool distinct_full;
	size_t shortest;
	size_t longest;
	unsigned refuted;	/* a bit for each type which cannot be */
	struct text least_text;
	struct text greatest_text;
	struct decimal least;
	struct decimal greatest;
	struct text least_number;
	struct text greatest_number;
	struct table shapes;
	uint64_t *shape_counts;
	size_t shape_capacity;
	uint64_t shapes_missed;
};

void census_add(struct census *census, struct slice value);

/* "blank", "integer", "decimal", "date", "period", "boolean" or "text". */
const char *census_type(const struct census *census);

/* Empty if there are only blanks. */
struct slice census_least(const struct census *census);
struct slice census_greatest(const struct census *census);

/* The commonest shapes with their counts: "A-9 (120), 9 (3)". */
void census_add_shapes(const struct census *census, struct text *out);

void census_release(struct census *census);

#endif
