/*
 * currency_table.h - the table which the build makes from share/currency.csv
 *
 * Only currency.c and the generated table include it.  Row 0 is no currency.
 */
#ifndef VALUE_CURRENCY_TABLE_H
#define VALUE_CURRENCY_TABLE_H

#include <stdint.h>

#include "value/currency.h"

enum {
	CURRENCY_LETTERS = 26,
	CURRENCY_CODES = CURRENCY_LETTERS * CURRENCY_LETTERS *
	    CURRENCY_LETTERS
};

struct currency_row {
	char code[CURRENCY_CODE_LENGTH + 1];
	uint8_t exponent;
	int32_t valid_from;	/* days since 1970-01-01; INT32_MIN: ever */
	int32_t valid_to;	/* first day after; INT32_MAX: no end */
	const char *name;
};

extern const struct currency_row currency_rows[];
extern const unsigned currency_row_count;	/* with row 0 */

/* The row of the code whose letters are the digits in base 26. */
extern const uint8_t currency_row_of_code[CURRENCY_CODES];

#endif
