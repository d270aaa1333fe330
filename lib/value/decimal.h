/*
 * decimal.h - exact decimal numbers
 *
 * A decimal has up to 18 digits before the point and 12 after it, held as
 * a whole number of 10^-12.  Sums are exact.  Products and quotients are
 * computed in full width and rounded once, by the rule in the argument.
 * A result of 10^18 or more is an error.  Decimals are small values: pass
 * them by value.  Nothing allocates; a function which fails leaves *out as
 * it was.
 */
#ifndef VALUE_DECIMAL_H
#define VALUE_DECIMAL_H

#include <stdint.h>

#include "base/error.h"
#include "base/slice.h"
#include "value/rounding.h"

struct decimal {
	__int128 units;		/* 10^-12 */
};

enum {
	DECIMAL_PLACES = 12,
	DECIMAL_WHOLE_DIGITS = 18,
	DECIMAL_TEXT_MAX = 34	/* sign, 18, point, 12, terminator and spare */
};

#define DECIMAL_ONE ((__int128)1000000000000)
#define DECIMAL_ZERO ((struct decimal){ 0 })

struct decimal decimal_of(int64_t whole);

/*
 * An optional "-", digits, and optionally a point and digits: nothing else,
 * not even blanks.  A decimal comma, grouping, an exponent or more digits
 * than fit are errors which say so.
 */
bool decimal_parse(struct decimal *out, struct slice text,
    struct error *error);

/* The shortest exact text ("-1.5", "0"); gives its length. */
size_t decimal_format(char buffer[DECIMAL_TEXT_MAX], struct decimal value);

/* With exactly so many places; what is lost goes by the rounding. */
bool decimal_format_places(char buffer[DECIMAL_TEXT_MAX],
    struct decimal value, unsigned places, enum rounding rounding,
    struct error *error);

bool decimal_add(struct decimal *out, struct decimal one,
    struct decimal other, struct error *error);
bool decimal_subtract(struct decimal *out, struct decimal one,
    struct decimal other, struct error *error);

/* Rounded to so many places (at most DECIMAL_PLACES). */
bool decimal_multiply(struct decimal *out, struct decimal one,
    struct decimal other, unsigned places, enum rounding rounding,
    struct error *error);
bool decimal_divide(struct decimal *out, struct decimal one,
    struct decimal other, unsigned places, enum rounding rounding,
    struct error *error);
bool decimal_round(struct decimal *out, struct decimal value,
    unsigned places, enum rounding rounding, struct error *error);

/* How many places the value needs: 1.50 needs 1. */
unsigned decimal_places(struct decimal value);

static inline int
decimal_compare(struct decimal one, struct decimal other)
{
	return (one.units > other.units) - (one.units < other.units);
}

#endif
