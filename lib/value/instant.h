/*
 * instant.h - points in time, in UTC, to the second
 */
#ifndef VALUE_INSTANT_H
#define VALUE_INSTANT_H

#include "value/date.h"

struct instant {
	int64_t seconds;	/* since 1970-01-01T00:00:00Z */
};

#define INSTANT_NONE ((struct instant){ INT64_MIN })

enum { INSTANT_TEXT_MAX = 21 };

/* "2026-10-31T23:59:59Z". */
bool instant_parse(struct instant *out, struct slice text,
    struct error *error);
/* The same, and nothing is said of what is none. */
bool instant_read(struct instant *out, struct slice text);
size_t instant_format(char buffer[INSTANT_TEXT_MAX], struct instant instant);
struct date instant_date(struct instant instant);

/*
 * Now, or what OPS_TODAY (a date or an instant) says; a wrong OPS_TODAY is an
 * error of usage.
 */
bool instant_now(struct instant *out, struct error *error);

#endif
