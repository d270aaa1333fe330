/*
 * rate.h - rates of exchange as they were quoted
 *
 * A rate says that 1 unit of base is worth value units of quote, in the
 * direction and with the digits of its source.  Conversion multiplies one way
 * and divides the other; a rounded inverse is never made.
 */
#ifndef VALUE_RATE_H
#define VALUE_RATE_H

#include "value/money.h"

struct rate {
	struct currency base;
	struct currency quote;
	struct decimal value;	/* quote units for 1 base, above zero */
};

/*
 * Convert between the two currencies of the rate, either way, rounded once.
 * An amount of neither currency is an error.
 */
bool rate_convert(struct money *out, struct money amount, struct rate rate,
    enum rounding rounding, struct error *error);

/*
 * Convert through a pivot which both rates share, rounded once at the end:
 * first converts the amount's currency to the pivot, second the pivot to the
 * other currency.
 */
bool rate_convert_through(struct money *out, struct money amount,
    struct rate first, struct rate second, enum rounding rounding,
    struct error *error);

#endif
