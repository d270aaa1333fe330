#include "value/rate.h"

#include "value/wide.h"

/*
 * A conversion is a quotient of products: minor units, the rates which
 * multiply and those which divide, and the powers of ten of both exponents.
 */
struct quotient {
	unsigned __int128 over[3];
	unsigned __int128 under[2];
	unsigned overs;
	unsigned unders;
};

static uint64_t
magnitude(struct money amount)
{
	return amount.units < 0 ? -(uint64_t)amount.units :
	    (uint64_t)amount.units;
}

static bool
too_large(struct currency currency, struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "an amount of %s is too large", currency_code(currency));
}

/* Take the rate in from currency; *to becomes the other one. */
static bool
apply(struct quotient *quotient, struct currency *to,
    struct currency from, struct rate rate, struct error *error)
{
	unsigned __int128 value = (unsigned __int128)rate.value.units;
	unsigned __int128 one = (unsigned __int128)DECIMAL_ONE;

	if (rate.value.units <= 0)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the rate of %s in %s is not above zero",
		    currency_code(rate.base), currency_code(rate.quote));
	if (currency_equal(from, rate.base)) {
		quotient->over[++quotient->overs] = value;
		quotient->under[quotient->unders++] = one;
		*to = rate.quote;
	} else if (currency_equal(from, rate.quote)) {
		quotient->over[++quotient->overs] = one;
		quotient->under[quotient->unders++] = value;
		*to = rate.base;
	} else
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the rate of %s in %s does not convert %s",
		    currency_code(rate.base), currency_code(rate.quote),
		    currency_code(from));
	return true;
}

/* The rounded magnitude with the sign which the amount had. */
static bool
settle(struct money *out, struct money amount, struct currency to,
    unsigned __int128 result, enum rounding_rest rest,
    enum rounding rounding, struct error *error)
{
	if (rest != REST_NONE && rounding == ROUND_NEVER)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the converted amount has more than %u decimal places",
		    currency_exponent(to));
	result += rounding_goes_up(rounding, rest, result & 1);
	if (result > INT64_MAX)
		return too_large(to, error);
	out->units = amount.units < 0 ? -(int64_t)result : (int64_t)result;
	out->currency = to;
	return true;
}

static bool
finish(struct money *out, struct quotient *quotient, struct money amount,
    struct currency to, enum rounding rounding, struct error *error)
{
	unsigned from_places = currency_exponent(amount.currency);
	unsigned to_places = currency_exponent(to);
	unsigned __int128 result;
	enum rounding_rest rest;

	quotient->over[0] = magnitude(amount);
	if (to_places >= from_places)
		quotient->over[0] *= wide_power(to_places - from_places);
	else
		quotient->under[0] *= wide_power(from_places - to_places);
	if (!wide_quotient(&result, &rest, quotient->over, quotient->under))
		return too_large(to, error);
	return settle(out, amount, to, result, rest, rounding, error);
}

/*
 * Most conversions: by a quoted rate from its base, between currencies of as
 * many places, into what fits in a word.  False for all others.
 */
static bool
convert_plain(uint64_t *result, enum rounding_rest *rest,
    struct money amount, struct rate rate)
{
	const uint64_t bottom = (uint64_t)DECIMAL_ONE;
	unsigned __int128 top = magnitude(amount);
	uint64_t remainder;

	if (!currency_equal(amount.currency, rate.base) ||
	    rate.value.units <= 0 || rate.value.units > INT64_MAX ||
	    currency_exponent(rate.base) != currency_exponent(rate.quote))
		return false;
	top *= (uint64_t)rate.value.units;
	if (top >> 64 >= bottom)
		return false;
	*result = top > UINT64_MAX ? (uint64_t)(top / bottom) :
	    (uint64_t)top / bottom;
	remainder = (uint64_t)top - *result * bottom;
	*rest = remainder == 0 ? REST_NONE : remainder == bottom / 2 ?
	    REST_HALF : remainder > bottom / 2 ? REST_ABOVE_HALF :
	    REST_BELOW_HALF;
	return true;
}

bool
rate_convert(struct money *out, struct money amount, struct rate rate,
    enum rounding rounding, struct error *error)
{
	struct quotient quotient = { { 1, 1, 1 }, { 1, 1 }, 0, 0 };
	struct currency to;
	enum rounding_rest rest;
	uint64_t result;

	if (convert_plain(&result, &rest, amount, rate))
		return settle(out, amount, rate.quote, result, rest, rounding,
		    error);
	return apply(&quotient, &to, amount.currency, rate, error) &&
	    finish(out, &quotient, amount, to, rounding, error);
}

/* A rate and another the other way round share the 10^12, which cancels. */
static void
cancel(struct quotient *quotient)
{
	for (int i = 1; i < 3; i++)
		for (int j = 0; j < 2; j++)
			if (quotient->over[i] == quotient->under[j])
				quotient->over[i] = quotient->under[j] = 1;
}

bool
rate_convert_through(struct money *out, struct money amount,
    struct rate first, struct rate second, enum rounding rounding,
    struct error *error)
{
	struct quotient quotient = { { 1, 1, 1 }, { 1, 1 }, 0, 0 };
	struct currency pivot, to;

	if (!apply(&quotient, &pivot, amount.currency, first, error) ||
	    !apply(&quotient, &to, pivot, second, error))
		return false;
	cancel(&quotient);
	return finish(out, &quotient, amount, to, rounding, error);
}
