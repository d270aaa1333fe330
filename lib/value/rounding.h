/*
 * rounding.h - the named ways to lose a fraction
 */
#ifndef VALUE_ROUNDING_H
#define VALUE_ROUNDING_H

enum rounding {
	ROUND_HALF_AWAY,	/* 0.5 to 1, -0.5 to -1: "half up" of money */
	ROUND_HALF_EVEN,	/* 0.5 to 0, 1.5 to 2 */
	ROUND_TOWARD_ZERO,	/* 0.9 to 0, -0.9 to 0 */
	ROUND_NEVER		/* a fraction is an error */
};

#endif
