/*
 * currency.h - the currencies of ISO 4217
 *
 * A currency is a number into the table which the build makes from
 * share/currency.csv (code, number, exponent, validity).  0 is no currency.
 */
#ifndef VALUE_CURRENCY_H
#define VALUE_CURRENCY_H

#include "base/error.h"
#include "base/slice.h"
#include "value/date.h"

enum { CURRENCY_CODE_LENGTH = 3 };

struct currency {
	uint16_t number;
};

#define CURRENCY_NONE ((struct currency){ 0 })

/* The three-letter code, in capitals; an unknown code is an error. */
bool currency_parse(struct currency *out, struct slice code,
    struct error *error);

/* "USD"; "" for no currency.  Static. */
const char *currency_code(struct currency currency);
const char *currency_name(struct currency currency);

/* Decimal places of the minor unit: USD 2, JPY 0, KWD 3. */
unsigned currency_exponent(struct currency currency);

/* Is it in use on the day? A withdrawn code is not, after its last day. */
bool currency_in_use(struct currency currency, struct date day);

/* How many there are; numbers run from 1 to this. */
unsigned currency_count(void);

static inline bool
currency_equal(struct currency one, struct currency other)
{
	return one.number == other.number;
}

#endif
