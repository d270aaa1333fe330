#include "value/wide.h"

#include <gmp.h>
#include <stdint.h>

#include "base/assert.h"

enum {
	LIMBS_OVER = 6,		/* three factors of 128 bits */
	LIMBS_UNDER = 4
};

_Static_assert(GMP_NUMB_BITS == 64, "limbs of 64 bits");

unsigned __int128
wide_power(unsigned exponent)
{
	static const uint64_t powers[] = {
		1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
		1000000000, 10000000000, 100000000000, 1000000000000,
		10000000000000, 100000000000000, 1000000000000000,
		10000000000000000, 100000000000000000, 1000000000000000000
	};

	ENSURE(exponent <= WIDE_POWER_MAX);
	if (exponent <= 18)
		return powers[exponent];
	if (exponent <= 36)
		return (unsigned __int128)powers[18] * powers[exponent - 18];
	return (unsigned __int128)powers[18] * powers[18] * 10;
}

static enum rounding_rest
rest_of(unsigned __int128 remainder, unsigned __int128 divisor)
{
	unsigned __int128 missing = divisor - remainder;

	if (remainder == 0)
		return REST_NONE;
	if (remainder == missing)
		return REST_HALF;
	return remainder > missing ? REST_ABOVE_HALF : REST_BELOW_HALF;
}

static mp_size_t
limbs_trim(const mp_limb_t *limbs, mp_size_t count)
{
	while (count > 0 && limbs[count - 1] == 0)
		count--;
	return count;
}

/* limbs *= factor, in place; there is room for two more limbs. */
static mp_size_t
limbs_multiply(mp_limb_t *limbs, mp_size_t count, unsigned __int128 factor)
{
	mp_limb_t by[2] = { (mp_limb_t)factor, (mp_limb_t)(factor >> 64) };
	mp_limb_t product[LIMBS_OVER];

	if (by[1] == 0) {
		limbs[count] = mpn_mul_1(limbs, limbs, count, by[0]);
		return limbs_trim(limbs, count + 1);
	}
	if (count >= 2)
		(void)mpn_mul(product, limbs, count, by, 2);
	else
		(void)mpn_mul(product, by, 2, limbs, count);
	mpn_copyi(limbs, product, count + 2);
	return limbs_trim(limbs, count + 2);
}

static enum rounding_rest
limbs_rest(const mp_limb_t *remainder, const mp_limb_t *divisor,
    mp_size_t count)
{
	mp_limb_t missing[LIMBS_UNDER];
	int order;

	if (limbs_trim(remainder, count) == 0)
		return REST_NONE;
	(void)mpn_sub_n(missing, divisor, remainder, count);
	order = mpn_cmp(remainder, missing, count);
	if (order == 0)
		return REST_HALF;
	return order > 0 ? REST_ABOVE_HALF : REST_BELOW_HALF;
}

/* The same for products of more than 128 bits. */
static bool
limbs_quotient(unsigned __int128 *quotient, enum rounding_rest *rest,
    const unsigned __int128 over[3], const unsigned __int128 under[2])
{
	mp_limb_t top[LIMBS_OVER] = { 1 }, bottom[LIMBS_UNDER] = { 1 };
	mp_limb_t result[LIMBS_OVER] = { 0 }, remainder[LIMBS_UNDER];
	mp_size_t top_count = 1, bottom_count = 1, count;

	for (int i = 0; i < 3; i++)
		if (over[i] != 1)
			top_count = limbs_multiply(top, top_count, over[i]);
	for (int i = 0; i < 2; i++)
		if (under[i] != 1)
			bottom_count = limbs_multiply(bottom, bottom_count,
			    under[i]);
	if (top_count < bottom_count)
		top_count = bottom_count;
	mpn_tdiv_qr(result, remainder, 0, top, top_count, bottom,
	    bottom_count);
	count = limbs_trim(result, top_count - bottom_count + 1);
	if (count > 2 || (count == 2 && result[1] >> 63 != 0))
		return false;
	*quotient = (unsigned __int128)result[1] << 64 | result[0];
	*rest = limbs_rest(remainder, bottom, bottom_count);
	return true;
}

bool
wide_quotient(unsigned __int128 *quotient, enum rounding_rest *rest,
    const unsigned __int128 over[3], const unsigned __int128 under[2])
{
	unsigned __int128 top, bottom, result, remainder;

	ENSURE(under[0] != 0 && under[1] != 0);
	if (over[0] == 0 || over[1] == 0 || over[2] == 0) {
		*quotient = 0;
		*rest = REST_NONE;
		return true;
	}
	if (__builtin_mul_overflow(over[0], over[1], &top) ||
	    __builtin_mul_overflow(top, over[2], &top) ||
	    __builtin_mul_overflow(under[0], under[1], &bottom))
		return limbs_quotient(quotient, rest, over, under);
	if (top >> 64 == 0 && bottom >> 64 == 0) {
		result = (uint64_t)top / (uint64_t)bottom;
		remainder = (uint64_t)top % (uint64_t)bottom;
	} else {
		result = top / bottom;
		remainder = top - result * bottom;
	}
	if (result >> 127 != 0)
		return false;
	*quotient = result;
	*rest = rest_of(remainder, bottom);
	return true;
}
