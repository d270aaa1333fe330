/* Digits are those which printf gives. */
#include "base/digits.h"

#include <stdbool.h>

#include "../tap.h"

enum { TEXT_MAX = 48 };

static bool
as_printf(uint64_t value, unsigned at_least)
{
	char expected[TEXT_MAX], got[TEXT_MAX], *end = got + sizeof(got);
	char *start = digits_put(end, value, at_least);
	int length = snprintf(expected, sizeof(expected), "%0*llu",
	    (int)at_least, (unsigned long long)value);

	return end - start == length &&
	    memcmp(start, expected, (size_t)length) == 0;
}

int
main(void)
{
	uint64_t power = 1;
	char end[1];
	bool right = true;

	tap_begin();
	for (uint64_t value = 0; value <= 123456; value++)
		right = right && as_printf(value, 1 + value % 8);
	tap_ok(right, "small numbers, with zeros in front");
	for (unsigned i = 0; i < 20; i++, power *= 10)
		right = right && as_printf(power, 1) &&
		    as_printf(power - 1, 1) && as_printf(power + 1, 25);
	tap_ok(right && as_printf(UINT64_MAX, 1), "powers of ten, the most");
	tap_ok(digits_put(end, 0, 0) == end, "0 has no digits of its own");
	return tap_end();
}
