/*
 * timestamp.h - times as the logs of other systems write them
 *
 * A timestamp is a whole number of microseconds since 1970-01-01T00:00:00Z.
 * Logs write days in three orders, with or without seconds, parts of a second
 * and an offset; which order it is, is said and never guessed.  Nothing here
 * allocates.
 */
#ifndef VALUE_TIMESTAMP_H
#define VALUE_TIMESTAMP_H

#include "value/zone.h"

#define TIMESTAMP_SECOND INT64_C(1000000)
#define TIMESTAMP_NONE INT64_MIN

enum timestamp_order {
	TIMESTAMP_YMD,		/* 2026-10-31T23:59:59.999+01:00 */
	TIMESTAMP_DMY,		/* 31/10/2026 23:59 */
	TIMESTAMP_MDY,		/* 10/31/2026 23:59:59 */
	TIMESTAMP_SECONDS,	/* since 1970 in UTC */
	TIMESTAMP_MILLISECONDS
};

struct timestamp_form {
	enum timestamp_order order;
	const struct zone *zone;	/* of local times; NULL is UTC */
	bool lenient;			/* as in zone_time_parse */
};

/*
 * The parts of the day are separated by "-", "/" or ".", all by the same;
 * month, day and hour may have one digit, the year has four.  After "T" or a
 * blank come hours and minutes, then perhaps seconds and decimals, of which
 * those after the sixth are cut off, then perhaps "Z", "+HH:MM", "+HHMM" or
 * "+HH".  A day alone is its midnight.  In UTC it is in the years 0001 to 9999.
 */
bool timestamp_parse(int64_t *out, const struct timestamp_form *form,
    struct slice text, struct error *error);

/* The second in which it is. */
struct instant timestamp_instant(int64_t timestamp);

#endif
