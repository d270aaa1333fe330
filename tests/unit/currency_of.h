/* currency_of.h - the currency of a code which is right */
#ifndef TESTS_UNIT_CURRENCY_OF_H
#define TESTS_UNIT_CURRENCY_OF_H

#include "value/currency.h"

static inline struct currency
currency_of(const char *code)
{
	struct currency out = CURRENCY_NONE;
	struct error ignored = { 0 };

	(void)currency_parse(&out, slice_of(code), &ignored);
	return out;
}

#endif
