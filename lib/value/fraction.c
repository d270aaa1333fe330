#include "value/fraction.h"

#include <gmp.h>
#include <string.h>

#include "base/assert.h"
#include "value/wide.h"

/*
 * Small values are numerator / denominator and are brought to lowest terms
 * only when a result would not fit otherwise.  Wide values are always in
 * lowest terms.
 */

enum {
	SUM_LIMBS = 2 * FRACTION_LIMBS + 1,
	HALF_BITS = 64
};

_Static_assert(GMP_NUMB_BITS == HALF_BITS, "limbs of 64 bits");

/* A numerator and a denominator of any kind of value, as limbs. */
struct terms {
	mp_limb_t top[SUM_LIMBS];
	mp_limb_t bottom[SUM_LIMBS];
	mp_size_t top_count;		/* 0 is the value 0 */
	mp_size_t bottom_count;
	bool negative;
};

static mp_size_t
trim(const mp_limb_t *limbs, mp_size_t count)
{
	while (count > 0 && limbs[count - 1] == 0)
		count--;
	return count;
}

static uint64_t
small_magnitude(const struct fraction *value)
{
	return value->numerator < 0 ? -(uint64_t)value->numerator :
	    (uint64_t)value->numerator;
}

static void
set_small(struct fraction *out, int64_t numerator, uint64_t denominator)
{
	out->wide = false;
	out->numerator = numerator;
	out->denominator = denominator;
}

static void
terms_of(struct terms *terms, const struct fraction *value)
{
	if (value->wide) {
		memcpy(terms->top, value->top, sizeof(value->top));
		memcpy(terms->bottom, value->bottom, sizeof(value->bottom));
		terms->top_count = trim(terms->top, FRACTION_LIMBS);
		terms->bottom_count = trim(terms->bottom, FRACTION_LIMBS);
		terms->negative = value->negative;
		return;
	}
	terms->top[0] = small_magnitude(value);
	terms->top_count = terms->top[0] != 0;
	terms->bottom[0] = value->denominator;
	terms->bottom_count = 1;
	terms->negative = value->numerator < 0;
}

/* product = one * other; gives its length. */
static mp_size_t
multiply(mp_limb_t *product, const mp_limb_t *one, mp_size_t one_count,
    const mp_limb_t *other, mp_size_t other_count)
{
	if (one_count == 0 || other_count == 0)
		return 0;
	if (one_count >= other_count)
		(void)mpn_mul(product, one, one_count, other, other_count);
	else
		(void)mpn_mul(product, other, other_count, one, one_count);
	return trim(product, one_count + other_count);
}

/* Shift trailing zero bits out; gives how many there were. */
static mp_bitcnt_t
make_odd(mp_limb_t *limbs, mp_size_t *count)
{
	mp_bitcnt_t bits = mpn_scan1(limbs, 0);
	mp_size_t whole = (mp_size_t)(bits / HALF_BITS);
	unsigned rest = bits % HALF_BITS;

	if (whole > 0)
		mpn_copyi(limbs, limbs + whole, *count - whole);
	*count -= whole;
	if (rest > 0)
		(void)mpn_rshift(limbs, limbs, *count, rest);
	*count = trim(limbs, *count);
	return bits;
}

/* limbs <<= bits; there is room. */
static mp_size_t
shift_up(mp_limb_t *limbs, mp_size_t count, mp_bitcnt_t bits)
{
	mp_size_t whole = (mp_size_t)(bits / HALF_BITS);
	unsigned rest = bits % HALF_BITS;

	if (whole > 0) {
		mpn_copyd(limbs + whole, limbs, count);
		mpn_zero(limbs, whole);
	}
	limbs[count + whole] = 0;
	if (rest > 0)
		limbs[count + whole] = mpn_lshift(limbs + whole,
		    limbs + whole, count, rest);
	return trim(limbs, count + whole + 1);
}

/* The greatest common divisor of the two terms, neither of which is 0. */
static mp_size_t
common(mp_limb_t *divisor, const struct terms *terms)
{
	mp_limb_t one[SUM_LIMBS], other[SUM_LIMBS];
	mp_size_t one_count = terms->top_count;
	mp_size_t other_count = terms->bottom_count, count;
	mp_bitcnt_t one_bits, other_bits;

	mpn_copyi(one, terms->top, one_count);
	mpn_copyi(other, terms->bottom, other_count);
	one_bits = make_odd(one, &one_count);
	other_bits = make_odd(other, &other_count);
	if (one_count > other_count || (one_count == other_count &&
	    mpn_cmp(one, other, one_count) >= 0))
		count = mpn_gcd(divisor, one, one_count, other, other_count);
	else
		count = mpn_gcd(divisor, other, other_count, one, one_count);
	return shift_up(divisor, count,
	    one_bits < other_bits ? one_bits : other_bits);
}

/* limbs /= divisor, without rest; gives the length. */
static mp_size_t
divide_out(mp_limb_t *limbs, mp_size_t count, const mp_limb_t *divisor,
    mp_size_t divisor_count)
{
	mp_limb_t quotient[SUM_LIMBS], remainder[SUM_LIMBS];

	mpn_tdiv_qr(quotient, remainder, 0, limbs, count, divisor,
	    divisor_count);
	count -= divisor_count - 1;
	mpn_copyi(limbs, quotient, count);
	return trim(limbs, count);
}

static bool
too_wide(struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "an exact intermediate result needs more than %d bits",
	    FRACTION_LIMBS * HALF_BITS);
}

/* Bring to lowest terms and store as narrow as it goes. */
static bool
settle(struct fraction *out, struct terms *terms, struct error *error)
{
	mp_limb_t divisor[SUM_LIMBS + 1];
	mp_size_t count;

	if (terms->top_count == 0) {
		set_small(out, 0, 1);
		return true;
	}
	count = common(divisor, terms);
	terms->top_count = divide_out(terms->top, terms->top_count, divisor,
	    count);
	terms->bottom_count = divide_out(terms->bottom, terms->bottom_count,
	    divisor, count);
	if (terms->top_count == 1 && terms->bottom_count == 1 &&
	    terms->top[0] <= INT64_MAX) {
		set_small(out, terms->negative ? -(int64_t)terms->top[0] :
		    (int64_t)terms->top[0], terms->bottom[0]);
		return true;
	}
	if (terms->top_count > FRACTION_LIMBS ||
	    terms->bottom_count > FRACTION_LIMBS)
		return too_wide(error);
	out->wide = true;
	out->negative = terms->negative;
	mpn_zero(terms->top + terms->top_count,
	    SUM_LIMBS - terms->top_count);
	mpn_zero(terms->bottom + terms->bottom_count,
	    SUM_LIMBS - terms->bottom_count);
	memcpy(out->top, terms->top, sizeof(out->top));
	memcpy(out->bottom, terms->bottom, sizeof(out->bottom));
	return true;
}

/* The same for terms of 128 bits. */
static bool
settle_double(struct fraction *out, unsigned __int128 top, unsigned __int128 bottom,
    bool negative, struct error *error)
{
	struct terms terms;

	terms.top[0] = (mp_limb_t)top;
	terms.top[1] = (mp_limb_t)(top >> HALF_BITS);
	terms.top_count = trim(terms.top, 2);
	terms.bottom[0] = (mp_limb_t)bottom;
	terms.bottom[1] = (mp_limb_t)(bottom >> HALF_BITS);
	terms.bottom_count = trim(terms.bottom, 2);
	terms.negative = negative;
	return settle(out, &terms, error);
}

void
fraction_set_integer(struct fraction *out, int64_t value)
{
	set_small(out, value, 1);
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
	unsigned __int128 top = negative ? -(unsigned __int128)value.units : (unsigned __int128)value.units;
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
		set_small(out, negative ? -(int64_t)top : (int64_t)top,
		    bottom);
	} else {
		struct error error = { 0 };

		ENSURE(settle_double(out, top, bottom, negative, &error));
	}
}

/* one +- other in full width. */
static bool
add_wide(struct fraction *out, const struct fraction *one,
    const struct fraction *other, bool flip, struct error *error)
{
	struct terms left, right, sum;
	mp_limb_t first[SUM_LIMBS], second[SUM_LIMBS], *large = first;
	mp_limb_t *less = second;
	mp_size_t large_count, less_count;

	terms_of(&left, one);
	terms_of(&right, other);
	right.negative ^= flip;
	large_count = multiply(first, left.top, left.top_count, right.bottom,
	    right.bottom_count);
	less_count = multiply(second, right.top, right.top_count,
	    left.bottom, left.bottom_count);
	sum.negative = left.negative;
	if (large_count < less_count || (large_count == less_count &&
	    mpn_cmp(first, second, large_count) < 0)) {
		mp_size_t count = large_count;

		large = second;
		less = first;
		large_count = less_count;
		less_count = count;
		sum.negative = right.negative;
	}
	if (less_count == 0) {
		mpn_copyi(sum.top, large, large_count);
		sum.top_count = large_count;
	} else if (left.negative == right.negative) {
		sum.top[large_count] = mpn_add(sum.top, large, large_count,
		    less, less_count);
		sum.top_count = trim(sum.top, large_count + 1);
	} else {
		(void)mpn_sub(sum.top, large, large_count, less, less_count);
		sum.top_count = trim(sum.top, large_count);
	}
	sum.bottom_count = multiply(sum.bottom, left.bottom,
	    left.bottom_count, right.bottom, right.bottom_count);
	return settle(out, &sum, error);
}

/* one + sign * other, sign being 1 or -1. */
static bool
add_signed(struct fraction *out, const struct fraction *one,
    const struct fraction *other, int sign, struct error *error)
{
	__int128 top, term;
	unsigned __int128 bottom;

	if (one->wide || other->wide)
		return add_wide(out, one, other, sign < 0, error);
	if (one->denominator == other->denominator) {
		top = (__int128)one->numerator +
		    sign * (__int128)other->numerator;
		bottom = one->denominator;
	} else {
		top = (__int128)one->numerator * other->denominator;
		term = sign * ((__int128)other->numerator *
		    one->denominator);
		if (__builtin_add_overflow(top, term, &top))
			return add_wide(out, one, other, sign < 0, error);
		bottom = (unsigned __int128)one->denominator * other->denominator;
	}
	if (top >= -INT64_MAX && top <= INT64_MAX &&
	    bottom >> HALF_BITS == 0) {
		set_small(out, (int64_t)top, (uint64_t)bottom);
		return true;
	}
	return settle_double(out, top < 0 ? -(unsigned __int128)top : (unsigned __int128)top,
	    bottom, top < 0, error);
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

/* one * other, or one / other when the other is turned over. */
static bool
multiply_wide(struct fraction *out, const struct fraction *one,
    const struct fraction *other, bool over, struct error *error)
{
	struct terms left, right, product;

	terms_of(&left, one);
	terms_of(&right, other);
	product.negative = left.negative != right.negative;
	product.top_count = multiply(product.top, left.top, left.top_count,
	    over ? right.bottom : right.top,
	    over ? right.bottom_count : right.top_count);
	product.bottom_count = multiply(product.bottom, left.bottom,
	    left.bottom_count, over ? right.top : right.bottom,
	    over ? right.top_count : right.bottom_count);
	return settle(out, &product, error);
}

static bool
multiply_small(struct fraction *out, const struct fraction *one,
    uint64_t top, uint64_t bottom, bool negative, struct error *error)
{
	unsigned __int128 over = (unsigned __int128)small_magnitude(one) * top;
	unsigned __int128 under = (unsigned __int128)one->denominator * bottom;

	if (over <= INT64_MAX && under >> HALF_BITS == 0) {
		set_small(out, negative ? -(int64_t)over : (int64_t)over,
		    (uint64_t)under);
		return true;
	}
	return settle_double(out, over, under, negative, error);
}

bool
fraction_multiply(struct fraction *out, const struct fraction *one,
    const struct fraction *other, struct error *error)
{
	if (one->wide || other->wide)
		return multiply_wide(out, one, other, false, error);
	return multiply_small(out, one, small_magnitude(other),
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
		return multiply_wide(out, one, other, true, error);
	return multiply_small(out, one, other->denominator,
	    small_magnitude(other), (one->numerator < 0) !=
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
	mp_limb_t first[SUM_LIMBS], second[SUM_LIMBS];
	int sign = fraction_sign(one), order;
	mp_size_t first_count, second_count;
	struct terms left, right;

	if (!one->wide && !other->wide) {
		__int128 a = (__int128)one->numerator * other->denominator;
		__int128 b = (__int128)other->numerator * one->denominator;

		return (a > b) - (a < b);
	}
	if (sign != fraction_sign(other))
		return sign > fraction_sign(other) ? 1 : -1;
	terms_of(&left, one);
	terms_of(&right, other);
	first_count = multiply(first, left.top, left.top_count, right.bottom,
	    right.bottom_count);
	second_count = multiply(second, right.top, right.top_count,
	    left.bottom, left.bottom_count);
	if (first_count != second_count)
		order = first_count > second_count ? 1 : -1;
	else
		order = mpn_cmp(first, second, first_count);
	return sign * ((order > 0) - (order < 0));
}

static bool
too_large(struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "the result has more than %d digits before the point",
	    DECIMAL_WHOLE_DIGITS);
}

/* The quotient of the wide terms times 10^places, and its rest. */
static bool
quotient_wide(unsigned __int128 *quotient, enum rounding_rest *rest,
    const struct fraction *value, uint64_t power)
{
	mp_limb_t result[SUM_LIMBS], remainder[SUM_LIMBS], twice[SUM_LIMBS];
	struct terms terms;
	mp_size_t count;
	int order;

	terms_of(&terms, value);
	terms.top[terms.top_count] = mpn_mul_1(terms.top, terms.top,
	    terms.top_count, power);
	terms.top_count = trim(terms.top, terms.top_count + 1);
	while (terms.top_count < terms.bottom_count)
		terms.top[terms.top_count++] = 0;
	mpn_tdiv_qr(result, remainder, 0, terms.top, terms.top_count,
	    terms.bottom, terms.bottom_count);
	count = trim(result, terms.top_count - terms.bottom_count + 1);
	if (count > 2)
		return false;
	*quotient = (count > 1 ? (unsigned __int128)result[1] << HALF_BITS : 0) |
	    (count > 0 ? result[0] : 0);
	*rest = REST_NONE;
	if (trim(remainder, terms.bottom_count) == 0)
		return true;
	(void)mpn_sub_n(twice, terms.bottom, remainder, terms.bottom_count);
	order = mpn_cmp(remainder, twice, terms.bottom_count);
	*rest = order == 0 ? REST_HALF :
	    order > 0 ? REST_ABOVE_HALF : REST_BELOW_HALF;
	return true;
}

bool
fraction_round(struct decimal *out, const struct fraction *value,
    unsigned places, enum rounding rounding, struct error *error)
{
	unsigned __int128 over[3] = { 0, 1, 1 }, under[2] = { 1, 1 }, quotient;
	enum rounding_rest rest;
	bool fits;

	ENSURE(places <= DECIMAL_PLACES);
	over[1] = wide_power(places);
	if (value->wide) {
		fits = quotient_wide(&quotient, &rest, value,
		    (uint64_t)over[1]);
	} else {
		over[0] = small_magnitude(value);
		under[0] = value->denominator;
		fits = wide_quotient(&quotient, &rest, over, under);
	}
	if (!fits)
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
