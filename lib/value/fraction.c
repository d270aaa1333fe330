#include "value/fraction.h"

#include "base/assert.h"
#include "value/fraction_wide.h"

enum { HALF_BITS = 64 };

void
fraction_set_integer(struct fraction *out, int64_t value)
{
	fraction_set_quotient(out, value, 1);
}

/*
 * Most decimals have few places, so cutting off zeros at the end keeps both
 * terms small without a greatest common divisor.
 */
void
fraction_set_decimal(struct fraction *out, struct decimal value)
{
	static const uint64_t steps[] = { 100000000, 10000, 100, 10, 10 };
	bool negative = value.units < 0;
	unsigned __int128 top = negative ? -(unsigned __int128)value.units :
	    (unsigned __int128)value.units;
	uint64_t bottom = (uint64_t)DECIMAL_ONE;

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (top >> HALF_BITS == 0) {
			if ((uint64_t)top % steps[i] != 0 ||
			    bottom < steps[i])
				continue;
			top = (uint64_t)top / steps[i];
		} else {
			if (top % steps[i] != 0 || bottom < steps[i])
				continue;
			top /= steps[i];
		}
		bottom /= steps[i];
	}
	if (top <= INT64_MAX) {
		fraction_set_quotient(out, negative ? -(int64_t)top :
		    (int64_t)top, bottom);
	} else {
		struct error error = { 0 };

		ENSURE(fraction_wide_settle(out, top, bottom, negative,
		    &error));
	}
}

/* one + sign * other, sign being 1 or -1. */
static bool
add_signed(struct fraction *out, const struct fraction *one,
    const struct fraction *other, int sign, struct error *error)
{
	__int128 top, term;
	unsigned __int128 bottom;

	if (one->wide || other->wide)
		return fraction_wide_add(out, one, other, sign < 0, error);
	if (one->denominator == other->denominator) {
		top = (__int128)one->numerator +
		    sign * (__int128)other->numerator;
		bottom = one->denominator;
	} else {
		top = (__int128)one->numerator * other->denominator;
		term = sign * ((__int128)other->numerator *
		    one->denominator);
		if (__builtin_add_overflow(top, term, &top))
			return fraction_wide_add(out, one, other, sign < 0,
			    error);
		bottom = (unsigned __int128)one->denominator *
		    other->denominator;
	}
	if (top >= -INT64_MAX && top <= INT64_MAX &&
	    bottom >> HALF_BITS == 0) {
		fraction_set_quotient(out, (int64_t)top, (uint64_t)bottom);
		return true;
	}
	return fraction_wide_settle(out, top < 0 ? -(unsigned __int128)top :
	    (unsigned __int128)top, bottom, top < 0, error);
}

bool
fraction_add(struct fraction *out, const struct fraction *one,
    const struct fraction *other, struct error *error)
{
	return add_signed(out, one, other, 1, error);
}

bool
fraction_subtract(struct fraction *out, const struct fraction *one,
    const struct fraction *other, struct error *error)
{
	return add_signed(out, one, other, -1, error);
}

static bool
multiply_small(struct fraction *out, const struct fraction *one,
    uint64_t top, uint64_t bottom, bool negative, struct error *error)
{
	unsigned __int128 over = fraction_wide_size(one);
	unsigned __int128 under = one->denominator;

	over *= top;
	under *= bottom;
	if (over <= INT64_MAX && under >> HALF_BITS == 0) {
		fraction_set_quotient(out, negative ? -(int64_t)over :
		    (int64_t)over, (uint64_t)under);
		return true;
	}
	return fraction_wide_settle(out, over, under, negative, error);
}

bool
fraction_multiply(struct fraction *out, const struct fraction *one,
    const struct fraction *other, struct error *error)
{
	if (one->wide || other->wide)
		return fraction_wide_multiply(out, one, other, false, error);
	return multiply_small(out, one, fraction_wide_size(other),
	    other->denominator, (one->numerator < 0) !=
	    (other->numerator < 0), error);
}

bool
fraction_divide(struct fraction *out, const struct fraction *one,
    const struct fraction *other, struct error *error)
{
	if (fraction_sign(other) == 0)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "division by zero");
	if (one->wide || other->wide)
		return fraction_wide_multiply(out, one, other, true, error);
	return multiply_small(out, one, other->denominator,
	    fraction_wide_size(other), (one->numerator < 0) !=
	    (other->numerator < 0), error);
}

int
fraction_sign(const struct fraction *value)
{
	if (value->wide)
		return value->negative ? -1 : 1;
	return (value->numerator > 0) - (value->numerator < 0);
}

int
fraction_compare(const struct fraction *one, const struct fraction *other)
{
	int sign = fraction_sign(one), order;

	if (!one->wide && !other->wide) {
		__int128 a = (__int128)one->numerator * other->denominator;
		__int128 b = (__int128)other->numerator * one->denominator;

		return (a > b) - (a < b);
	}
	if (sign != fraction_sign(other))
		return sign > fraction_sign(other) ? 1 : -1;
	order = fraction_wide_compare(one, other);
	return sign * ((order > 0) - (order < 0));
}
