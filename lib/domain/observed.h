/*
 * observed.h - values of some records, for a figure and for tests of it
 *
 * It holds what a tally would of one indicator and one group, and keeps
 * the values of means and percentiles, 8 bytes each, so that two can
 * be tested against each other.  Zeroed it is empty and ready.
 */
#ifndef DOMAIN_OBSERVED_H
#define DOMAIN_OBSERVED_H

#include "base/table.h"
#include "domain/measurement.h"
#include "domain/statistic.h"

struct observed {
	int64_t records;
	__int128 sum;		/* of a share: how many are true */
	__int128 per;
	int64_t least;
	int64_t most;
	int64_t *values;	/* of means and percentiles */
	size_t capacity;
	struct table *texts;	/* of distinct */
};

/* Add what a record brings; the measurement is one which counts. */
void observed_add(struct observed *observed, const struct indicator *indicator,
    const struct measurement *measurement);

/* Add all of another. */
void observed_merge(struct observed *observed,
    const struct indicator *indicator, const struct observed *from);

/* The figure of them; *there is whether it has one. */
bool observed_figure(struct decimal *out, bool *there,
    struct observed *observed, const struct indicator *indicator,
    struct error *error);

/*
 * Is the figure of one another than that of the other?  Shares by two
 * proportions, medians by ranks of the values, means by Welch's test or, of
 * few values, by ranks.  Other figures have no test.
 */
void observed_test(struct statistic *out, const struct indicator *indicator,
    struct observed *one, struct observed *other);

void observed_release(struct observed *observed);

#endif
