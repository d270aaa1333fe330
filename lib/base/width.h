/*
 * width.h - how many columns of a terminal a text takes
 */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include "base/slice.h"

/*
 * Columns of well-formed UTF-8: 2 for the wide and full-width characters of
 * East Asian scripts (Unicode Standard Annex 11), 0 for combining marks and
 * control characters, else 1.
 */
size_t width_of(struct slice text);

/* The longest beginning which takes at most so many columns. */
struct slice width_cut(struct slice text, size_t columns);

#endif
