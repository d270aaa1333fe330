/*
 * event_step.h - what follows what: activities, or who works after whom
 *
 * A step is two events of a case of which one directly follows the other.
 * Steps between the same two activities, or resources, are counted together
 * with the times between them.
 */
#ifndef DOMAIN_EVENT_STEP_H
#define DOMAIN_EVENT_STEP_H

#include "domain/event_log.h"
#include "domain/spread.h"
#include "value/working_time.h"

/* Before the first event of a case, and after its last. */
#define EVENT_STEP_NONE UINT32_MAX

struct event_step {
	uint32_t source;
	uint32_t target;
	uint64_t count;
	uint64_t cases;
	uint32_t trace;			/* the last one counted, + 1 */
	struct spread times;		/* none of those at either end */
};

struct event_steps {
	const struct event_log *log;
	bool resources;			/* hand-overs: of resources which are
					   known and not the same */
	bool same;			/* count the same resource, too */
	bool ends;			/* count first and last events */
	struct working_time *working;	/* NULL: by the clock on the wall */
	struct table pairs;
	struct event_step *items;
	size_t capacity;
	uint64_t count;			/* of all steps */
};

bool event_steps_add(struct event_steps *steps, const struct trace *trace,
    struct error *error);

/* The commonest first, equally common ones by their names. */
void event_steps_sort(struct event_steps *steps);

/* The name of a source or target; empty is EVENT_STEP_NONE. */
struct slice event_steps_name(const struct event_steps *steps,
    uint32_t number);

void event_steps_release(struct event_steps *steps);

#endif
