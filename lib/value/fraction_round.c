#include "base/assert.h"
#include "value/fraction_wide.h"
#include "value/wide.h"

static bool
too_large(struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "the result has more than %d digits before the point",
	    DECIMAL_WHOLE_DIGITS);
}

/* The quotient of the value times power, nearly always of one word. */
static bool
quotient_of(unsigned __int128 *quotient, enum rounding_rest *rest,
    const struct fraction *value, uint64_t power)
{
	unsigned __int128 over[3] = { 0, power, 1 }, under[2] = { 0, 1 };
	uint64_t top, remainder, missing;

	if (value->wide)
		return fraction_wide_quotient(quotient, rest, value, power);
	if (__builtin_mul_overflow(fraction_wide_size(value), power, &top)) {
		over[0] = fraction_wide_size(value);
		under[0] = value->denominator;
		return wide_quotient(quotient, rest, over, under);
	}
	*quotient = top / value->denominator;
	remainder = top % value->denominator;
	missing = value->denominator - remainder;
	*rest = remainder == 0 ? REST_NONE : remainder == missing ? REST_HALF :
	    remainder > missing ? REST_ABOVE_HALF : REST_BELOW_HALF;
	return true;
}

bool
fraction_round(struct decimal *out, const struct fraction *value,
    unsigned places, enum rounding rounding, struct error *error)
{
	unsigned __int128 quotient;
	enum rounding_rest rest;

	ENSURE(places <= DECIMAL_PLACES);
	if (!quotient_of(&quotient, &rest, value,
	    (uint64_t)wide_power(places)))
		return too_large(error);
	if (rest != REST_NONE && rounding == ROUND_NEVER)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the exact result has more than %u decimal places",
		    places);
	if (quotient < wide_power(WIDE_POWER_MAX))
		quotient += rounding_goes_up(rounding, rest, quotient & 1);
	if (quotient >= wide_power(DECIMAL_WHOLE_DIGITS + places))
		return too_large(error);
	quotient *= wide_power(DECIMAL_PLACES - places);
	out->units = fraction_sign(value) < 0 ? -(__int128)quotient :
	    (__int128)quotient;
	return true;
}
