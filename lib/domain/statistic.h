/*
 * statistic.h - is a difference more than chance would make?
 *
 * Tests of significance, each with the name under which it is known.  The
 * figures themselves are exact elsewhere; here is floating point, as nowhere
 * else but in drawings, and nothing of money depends on it.  A p is the chance
 * of what was found, or of more, if there were no difference; it is two-sided
 * and rounded to 6 places, so that every machine writes the same.
 *
 * A test which too few observations bear gives no p and so no claim.
 *
 * - Mann-Kendall for a trend: H. B. Mann, Econometrica 13, 1945; M. G. Kendall,
 *   Rank Correlation Methods, 1975: exact to 20 values without ties, otherwise
 *   the normal approximation with the variance corrected for ties and with the
 *   correction for continuity.  The slope is that of Theil (1950) and Sen
 *   (Journal of the American Statistical Association 63, 1968): the median of
 *   all slopes between two points.
 * - Two proportions: the z test with the pooled share; each expected count
 *   must be 5 or more (Cochran, Biometrics 10, 1954).
 * - Mann-Whitney for ranks: H. B. Mann and D. R. Whitney, Annals of
 *   Mathematical Statistics 18, 1947: normal approximation, corrected for ties
 *   and continuity, from 8 observations on each side.
 * - Welch for means: B. L. Welch, Biometrika 34, 1947, from 30 observations on
 *   each side, with which means of skewed times are near enough to normal.
 */
#ifndef DOMAIN_STATISTIC_H
#define DOMAIN_STATISTIC_H

#include <stddef.h>

#include "value/decimal.h"

enum {
	STATISTIC_TREND_FROM = 5,	/* with fewer no p is below 0.05 */
	STATISTIC_TREND_MAX = 1200,
	STATISTIC_EXPECTED_FROM = 5,
	STATISTIC_RANKS_FROM = 8,
	STATISTIC_MEANS_FROM = 30
};

struct statistic {
	const char *method;	/* "mann-kendall-exact"; NULL: no test */
	bool enough;		/* observations, and there is a p */
	struct decimal p;
};

/*
 * Values at ascending times, at most STATISTIC_TREND_MAX; direction is 1 if
 * more rise than fall, -1, or 0.
 */
void statistic_trend(struct statistic *out, int *direction,
    const struct decimal values[], size_t count);

/*
 * The median slope for one unit of time, to 6 places; false if there are not
 * two values or it is too large.
 */
bool statistic_slope(struct decimal *out, const struct decimal values[],
    const int32_t times[], size_t count);

/* So many of so many. */
void statistic_proportions(struct statistic *out, int64_t one,
    int64_t one_of, int64_t other, int64_t other_of);

/* Of values in any order; ranks sorts both. */
void statistic_ranks(struct statistic *out, int64_t one[], size_t one_count,
    int64_t other[], size_t other_count);
void statistic_means(struct statistic *out, const int64_t one[],
    size_t one_count, const int64_t other[], size_t other_count);

#endif
