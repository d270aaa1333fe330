/*
 * figure_scale.h - the unit and the places in which people read figures
 *
 * Seconds are read in minutes or hours, a share with one place, a large number
 * with none.  All figures of an indicator are shown on one scale, which its
 * largest value gives.  The exact figure is that of the book.
 */
#ifndef DOMAIN_FIGURE_SCALE_H
#define DOMAIN_FIGURE_SCALE_H

#include "base/text.h"
#include "domain/figure_book.h"

struct figure_scale {
	int64_t divisor;
	unsigned places;
	struct slice unit;		/* "h", "%", or the unit as it is */
};

void figure_scale_find(struct figure_scale *out,
    const struct figure_book *book, size_t indicator);

/* The value in that unit. */
struct decimal figure_scale_value(const struct figure_scale *scale,
    struct decimal value);

/* "31.5"; with the unit "31.5 h". */
void figure_scale_add(struct text *out, const struct figure_scale *scale,
    struct decimal value, bool unit);

#endif
