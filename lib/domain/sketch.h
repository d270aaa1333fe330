/*
 * sketch.h - many numbers in little memory, for percentiles
 *
 * A DDSketch (Masson, Rim and Lee, DDSketch: a fast and fully-mergeable
 * quantile sketch with relative-error guarantees, PVLDB 12, 2019): values are
 * counted in buckets which grow by a constant factor, so that the middle of a
 * bucket is never further from a value in it than a given part of the value.
 *
 * The bounds of the buckets are whole numbers, worked out in whole numbers
 * from the error: no logarithm is taken, and every machine has the same
 * buckets.  The least values, from 1 on, have a bucket each and are exact, as
 * is 0; values below zero have the mirrored buckets.  What a sketch is does
 * not depend on the order in which values or other sketches were added.
 *
 * A sketch has at most SKETCH_BUCKETS_MAX buckets from its lowest to its
 * highest; beyond that the lowest are put together.
 */
#ifndef DOMAIN_SKETCH_H
#define DOMAIN_SKETCH_H

#include "value/decimal.h"

enum { SKETCH_BUCKETS_MAX = 8192 };

/* The buckets of an error; constant, and shared by sketches and threads. */
struct sketch_scale;

/* A relative error in percent, from 0.1 to 10. */
bool sketch_scale_new(struct sketch_scale **out, struct decimal percent,
    struct error *error);
void sketch_scale_free(struct sketch_scale *scale);	/* NULL is allowed */

/* A zeroed sketch is empty and ready. */
struct sketch {
	uint64_t *counts;
	int32_t first;		/* bucket which counts[0] is of */
	size_t count;
	bool collapsed;		/* the lowest bucket is of all below, too */
};

/* So many times the value; INT64_MIN is none. */
void sketch_add(struct sketch *sketch, const struct sketch_scale *scale,
    int64_t value, uint64_t times);

/* The same of the lowest bucket of a sketch which is collapsed. */
void sketch_add_lowest(struct sketch *sketch,
    const struct sketch_scale *scale, int64_t value, uint64_t times);

/* Add what the other has. */
void sketch_merge(struct sketch *sketch, const struct sketch *other);

/*
 * The value of a rank, counted from 0, which must be there.  *collapsed says
 * whether it is one of those put together: then it may be much lower.
 */
int64_t sketch_rank(const struct sketch *sketch,
    const struct sketch_scale *scale, uint64_t rank, bool *collapsed);

/* The value which stands for counts[at]. */
int64_t sketch_value(const struct sketch *sketch,
    const struct sketch_scale *scale, size_t at);

void sketch_release(struct sketch *sketch);

#endif
