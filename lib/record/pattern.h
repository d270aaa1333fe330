/*
 * pattern.h - the patterns of fields
 *
 * A pattern is a PCRE2 expression which must match the whole text; it is
 * compiled once, at its first use, and lives as long as the program.
 * Patterns which only list words (yes|no) are compared without PCRE2.
 */
#ifndef RECORD_PATTERN_H
#define RECORD_PATTERN_H

#include <stdbool.h>

#include "base/slice.h"

struct pattern;

/* NULL if the expression is wrong. */
struct pattern *pattern_new(const char *expression);
void pattern_free(struct pattern *pattern);	/* NULL is allowed */

bool pattern_matches(const struct pattern *pattern, struct slice text);

#endif
