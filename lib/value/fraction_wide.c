/* Terms of several machine words, and what does not fit in one. */
#include "value/fraction_wide.h"

#include <gmp.h>
#include <string.h>

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
	terms->top[0] = fraction_wide_size(value);
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
		fraction_set_quotient(out, 0, 1);
		return true;
	}
	count = common(divisor, terms);
	terms->top_count = divide_out(terms->top, terms->top_count, divisor,
	    count);
	terms->bottom_count = divide_out(terms->bottom, terms->bottom_count,
	    divisor, count);
	if (terms->top_count == 1 && terms->bottom_count == 1 &&
	    terms->top[0] <= INT64_MAX) {
		fraction_set_quotient(out, terms->negative ?
		    -(int64_t)terms->top[0] :
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

bool
fraction_wide_settle(struct fraction *out, unsigned __int128 top,
    unsigned __int128 bottom, bool negative, struct error *error)
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

bool
fraction_wide_add(struct fraction *out, const struct fraction *one,
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

bool
fraction_wide_multiply(struct fraction *out, const struct fraction *one,
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

int
fraction_wide_compare(const struct fraction *one,
    const struct fraction *other)
{
	mp_limb_t first[SUM_LIMBS], second[SUM_LIMBS];
	mp_size_t first_count, second_count;
	struct terms left, right;

	terms_of(&left, one);
	terms_of(&right, other);
	first_count = multiply(first, left.top, left.top_count, right.bottom,
	    right.bottom_count);
	second_count = multiply(second, right.top, right.top_count,
	    left.bottom, left.bottom_count);
	if (first_count != second_count)
		return first_count > second_count ? 1 : -1;
	return mpn_cmp(first, second, first_count);
}

bool
fraction_wide_quotient(unsigned __int128 *quotient,
    enum rounding_rest *rest, const struct fraction *value, uint64_t power)
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
	*quotient = (count > 1 ? (unsigned __int128)result[1] << HALF_BITS :
	    0) | (count > 0 ? result[0] : 0);
	*rest = REST_NONE;
	if (trim(remainder, terms.bottom_count) == 0)
		return true;
	(void)mpn_sub_n(twice, terms.bottom, remainder, terms.bottom_count);
	order = mpn_cmp(remainder, twice, terms.bottom_count);
	*rest = order == 0 ? REST_HALF :
	    order > 0 ? REST_ABOVE_HALF : REST_BELOW_HALF;
	return true;
}
