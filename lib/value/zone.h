/*
 * zone.h - time zones: local time of an instant, and the instant of a local
 *
 * A zone is read from the bytes of a TZif file (RFC 8536, version 2 or later),
 * the form in which the time zone database of IANA is installed.  Its table of
 * changes is followed by a rule for the years after it (POSIX TZ), which is
 * applied for as long as one asks.  Files which count leap seconds are
 * refused: a day of ours has 86,400 seconds wherever the clock is not changed.
 *
 * A local time is the number of seconds which the local clock shows since
 * 1970-01-01T00:00:00 of that clock.  A zone never changes after zone_parse
 * and lives as long as its arena.
 */
#ifndef VALUE_ZONE_H
#define VALUE_ZONE_H

#include "base/arena.h"
#include "value/instant.h"

struct zone;

bool zone_parse(struct zone **out, struct arena *arena, struct slice bytes,
    struct error *error);

/* Seconds which the local clock is ahead of UTC. */
int32_t zone_offset(const struct zone *zone, struct instant instant);

/*
 * The first change of the clock after the instant, and the offset from then
 * on; false if there is none.
 */
bool zone_next(struct instant *when, int32_t *offset,
    const struct zone *zone, struct instant after);

int64_t zone_local(const struct zone *zone, struct instant instant);

/* How often the clock shows a local time: not when it was put forward. */
enum zone_fit {
	ZONE_ONCE,
	ZONE_TWICE,
	ZONE_NEVER
};

/*
 * A local time which comes twice is the first.  One which does not exist moves
 * forward by what the clock was put forward (RFC 5545, 3.3.5).
 */
enum zone_fit zone_find(struct instant *out, const struct zone *zone,
    int64_t local);
struct instant zone_instant(const struct zone *zone, int64_t local);

/*
 * "2026-10-25T01:15:00" is local; "...Z" and "...+01:00" say themselves what
 * they are.  A local time which comes twice or never is an error, unless
 * lenient: then it is as zone_instant has it.
 */
bool zone_time_parse(struct instant *out, const struct zone *zone,
    struct slice text, bool lenient, struct error *error);

#endif
