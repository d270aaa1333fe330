/*
 * event_activity.h - what there is to say of each activity, or each resource
 *
 * How often it is done, where it begins and ends cases, how often it is done
 * again, how long cases wait for it and how long it takes.  The same can be
 * asked of the resources, of which one is not known.
 */
#ifndef DOMAIN_EVENT_ACTIVITY_H
#define DOMAIN_EVENT_ACTIVITY_H

#include "domain/event_log.h"
#include "domain/spread.h"
#include "value/working_time.h"

struct event_activity {
	struct slice name;		/* once they are sorted */
	uint64_t events;
	uint64_t cases;
	uint64_t begins;
	uint64_t ends;
	uint64_t reworked;		/* cases which have it twice or more */
	uint64_t self_loops;
	uint64_t most;			/* events of one case */
	uint64_t here;			/* events of the case at hand */
	uint32_t trace;			/* that case, + 1 */
	struct spread waiting;		/* since the end of the event before */
	__int128 service;
};

enum event_activity_order {
	EVENT_ACTIVITY_BY_EVENTS,
	EVENT_ACTIVITY_BY_REWORK,	/* repetitions */
	EVENT_ACTIVITY_BY_WAITING	/* in all */
};

struct event_activities {
	const struct event_log *log;
	bool resources;			/* ask of them instead */
	struct working_time *working;	/* NULL: by the clock on the wall */
	struct event_activity *items;	/* by number, until they are sorted */
	size_t count;
	size_t capacity;
	uint64_t events;
	uint64_t cases;
	__int128 waiting;
};

bool event_activities_add(struct event_activities *activities,
    const struct trace *trace, struct error *error);

/* Most first, equal ones by name; nothing is added after it. */
void event_activities_sort(struct event_activities *activities,
    enum event_activity_order order);

static inline uint64_t
event_activity_repetitions(const struct event_activity *activity)
{
	return activity->events - activity->cases;
}

void event_activities_release(struct event_activities *activities);

#endif
