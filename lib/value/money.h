/*
 * money.h - exact amounts of one currency
 *
 * An amount is a whole number of minor units (cents, yen) and its currency.
 * Nothing here uses floating point, and whatever can lose a fraction takes
 * the rounding rule as an argument.  Amounts are small values: pass them by
 * value.  No function allocates.  Functions which fail leave *out as it was.
 */
#ifndef VALUE_MONEY_H
#define VALUE_MONEY_H

#include "value/currency.h"
#include "value/decimal.h"
#include "value/fraction.h"

struct money {
	int64_t units;		/* minor units of the currency */
	struct currency currency;
};

enum { MONEY_TEXT_MAX = 26 };

/*
 * Decimal text of at most the currency's exponent of places: "12.345" of USD
 * is an error (too many decimals), "12.3" is 12.30.
 */
bool money_parse(struct money *out, struct slice text,
    struct currency currency, struct error *error);

/* Always with all places of the exponent: "-0.05"; gives the length. */
size_t money_format(char buffer[MONEY_TEXT_MAX], struct money amount);

bool money_from_decimal(struct money *out, struct decimal value,
    struct currency currency, enum rounding rounding, struct error *error);
struct decimal money_to_decimal(struct money amount);
void money_to_fraction(struct fraction *out, struct money amount);

/* Different currencies or overflow are errors. */
bool money_add(struct money *out, struct money one, struct money other,
    struct error *error);
bool money_subtract(struct money *out, struct money one, struct money other,
    struct error *error);
bool money_negate(struct money *out, struct money amount,
    struct error *error);

/* The amount times a factor, rounded to minor units. */
bool money_scale(struct money *out, struct money amount,
    struct decimal factor, enum rounding rounding, struct error *error);

/*
 * Share amount out by weight so that the shares sum to it exactly.  Leftover
 * units go to the largest remainders, ties to the earlier share.  Weights are
 * not negative and not all zero.  shares and weights have count elements.
 */
bool money_split(struct money shares[], const int64_t weights[],
    size_t count, struct money amount, struct error *error);

#endif
