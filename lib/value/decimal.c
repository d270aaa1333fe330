#include "value/decimal.h"

#include "base/assert.h"
#include "base/digits.h"
#include "value/wide.h"

enum {
	SHOWN_MAX = 60,		/* of a wrong text, in a message */
	UNITS_POWER = DECIMAL_WHOLE_DIGITS + DECIMAL_PLACES
};

static const uint64_t powers[] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
	1000000000, 10000000000, 100000000000, 1000000000000
};

static unsigned __int128
magnitude(struct decimal value)
{
	return value.units < 0 ? -(unsigned __int128)value.units :
	    (unsigned __int128)value.units;
}

struct decimal
decimal_of(int64_t whole)
{
	return (struct decimal){ whole * DECIMAL_ONE };
}

/* Why is this text not a number?  Only asked when it is not. */
static bool
refuse(struct slice text, struct error *error)
{
	int length = (int)(text.length < SHOWN_MAX ? text.length : SHOWN_MAX);
	const char *why = "is not a number";
	size_t digits = 0;

	for (size_t i = 0; i < text.length; i++)
		digits += text.text[i] >= '0' && text.text[i] <= '9';
	if (digits > 0 && slice_find(text, ',') < text.length)
		why = "has a comma: decimals take a point, and no grouping";
	else if (digits > 0 && (slice_find(text, ' ') < text.length ||
	    slice_find(text, '\'') < text.length))
		why = "has blanks or grouping, which numbers must not have";
	else if (digits > 0 && (slice_find(text, 'e') < text.length ||
	    slice_find(text, 'E') < text.length))
		why = "has an exponent, which amounts must not have";
	else if (digits + slice_find(text, '.') >= text.length &&
	    digits > DECIMAL_PLACES)
		why = "has more digits than fit (18 before and 12 after "
		    "the point)";
	return error_set_code(error, FAULT_INPUT, "type-error", "\"%.*s\" %s",
	    length, text.length > 0 ? text.text : "", why);
}

/*
 * The digits at *at as a number, at most max of them; *at is moved behind
 * them and *count says how many there were.  Leading zeros of the whole part
 * are skipped before this.
 */
static uint64_t
read_digits(const char **at, const char *end, unsigned max, unsigned *count)
{
	const char *start = *at, *here = *at;
	uint64_t value = 0;

	while (here < end && (unsigned)(here - start) < max) {
		unsigned digit = (unsigned char)*here - (unsigned)'0';

		if (digit > 9)
			break;
		value = value * 10 + digit;
		here++;
	}
	*count = (unsigned)(here - start);
	*at = here;
	return value;
}

bool
decimal_parse(struct decimal *out, struct slice text, struct error *error)
{
	const char *at = text.text, *end = text.text + text.length;
	uint64_t whole, part = 0;
	unsigned count, zeros = 0;
	bool negative = at < end && *at == '-';
	__int128 units;

	at += negative;
	while (at + 1 < end && *at == '0' && at[1] == '0') {
		at++;
		zeros++;
	}
	if (at + 1 < end && *at == '0' && at[1] != '.') {
		at++;
		zeros++;
	}
	whole = read_digits(&at, end, DECIMAL_WHOLE_DIGITS, &count);
	if (count == 0 && zeros == 0)
		return refuse(text, error);
	if (at < end && *at == '.') {
		at++;
		part = read_digits(&at, end, DECIMAL_PLACES, &count);
		if (count == 0)
			return refuse(text, error);
		part *= powers[DECIMAL_PLACES - count];
	}
	if (at != end)
		return refuse(text, error);
	units = (__int128)whole * DECIMAL_ONE + part;
	out->units = negative ? -units : units;
	return true;
}

/* Most decimals fit in a word, which divides in a tenth of the time. */
static uint64_t
whole_of(unsigned __int128 units)
{
	if (units <= UINT64_MAX)
		return (uint64_t)units / (uint64_t)DECIMAL_ONE;
	return (uint64_t)(units / (unsigned __int128)DECIMAL_ONE);
}

/* The text of a magnitude of 10^-12 with the first so many places. */
static size_t
put_decimal(char *buffer, unsigned __int128 units, bool negative,
    unsigned places)
{
	char digits[DECIMAL_TEXT_MAX], *end = digits + sizeof(digits);
	char *start = end;
	uint64_t whole = whole_of(units);
	uint64_t part = (uint64_t)(units -
	    (unsigned __int128)whole * (uint64_t)DECIMAL_ONE);
	size_t length;

	if (places > 0) {
		start = digits_put(end, part / powers[DECIMAL_PLACES - places],
		    places);
		*--start = '.';
	}
	start = digits_put(start, whole, 1);
	if (negative && units != 0)
		*--start = '-';
	length = (size_t)(end - start);
	memcpy(buffer, start, length);
	buffer[length] = '\0';
	return length;
}

unsigned
decimal_places(struct decimal value)
{
	unsigned __int128 units = magnitude(value);
	uint64_t part = (uint64_t)(units -
	    (unsigned __int128)whole_of(units) * (uint64_t)DECIMAL_ONE);
	unsigned places = DECIMAL_PLACES;

	if (part == 0)
		return 0;
	while (part % 10 == 0) {
		part /= 10;
		places--;
	}
	return places;
}

size_t
decimal_format(char buffer[DECIMAL_TEXT_MAX], struct decimal value)
{
	return put_decimal(buffer, magnitude(value), value.units < 0,
	    decimal_places(value));
}

static bool
too_large(struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "the result has more than %d digits before the point",
	    DECIMAL_WHOLE_DIGITS);
}

/* Round a quotient of 10^-places and give it its sign. */
static bool
settle(struct decimal *out, unsigned __int128 quotient,
    enum rounding_rest rest, bool negative, unsigned places,
    enum rounding rounding, struct error *error)
{
	unsigned __int128 limit = wide_power(DECIMAL_WHOLE_DIGITS + places);

	if (rest != REST_NONE && rounding == ROUND_NEVER)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the exact result has more than %u decimal places",
		    places);
	quotient += rounding_goes_up(rounding, rest, quotient & 1);
	if (quotient >= limit)
		return too_large(error);
	quotient *= powers[DECIMAL_PLACES - places];
	out->units = negative ? -(__int128)quotient : (__int128)quotient;
	return true;
}

bool
decimal_format_places(char buffer[DECIMAL_TEXT_MAX], struct decimal value,
    unsigned places, enum rounding rounding, struct error *error)
{
	struct decimal rounded;

	if (!decimal_round(&rounded, value, places, rounding, error))
		return false;
	(void)put_decimal(buffer, magnitude(rounded), rounded.units < 0,
	    places);
	return true;
}

bool
decimal_add(struct decimal *out, struct decimal one, struct decimal other,
    struct error *error)
{
	struct decimal sum = { one.units + other.units };

	if (magnitude(sum) >= wide_power(UNITS_POWER))
		return too_large(error);
	*out = sum;
	return true;
}

bool
decimal_subtract(struct decimal *out, struct decimal one,
    struct decimal other, struct error *error)
{
	struct decimal opposite = { -other.units };

	return decimal_add(out, one, opposite, error);
}

bool
decimal_multiply(struct decimal *out, struct decimal one,
    struct decimal other, unsigned places, enum rounding rounding,
    struct error *error)
{
	unsigned __int128 over[3] = { magnitude(one), magnitude(other), 1 };
	unsigned __int128 under[2] = { 0, 1 }, quotient;
	enum rounding_rest rest;

	ENSURE(places <= DECIMAL_PLACES);
	under[0] = wide_power(2 * DECIMAL_PLACES - places);
	if (!wide_quotient(&quotient, &rest, over, under))
		return too_large(error);
	return settle(out, quotient, rest, (one.units < 0) !=
	    (other.units < 0), places, rounding, error);
}

bool
decimal_divide(struct decimal *out, struct decimal one,
    struct decimal other, unsigned places, enum rounding rounding,
    struct error *error)
{
	unsigned __int128 over[3] = { magnitude(one), 1, 1 };
	unsigned __int128 under[2] = { magnitude(other), 1 }, quotient;
	enum rounding_rest rest;

	ENSURE(places <= DECIMAL_PLACES);
	if (other.units == 0)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "division by zero");
	over[1] = powers[places];
	if (!wide_quotient(&quotient, &rest, over, under))
		return too_large(error);
	return settle(out, quotient, rest, (one.units < 0) !=
	    (other.units < 0), places, rounding, error);
}

bool
decimal_round(struct decimal *out, struct decimal value, unsigned places,
    enum rounding rounding, struct error *error)
{
	unsigned __int128 over[3] = { magnitude(value), 1, 1 };
	unsigned __int128 under[2] = { 0, 1 }, quotient;
	enum rounding_rest rest;

	ENSURE(places <= DECIMAL_PLACES);
	under[0] = powers[DECIMAL_PLACES - places];
	ENSURE(wide_quotient(&quotient, &rest, over, under));
	return settle(out, quotient, rest, value.units < 0, places, rounding,
	    error);
}
