#include "base/slice.h"

#include <stdint.h>

int
slice_compare(struct slice one, struct slice other)
{
	size_t shorter = one.length < other.length ? one.length : other.length;
	int order = shorter > 0 ? memcmp(one.text, other.text, shorter) : 0;

	if (order != 0)
		return order;
	return (one.length > other.length) - (one.length < other.length);
}

bool
slice_starts_with(struct slice slice, struct slice prefix)
{
	return slice.length >= prefix.length &&
	    slice_equal(slice_from(slice.text, prefix.length), prefix);
}

size_t
slice_find(struct slice slice, char character)
{
	const char *found = slice.length > 0 ?
	    memchr(slice.text, character, slice.length) : NULL;

	return found != NULL ? (size_t)(found - slice.text) : slice.length;
}

struct slice
slice_trim(struct slice slice)
{
	while (slice.length > 0 &&
	    (*slice.text == ' ' || *slice.text == '\t')) {
		slice.text++;
		slice.length--;
	}
	while (slice.length > 0 && (slice.text[slice.length - 1] == ' ' ||
	    slice.text[slice.length - 1] == '\t'))
		slice.length--;
	return slice;
}

struct slice
slice_cut(struct slice *rest, char separator)
{
	size_t at = slice_find(*rest, separator);
	struct slice part = slice_from(rest->text, at);
	size_t skip = at < rest->length ? at + 1 : at;

	rest->text += skip;
	rest->length -= skip;
	return part;
}

/*
 * The length of the well-formed sequence at bytes, 0 if there is none.  The
 * ranges are those of table 3-7 of the Unicode Standard.
 */
static size_t
utf8_sequence(const unsigned char *bytes, size_t left)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t length;

	if (bytes[0] < 0x80)
		return 1;
	if (bytes[0] >= 0xc2 && bytes[0] <= 0xdf)
		length = 2;
	else if (bytes[0] >= 0xe0 && bytes[0] <= 0xef)
		length = 3;
	else if (bytes[0] >= 0xf0 && bytes[0] <= 0xf4)
		length = 4;
	else
		return 0;
	if (bytes[0] == 0xe0)
		low = 0xa0;
	else if (bytes[0] == 0xed)
		high = 0x9f;
	else if (bytes[0] == 0xf0)
		low = 0x90;
	else if (bytes[0] == 0xf4)
		high = 0x8f;
	if (left < length || bytes[1] < low || bytes[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if (bytes[i] < 0x80 || bytes[i] > 0xbf)
			return 0;
	return length;
}

bool
slice_is_utf8(struct slice slice)
{
	const unsigned char *bytes = (const unsigned char *)slice.text;
	size_t at = 0;

	while (at < slice.length) {
		uint64_t word;
		size_t length;

		if (slice.length - at >= sizeof(word)) {
			memcpy(&word, bytes + at, sizeof(word));
			if ((word & UINT64_C(0x8080808080808080)) == 0) {
				at += sizeof(word);
				continue;
			}
		}
		length = utf8_sequence(bytes + at, slice.length - at);
		if (length == 0)
			return false;
		at += length;
	}
	return true;
}
