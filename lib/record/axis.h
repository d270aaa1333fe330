/*
 * axis.h - a scale with round steps
 *
 * An axis runs over steps of 1, 2 or 5 times a power of ten which enclose what
 * is to be shown.  Everything is computed in whole numbers from exact values.
 */
#ifndef RECORD_AXIS_H
#define RECORD_AXIS_H

#include "value/decimal.h"

struct axis {
	struct decimal low;		/* multiples of the step */
	struct decimal high;		/* above low */
	struct decimal step;
	unsigned places;		/* of the numbers at its steps */
};

/* Enclose low and high by about so many steps. */
void axis_find(struct axis *out, struct decimal low, struct decimal high,
    unsigned steps);

/* Where the value lies between low (0) and high (length), rounded down. */
int64_t axis_place(const struct axis *axis, struct decimal value,
    int64_t length);

#endif
