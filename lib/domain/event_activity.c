#include "domain/event_activity.h"

#include <stdlib.h>

#include "base/memory.h"
#include "domain/event_case.h"

static struct event_activity *
find(struct event_activities *activities, uint32_t number)
{
	while (number >= activities->count) {
		activities->items = memory_grow(activities->items,
		    &activities->capacity, activities->count,
		    sizeof(*activities->items));
		activities->items[activities->count++] =
		    (struct event_activity){ 0 };
	}
	return &activities->items[number];
}

static void
count(struct event_activity *activity, uint32_t trace)
{
	if (activity->trace != trace + 1) {
		activity->trace = trace + 1;
		activity->here = 0;
		activity->cases++;
	}
	activity->here++;
	activity->events++;
	activity->reworked += activity->here == 2;
	if (activity->here > activity->most)
		activity->most = activity->here;
}

static bool
time_event(struct event_activities *activities,
    struct event_activity *activity, const struct event *event, bool first,
    struct error *error)
{
	int64_t waiting = 0, service;

	if (!event_case_between(&service, activities->working, event->begin,
	    event->end, error) || (!first && !event_case_between(&waiting,
	    activities->working, event[-1].end, event->begin, error)))
		return event_log_locate(activities->log, event, error);
	activity->service += service;
	if (!first)
		spread_add(&activity->waiting, waiting);
	activities->waiting += waiting;
	return true;
}

static uint32_t
number_of(const struct event_activities *activities,
    const struct event *event)
{
	return activities->resources ? event->resource : event->activity;
}

bool
event_activities_add(struct event_activities *activities,
    const struct trace *trace, struct error *error)
{
	const struct event *events = trace->events;
	size_t last = trace->count - 1;

	for (size_t i = 0; i <= last; i++) {
		uint32_t number = number_of(activities, &events[i]);
		struct event_activity *activity = find(activities, number);

		count(activity, trace->number);
		activity->begins += i == 0;
		activity->ends += i == last;
		activity->self_loops += i > 0 &&
		    number == number_of(activities, &events[i - 1]);
		if (!time_event(activities, activity, &events[i], i == 0,
		    error))
			return false;
	}
	activities->events += trace->count;
	activities->cases++;
	return true;
}

static int
by_name(const struct event_activity *one, const struct event_activity *other)
{
	return slice_compare(one->name, other->name);
}

static int
by_events(const void *one, const void *other)
{
	const struct event_activity *a = one, *b = other;

	if (a->events != b->events)
		return a->events > b->events ? -1 : 1;
	return by_name(a, b);
}

static int
by_rework(const void *one, const void *other)
{
	const struct event_activity *a = one, *b = other;
	uint64_t first = event_activity_repetitions(a);
	uint64_t second = event_activity_repetitions(b);

	if (first != second)
		return first > second ? -1 : 1;
	return by_name(a, b);
}

static int
by_waiting(const void *one, const void *other)
{
	const struct event_activity *a = one, *b = other;

	if (a->waiting.total != b->waiting.total)
		return a->waiting.total > b->waiting.total ? -1 : 1;
	return by_name(a, b);
}

void
event_activities_sort(struct event_activities *activities,
    enum event_activity_order order)
{
	static int (*const orders[])(const void *, const void *) = {
		by_events, by_rework, by_waiting
	};

	for (size_t i = 0; i < activities->count; i++)
		activities->items[i].name = activities->resources ?
		    event_log_resource(activities->log, (uint32_t)i) :
		    event_log_activity(activities->log, (uint32_t)i);
	if (activities->count > 0)
		qsort(activities->items, activities->count,
		    sizeof(*activities->items), orders[order]);
}

void
event_activities_release(struct event_activities *activities)
{
	for (size_t i = 0; i < activities->count; i++)
		spread_release(&activities->items[i].waiting);
	memory_free(activities->items);
}
