/*
 * fraction.h - exact quotients, for what is computed between two roundings
 *
 * A fraction is a signed numerator over a positive denominator.  Addition,
 * multiplication and division lose nothing, so that a formula such as
 * annual / 12 * multiplier / 100 rounds once, where it says so.  Small terms
 * (by far the most) are computed in machine words, larger ones in up to
 * FRACTION_LIMBS * 64 bits; what does not fit even in lowest terms is an
 * error, never a loss.  Nothing allocates.
 */
#ifndef VALUE_FRACTION_H
#define VALUE_FRACTION_H

#include "value/decimal.h"

enum { FRACTION_LIMBS = 8 };

/*
 * While wide is false the value is numerator / denominator and the limbs are
 * not set; while it is true the limbs hold both (least first).  Not to be
 * touched outside fraction.c.
 */
struct fraction {
	int64_t numerator;
	uint64_t denominator;
	bool wide;
	bool negative;
	uint64_t top[FRACTION_LIMBS];
	uint64_t bottom[FRACTION_LIMBS];
};

void fraction_set_integer(struct fraction *out, int64_t value);
void fraction_set_decimal(struct fraction *out, struct decimal value);

/* The denominator is not 0. */
static inline void
fraction_set_quotient(struct fraction *out, int64_t numerator,
    uint64_t denominator)
{
	out->wide = false;
	out->numerator = numerator;
	out->denominator = denominator;
}

bool fraction_add(struct fraction *out, const struct fraction *one,
    const struct fraction *other, struct error *error);
bool fraction_subtract(struct fraction *out, const struct fraction *one,
    const struct fraction *other, struct error *error);
bool fraction_multiply(struct fraction *out, const struct fraction *one,
    const struct fraction *other, struct error *error);

/* Division by zero is an error. */
bool fraction_divide(struct fraction *out, const struct fraction *one,
    const struct fraction *other, struct error *error);

/* Less than, equal to or greater than 0; exact. */
int fraction_compare(const struct fraction *one,
    const struct fraction *other);
int fraction_sign(const struct fraction *value);

/* Is it kept as a whole number? Then *out is that; what is not may be whole. */
static inline bool
fraction_is_integer(int64_t *out, const struct fraction *value)
{
	*out = value->numerator;
	return !value->wide && value->denominator == 1;
}

/* The one place where a fraction is lost: to so many decimal places. */
bool fraction_round(struct decimal *out, const struct fraction *value,
    unsigned places, enum rounding rounding, struct error *error);

#endif
