/*
 * fraction_wide.h - fractions of any width, for the files fraction*.c only
 *
 * Small values are numerator / denominator and are brought to lowest terms
 * only when a result would not fit otherwise.  Wide values are always in
 * lowest terms.  The operations take values of either kind and give the
 * narrowest which holds the result; one which needs more than FRACTION_LIMBS
 * limbs is an error.
 */
#ifndef VALUE_FRACTION_WIDE_H
#define VALUE_FRACTION_WIDE_H

#include "value/fraction.h"

static inline uint64_t
fraction_wide_size(const struct fraction *small)
{
	return small->numerator < 0 ? -(uint64_t)small->numerator :
	    (uint64_t)small->numerator;
}

/* top / bottom in lowest terms. */
bool fraction_wide_settle(struct fraction *out, unsigned __int128 top,
    unsigned __int128 bottom, bool negative, struct error *error);

/* one + other; flip turns the sign of the other. */
bool fraction_wide_add(struct fraction *out, const struct fraction *one,
    const struct fraction *other, bool flip, struct error *error);

/* one * other, or one / other when the other is turned over. */
bool fraction_wide_multiply(struct fraction *out,
    const struct fraction *one, const struct fraction *other, bool over,
    struct error *error);

/* The order of the magnitudes. */
int fraction_wide_compare(const struct fraction *one,
    const struct fraction *other);

/* The quotient of a wide value times power, and its rest: false if too wide. */
bool fraction_wide_quotient(unsigned __int128 *quotient,
    enum rounding_rest *rest, const struct fraction *value, uint64_t power);

#endif
