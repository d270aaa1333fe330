/*
 * clock.h - how long a service took, and until when it may take
 *
 * A clock runs in the working time of a calendar from its start to its stop,
 * but not while it is paused.  Pauses are instants: they are united, so that
 * time which two of them share is left out once, and only what they cover of
 * open time counts.
 */
#ifndef VALUE_CLOCK_H
#define VALUE_CLOCK_H

#include "value/working_time.h"

/* Pauses of one clock, used again for the next after clock_clear. */
struct clock_pauses {
	struct working_span *spans;	/* by clock_pause: ascending, apart */
	size_t count;
	size_t capacity;
};

/* In any order; to may be INSTANT_NONE: not yet ended. */
bool clock_pause(struct clock_pauses *pauses, struct instant from,
    struct instant to, struct error *error);
void clock_clear(struct clock_pauses *pauses);
void clock_release(struct clock_pauses *pauses);

/* Open seconds from start to stop, without the pauses. */
bool clock_elapsed(int64_t *seconds, struct working_time *working,
    struct instant start, struct instant stop,
    const struct clock_pauses *pauses, struct error *error);

/*
 * The earliest instant at which the clock shows so many seconds; a warning is
 * the deadline of less.  INSTANT_NONE while a pause before it has no end.
 */
bool clock_deadline(struct instant *out, struct working_time *working,
    struct instant start, int64_t seconds,
    const struct clock_pauses *pauses, struct error *error);

#endif
