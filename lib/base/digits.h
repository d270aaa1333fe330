/*
 * digits.h - the decimal digits of a number
 *
 * Two at a time, since a division costs more than all else.
 */
#ifndef BASE_DIGITS_H
#define BASE_DIGITS_H

#include <stdint.h>
#include <string.h>

static inline void
digits_put_two(char *at, unsigned value)
{
	static const char pairs[] =
	    "00010203040506070809101112131415161718192021222324"
	    "25262728293031323334353637383940414243444546474849"
	    "50515253545556575859606162636465666768697071727374"
	    "75767778798081828384858687888990919293949596979899";

	memcpy(at, pairs + (size_t)value * 2, 2);
}

/*
 * Write the value before end, with zeros in front up to at_least digits;
 * gives where it begins.  Nothing for 0 unless digits are asked for.
 */
static inline char *
digits_put(char *end, uint64_t value, unsigned at_least)
{
	char *stop = end - at_least;

	while (value >= 100) {
		digits_put_two(end -= 2, (unsigned)(value % 100));
		value /= 100;
	}
	if (value >= 10)
		digits_put_two(end -= 2, (unsigned)value);
	else if (value > 0)
		*--end = (char)('0' + value);
	while (end > stop)
		*--end = '0';
	return end;
}

#endif
