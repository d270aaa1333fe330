/*
 * selection.h - order statistics and percentiles, exactly
 *
 * Selection finds the values of some ranks without sorting the rest, in time
 * linear in the count.  It reorders the values.
 */
#ifndef DOMAIN_SELECTION_H
#define DOMAIN_SELECTION_H

#include <stddef.h>

#include "base/error.h"
#include "value/decimal.h"

/*
 * Put the values of the ranks, which ascend from 0, where they would be if all
 * were sorted.
 */
void selection_place(int64_t values[], size_t count, const size_t ranks[],
    size_t rank_count);

enum selection_method {
	SELECTION_NEAREST_RANK,	/* the smallest with percent at or below it */
	SELECTION_LINEAR	/* Hyndman and Fan (1996), type 7 */
};

/*
 * The ranks which a percentile is made of, first and second, which may be the
 * same, and the weight of the second in parts of 10^-12 (rounded down).
 * percent is from 0 to 100, count above 0.
 */
struct selection_ranks {
	size_t first;
	size_t second;
	int64_t weight;
};

struct selection_ranks selection_percentile(size_t count,
    struct decimal percent, enum selection_method method);

/* Between the two values, rounded half away from zero to a whole. */
int64_t selection_between(int64_t first, int64_t second, int64_t weight);

#endif
