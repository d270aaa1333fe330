/*
 * measure.h - requests with their clocks, one after the other
 *
 * What is due, what is escalated and what indicators are made of is all
 * measured from the same walk over requests and their events.
 */
#ifndef OPS_REQUEST_MEASURE_H
#define OPS_REQUEST_MEASURE_H

#include "cli/program.h"
#include "domain/request_clock.h"
#include "store/request_read.h"

struct measure {
	struct store *store;
	struct calendar_book calendars;
	struct agreement_book agreements;
	struct lifecycle *lifecycle;
	struct request_clock clock;
	struct instant now;
};

/* Release it also after a failure. */
bool measure_init(struct measure *measure, struct store *store,
    struct error *error);
void measure_release(struct measure *measure);

/*
 * Take every request of the wish by number, with its clock: the request and
 * the clock are those of the measure until the next.
 */
bool measure_each(struct measure *measure, const struct request_wish *wish,
    bool (*take)(void *context, struct measure *measure,
    const struct request *request, struct error *error), void *context,
    struct error *error);

/* What was agreed for the request when it was opened; NULL: nothing. */
const struct agreement *measure_agreed(struct measure *measure,
    enum agreement_target target, const struct request *request);

#endif
