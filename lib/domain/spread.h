/*
 * spread.h - how durations lie: mean, percentiles, least and greatest
 *
 * Durations are whole microseconds and all kept, 8 bytes each, so that every
 * figure is exact until it is divided by the unit and rounded, once, half
 * away from zero, to SPREAD_PLACES.  A zeroed spread is empty and ready.
 */
#ifndef DOMAIN_SPREAD_H
#define DOMAIN_SPREAD_H

#include "domain/selection.h"

enum { SPREAD_PLACES = 6 };

struct spread {
	int64_t *values;
	size_t count;
	size_t capacity;
	__int128 total;
};

void spread_add(struct spread *spread, int64_t microseconds);
void spread_release(struct spread *spread);

/* The unit of the figures, in microseconds, and the rule of percentiles. */
struct spread_terms {
	int64_t unit;
	enum selection_method method;
};

struct spread_figures {
	struct decimal total;
	struct decimal mean;
	struct decimal least;
	struct decimal p50;
	struct decimal p90;
	struct decimal p95;
	struct decimal greatest;
};

/* Of no durations all are 0.  Reorders them. */
bool spread_figures(struct spread_figures *out, struct spread *spread,
    const struct spread_terms *terms, struct error *error);

/* Another percentile, from 0 to 100; 0 of no durations.  Reorders them. */
bool spread_percentile(struct decimal *out, struct spread *spread,
    struct decimal percent, const struct spread_terms *terms,
    struct error *error);

/* numerator / denominator, which is above 0, to SPREAD_PLACES. */
bool spread_quotient(struct decimal *out, __int128 numerator,
    __int128 denominator, struct error *error);

#endif
