/*
 * slice.h - some bytes of a text which somebody else owns
 *
 * A slice is a pointer and a length, passed by value.  It is valid as long as
 * the text it points into; nothing here allocates or can fail.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *text;
	size_t length;
};

/* For printf: "%.*s", SLICE_PRINT(slice). */
#define SLICE_PRINT(slice) (int)(slice).length, (slice).text

/* A slice of a string literal, usable in initialisers. */
#define SLICE(literal) { (literal), sizeof(literal) - 1 }

static inline struct slice
slice_of(const char *string)
{
	return (struct slice){ string, strlen(string) };
}

static inline struct slice
slice_from(const char *text, size_t length)
{
	return (struct slice){ text, length };
}

static inline bool
slice_is_empty(struct slice slice)
{
	return slice.length == 0;
}

static inline bool
slice_equal(struct slice one, struct slice other)
{
	return one.length == other.length &&
	    (one.length == 0 || memcmp(one.text, other.text, one.length) == 0);
}

static inline bool
slice_is(struct slice slice, const char *string)
{
	return slice_equal(slice, slice_of(string));
}

/* Byte order: less than, equal to or greater than 0. */
int slice_compare(struct slice one, struct slice other);

bool slice_starts_with(struct slice slice, struct slice prefix);

/* The index of the first byte which is the character, or the length. */
size_t slice_find(struct slice slice, char character);

/* Without blanks (space and tab) at both ends. */
struct slice slice_trim(struct slice slice);

/*
 * Cut the part before the first separator off *rest and give it; without
 * a separator, all of *rest, which is then empty.
 */
struct slice slice_cut(struct slice *rest, char separator);

/* Is it well-formed UTF-8 (no surrogates, no overlong forms)? */
bool slice_is_utf8(struct slice slice);

#endif
