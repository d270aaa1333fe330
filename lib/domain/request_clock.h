/*
 * request_clock.h - how long a request has taken, and until when it may
 *
 * A clock is given the events of one request in their order.  Time in a state
 * in which somebody else is waited for does not count, nor does time between
 * a resolution and a reopening (lifecycle.h says what the clock does in each
 * state).  Then it measures the request against an agreement:
 *
 *	respond   from the opening until something is first said to the
 *	          client: respond, update, wait-client, or the end;
 *	update    from what was last said until the next time, while open;
 *	resolve   from the opening until the request is resolved or cancelled.
 *
 * The clock may be used for one request after the other.
 */
#ifndef DOMAIN_REQUEST_CLOCK_H
#define DOMAIN_REQUEST_CLOCK_H

#include "domain/agreement_book.h"
#include "domain/lifecycle.h"
#include "schema/request_event.h"
#include "value/clock.h"

struct request_clock {
	const struct lifecycle *lifecycle;
	struct clock_pauses pauses;
	struct instant opened;
	struct instant responded;	/* or none */
	struct instant said;		/* to the client at last */
	struct instant stopped;		/* none while it is open */
	struct instant paused;		/* since when; none while it runs */
	bool waiting;			/* it is paused, and not stopped */
	int64_t reopened;
	int64_t touches;		/* steps by hand */
	int64_t satisfaction;		/* last answer; 0: none */
	int64_t levels[AGREEMENT_TARGETS];	/* escalated to; 0: not */
};

void request_clock_begin(struct request_clock *clock,
    const struct lifecycle *lifecycle);
bool request_clock_add(struct request_clock *clock,
    const struct request_event *event, struct error *error);
/* All events were given. */
bool request_clock_end(struct request_clock *clock, struct error *error);
void request_clock_release(struct request_clock *clock);

/* A request against one target. */
struct request_measure {
	struct instant started;
	struct instant deadline;	/* none while a pause has no end */
	struct instant warning;
	int64_t elapsed;
	int64_t remaining;		/* below zero: late */
	bool done;			/* the clock of this target stopped */
	bool paused;
	int level;			/* 1: warned, 2: late, 3: very late */
};

/* *applies is false where nothing is left to be measured (an update). */
bool request_clock_measure(struct request_measure *out, bool *applies,
    struct request_clock *clock, const struct agreement *agreement,
    struct instant now, struct error *error);

#endif
