/*
 * rounding.h - the named ways to lose a fraction
 */
#ifndef VALUE_ROUNDING_H
#define VALUE_ROUNDING_H

#include <stdbool.h>

enum rounding {
	ROUND_HALF_AWAY,	/* 0.5 to 1, -0.5 to -1: "half up" of money */
	ROUND_HALF_EVEN,	/* 0.5 to 0, 1.5 to 2 */
	ROUND_TOWARD_ZERO,	/* 0.9 to 0, -0.9 to 0 */
	ROUND_NEVER		/* a fraction is an error */
};

/* What a division left over, measured against half of the divisor. */
enum rounding_rest {
	REST_NONE,
	REST_BELOW_HALF,
	REST_HALF,
	REST_ABOVE_HALF
};

/*
 * Does a magnitude cut off toward zero go up by one?  odd is whether what
 * remained after the cut is odd.  ROUND_NEVER with a rest is for the caller
 * to refuse.
 */
static inline bool
rounding_goes_up(enum rounding rounding, enum rounding_rest rest, bool odd)
{
	if (rounding == ROUND_HALF_AWAY)
		return rest >= REST_HALF;
	if (rounding == ROUND_HALF_EVEN)
		return rest == REST_ABOVE_HALF || (rest == REST_HALF && odd);
	return false;
}

#endif
