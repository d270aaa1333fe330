/*
 * control_chart.h - is a process stable, and which points say that it is not
 *
 * A control chart sets limits of three sigma about the centre of a series,
 * with sigma taken from the series itself:
 *
 * - individuals and moving range (XmR): from the mean of the differences
 *   between neighbours, d2 = 1.128 and D4 = 3.267 for pairs (Montgomery,
 *   Introduction to Statistical Quality Control, appendix VI), or in the
 *   rounded form of Wheeler (Understanding Variation, 1993), 2.66 and 3.27;
 * - proportions (p): sqrt(p (1 - p) / size), sizes may differ;
 * - rates (u): sqrt(u / size), sizes may differ.
 *
 * Lower limits of p and u are not below 0, upper limits of p not above 1.
 *
 * Signals are those of Nelson (Journal of Quality Technology 16, 1984) or of
 * the Western Electric handbook (1956), given to the point which completes a
 * pattern.  All figures are decimals, rounded half away from zero to 12
 * places, so that every machine draws the same chart.  Nothing allocates.
 */
#ifndef DOMAIN_CONTROL_CHART_H
#define DOMAIN_CONTROL_CHART_H

#include <stddef.h>

#include "value/decimal.h"

enum control_kind {
	CONTROL_INDIVIDUALS,
	CONTROL_PROPORTIONS,
	CONTROL_RATES
};

enum control_constants {
	CONTROL_ROUNDED,	/* 2.66 and 3.27 */
	CONTROL_TABLE		/* 3 / 1.128 and 3.267 */
};

enum control_rules {
	CONTROL_NELSON,
	CONTROL_WESTERN_ELECTRIC,
	CONTROL_NO_RULES
};

struct control_terms {
	enum control_kind kind;
	enum control_constants constants;	/* of individuals */
	enum control_rules rules;
	size_t baseline;	/* points which set the limits; 0 is all */
};

struct control_point {
	struct decimal count;	/* the value, or how many of size */
	struct decimal size;	/* of proportions and rates, above zero */

	struct decimal charted;	/* the value, or count / size */
	struct decimal centre;
	struct decimal spread;	/* three sigma */
	struct decimal lower;
	struct decimal upper;
	struct decimal range;	/* from the point before; not of the first */
	struct decimal range_upper;
	unsigned signals;	/* bits: control_signal_name */
};

/*
 * Can the point be charted?  A size must be above zero, a count not below,
 * and a proportion at most 1.
 */
bool control_check(const struct control_point *point,
    enum control_kind kind, struct error *error);

/*
 * Fill the points of a series, whose count and size are given.  Individuals
 * need two points in the baseline; a point which cannot be charted and a
 * figure which is too large are errors of input.
 */
bool control_chart(struct control_point points[], size_t count,
    const struct control_terms *terms, struct error *error);

/* "nelson-2"; NULL after the last bit. */
const char *control_signal_name(unsigned bit);

#endif
