/*
 * wide.h - quotients of products, computed in full width
 *
 * What money and decimals are rounded from: a product of up to three factors
 * over a product of up to two, none of which is cut before the division.
 * For the files of this folder.  Nothing allocates.
 */
#ifndef VALUE_WIDE_H
#define VALUE_WIDE_H

#include <stdbool.h>

#include "value/rounding.h"

/* Powers of ten from 10^0 to 10^WIDE_POWER_MAX. */
enum { WIDE_POWER_MAX = 37 };
unsigned __int128 wide_power(unsigned exponent);

/*
 * *quotient is over[0] * over[1] * over[2] / (under[0] * under[1]), cut
 * toward zero, and *rest what the cut left over.  False if the quotient does
 * not fit in 127 bits.  The divisors are not zero.
 */
bool wide_quotient(unsigned __int128 *quotient, enum rounding_rest *rest,
    const unsigned __int128 over[3], const unsigned __int128 under[2]);

#endif
