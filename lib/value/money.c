#include "value/money.h"

#include "base/assert.h"
#include "base/digits.h"
#include "value/wide.h"

enum {
	SHOWN_MAX = 60,		/* of a wrong text, in a message */
	PLAIN_DIGITS_MAX = 18	/* always fit in 64 bits */
};

static const uint64_t powers[] = { 1, 10, 100, 1000, 10000 };

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

/* Give a rounded quotient of minor units its sign. */
static bool
settle(struct money *out, unsigned __int128 quotient,
    enum rounding_rest rest, bool negative, struct currency currency,
    enum rounding rounding, struct error *error)
{
	if (rest != REST_NONE && rounding == ROUND_NEVER)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "an amount of %s has more than %u decimal places",
		    currency_code(currency), currency_exponent(currency));
	quotient += rounding_goes_up(rounding, rest, quotient & 1);
	if (quotient > INT64_MAX)
		return too_large(currency, error);
	out->units = negative ? -(int64_t)quotient : (int64_t)quotient;
	out->currency = currency;
	return true;
}

/* What the fast loop did not take: a fault to explain, or many digits. */
static bool
parse_slowly(struct money *out, struct slice text, struct currency currency,
    struct error *error)
{
	unsigned exponent = currency_exponent(currency);
	int length = (int)(text.length < SHOWN_MAX ? text.length : SHOWN_MAX);
	size_t point = slice_find(text, '.');
	struct decimal value;

	if (!decimal_parse(&value, text, error))
		return false;
	if (point < text.length && text.length - point - 1 > exponent)
		return error_set_code(error, FAULT_INPUT, "type-error",
		    "\"%.*s\" has more than the %u decimal places of %s",
		    length, text.text, exponent, currency_code(currency));
	return money_from_decimal(out, value, currency, ROUND_NEVER, error);
}

bool
money_parse(struct money *out, struct slice text, struct currency currency,
    struct error *error)
{
	unsigned exponent = currency_exponent(currency), places = 0;
	bool negative = text.length > 0 && text.text[0] == '-';
	size_t at = negative, first = at;
	uint64_t units = 0;

	if (text.length > PLAIN_DIGITS_MAX - 4 || at == text.length)
		return parse_slowly(out, text, currency, error);
	for (; at < text.length; at++) {
		unsigned digit = (unsigned char)text.text[at] - (unsigned)'0';

		if (digit > 9)
			break;
		units = units * 10 + digit;
	}
	if (at < text.length) {
		if (text.text[at] != '.' || at == first)
			return parse_slowly(out, text, currency, error);
		places = (unsigned)(text.length - at - 1);
		if (places == 0 || places > exponent)
			return parse_slowly(out, text, currency, error);
		while (++at < text.length) {
			unsigned digit = (unsigned char)text.text[at] -
			    (unsigned)'0';

			if (digit > 9)
				return parse_slowly(out, text, currency,
				    error);
			units = units * 10 + digit;
		}
	}
	units *= powers[exponent - places];
	out->units = negative ? -(int64_t)units : (int64_t)units;
	out->currency = currency;
	return true;
}

size_t
money_format(char buffer[MONEY_TEXT_MAX], struct money amount)
{
	unsigned exponent = currency_exponent(amount.currency);
	char digits[MONEY_TEXT_MAX], *end = digits + sizeof(digits);
	char *start = end;
	uint64_t left = magnitude(amount);
	size_t length;

	if (exponent > 0) {
		start = digits_put(start, left % powers[exponent], exponent);
		*--start = '.';
		left /= powers[exponent];
	}
	start = digits_put(start, left, 1);
	if (amount.units < 0)
		*--start = '-';
	length = (size_t)(end - start);
	memcpy(buffer, start, length);
	buffer[length] = '\0';
	return length;
}

bool
money_from_decimal(struct money *out, struct decimal value,
    struct currency currency, enum rounding rounding, struct error *error)
{
	unsigned exponent = currency_exponent(currency);
	bool negative = value.units < 0;
	unsigned __int128 over[3] = {
		negative ? -(unsigned __int128)value.units :
		    (unsigned __int128)value.units, 1, 1
	};
	unsigned __int128 under[2] = {
		wide_power(DECIMAL_PLACES - exponent), 1
	};
	unsigned __int128 quotient = 0;
	enum rounding_rest rest;
	bool exact = false;

	/*
	 * Most amounts fit in 64 bits and are whole minor units, of which
	 * most are hundredths: dividing by a constant is a multiplication.
	 */
	if (over[0] >> 64 == 0) {
		const uint64_t hundredth = (uint64_t)DECIMAL_ONE / 100;

		quotient = exponent == 2 ? (uint64_t)over[0] / hundredth :
		    (uint64_t)over[0] / (uint64_t)under[0];
		exact = (uint64_t)quotient * (uint64_t)under[0] ==
		    (uint64_t)over[0];
	}
	if (exact)
		return settle(out, quotient, REST_NONE, negative, currency,
		    rounding, error);
	ENSURE(wide_quotient(&quotient, &rest, over, under));
	return settle(out, quotient, rest, negative, currency, rounding,
	    error);
}

struct decimal
money_to_decimal(struct money amount)
{
	unsigned exponent = currency_exponent(amount.currency);

	return (struct decimal){ (__int128)amount.units *
	    (__int128)wide_power(DECIMAL_PLACES - exponent) };
}

void
money_to_fraction(struct fraction *out, struct money amount)
{
	fraction_set_quotient(out, amount.units,
	    powers[currency_exponent(amount.currency)]);
}

static bool
same_currency(struct money one, struct money other, struct error *error)
{
	if (currency_equal(one.currency, other.currency))
		return true;
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "amounts of %s and %s do not add up",
	    currency_code(one.currency), currency_code(other.currency));
}

bool
money_add(struct money *out, struct money one, struct money other,
    struct error *error)
{
	int64_t sum;

	if (!same_currency(one, other, error))
		return false;
	if (__builtin_add_overflow(one.units, other.units, &sum))
		return too_large(one.currency, error);
	*out = (struct money){ sum, one.currency };
	return true;
}

bool
money_subtract(struct money *out, struct money one, struct money other,
    struct error *error)
{
	int64_t difference;

	if (!same_currency(one, other, error))
		return false;
	if (__builtin_sub_overflow(one.units, other.units, &difference))
		return too_large(one.currency, error);
	*out = (struct money){ difference, one.currency };
	return true;
}

bool
money_negate(struct money *out, struct money amount, struct error *error)
{
	if (amount.units == INT64_MIN)
		return too_large(amount.currency, error);
	*out = (struct money){ -amount.units, amount.currency };
	return true;
}

bool
money_scale(struct money *out, struct money amount, struct decimal factor,
    enum rounding rounding, struct error *error)
{
	unsigned __int128 over[3] = {
		magnitude(amount),
		factor.units < 0 ? -(unsigned __int128)factor.units :
		    (unsigned __int128)factor.units, 1
	};
	unsigned __int128 under[2] = { (unsigned __int128)DECIMAL_ONE, 1 };
	unsigned __int128 quotient;
	enum rounding_rest rest;

	if (!wide_quotient(&quotient, &rest, over, under))
		return too_large(amount.currency, error);
	return settle(out, quotient, rest,
	    (amount.units < 0) != (factor.units < 0), amount.currency,
	    rounding, error);
}

/*
 * How many shares have a remainder of at least the threshold?  The remainders
 * are computed again each time, so that no memory is needed for them.
 */
static size_t
split_reach(const int64_t weights[], size_t count, uint64_t whole,
    unsigned __int128 total, unsigned __int128 threshold)
{
	size_t reach = 0;

	for (size_t i = 0; i < count; i++)
		reach += (unsigned __int128)whole * (uint64_t)weights[i] %
		    total >= threshold;
	return reach;
}

/*
 * Hand out the leftover units: find by bisection the highest remainder which
 * at least so many shares reach; all above it get one, those equal to it get
 * the rest in their order.
 */
static void
split_leftover(struct money shares[], const int64_t weights[], size_t count,
    uint64_t whole, unsigned __int128 total, size_t leftover)
{
	unsigned __int128 low = 1, high = total, middle, remainder;
	size_t equal;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (split_reach(weights, count, whole, total, middle) >=
		    leftover)
			low = middle;
		else
			high = middle;
	}
	equal = leftover - split_reach(weights, count, whole, total, low + 1);
	for (size_t i = 0; i < count; i++) {
		remainder = (unsigned __int128)whole * (uint64_t)weights[i] %
		    total;
		if (remainder > low)
			shares[i].units++;
		else if (remainder == low && equal > 0) {
			shares[i].units++;
			equal--;
		}
	}
}

bool
money_split(struct money shares[], const int64_t weights[], size_t count,
    struct money amount, struct error *error)
{
	uint64_t whole = magnitude(amount), left = whole;
	unsigned __int128 total = 0;

	if (whole > INT64_MAX)
		return too_large(amount.currency, error);
	for (size_t i = 0; i < count; i++) {
		if (weights[i] < 0)
			return error_set_code(error, FAULT_INPUT,
			    "constraint-error", "a share of weight %lld is "
			    "below zero", (long long)weights[i]);
		total += (uint64_t)weights[i];
	}
	if (total == 0)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the weights of the shares are all zero");
	for (size_t i = 0; i < count; i++) {
		shares[i].units = (int64_t)((unsigned __int128)whole *
		    (uint64_t)weights[i] / total);
		shares[i].currency = amount.currency;
		left -= (uint64_t)shares[i].units;
	}
	if (left > 0)
		split_leftover(shares, weights, count, whole, total,
		    (size_t)left);
	if (amount.units < 0)
		for (size_t i = 0; i < count; i++)
			shares[i].units = -shares[i].units;
	return true;
}
