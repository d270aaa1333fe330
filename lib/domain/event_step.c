#include "domain/event_step.h"

#include <stdlib.h>

#include "base/memory.h"
#include "domain/event_case.h"

static struct event_step *
find(struct event_steps *steps, uint32_t source, uint32_t target)
{
	const uint32_t pair[2] = { source, target };
	bool added;
	size_t number = table_put(&steps->pairs,
	    slice_from((const char *)pair, sizeof(pair)), &added);

	if (added) {
		steps->items = memory_grow(steps->items, &steps->capacity,
		    number, sizeof(*steps->items));
		steps->items[number] = (struct event_step){
		    .source = source, .target = target };
	}
	return &steps->items[number];
}

static struct event_step *
count(struct event_steps *steps, uint32_t source, uint32_t target,
    uint32_t trace)
{
	struct event_step *step = find(steps, source, target);

	steps->count++;
	step->count++;
	step->cases += step->trace != trace + 1;
	step->trace = trace + 1;
	return step;
}

static bool
counts(const struct event_steps *steps, uint32_t source, uint32_t target)
{
	return !steps->resources || (source != 0 && target != 0 &&
	    (steps->same || source != target));
}

static uint32_t
number_of(const struct event_steps *steps, const struct event *event)
{
	return steps->resources ? event->resource : event->activity;
}

bool
event_steps_add(struct event_steps *steps, const struct trace *trace,
    struct error *error)
{
	const struct event *events = trace->events;

	if (steps->ends)
		(void)count(steps, EVENT_STEP_NONE,
		    number_of(steps, &events[0]), trace->number);
	for (size_t i = 1; i < trace->count; i++) {
		uint32_t source = number_of(steps, &events[i - 1]);
		uint32_t target = number_of(steps, &events[i]);
		int64_t time;

		if (!counts(steps, source, target))
			continue;
		if (!event_case_between(&time, steps->working,
		    events[i - 1].end, events[i].begin, error))
			return event_log_locate(steps->log, &events[i],
			    error);
		spread_add(&count(steps, source, target,
		    trace->number)->times, time);
	}
	if (steps->ends)
		(void)count(steps, number_of(steps,
		    &events[trace->count - 1]), EVENT_STEP_NONE,
		    trace->number);
	return true;
}

struct slice
event_steps_name(const struct event_steps *steps, uint32_t number)
{
	const struct event_log *log = steps->log;

	if (number == EVENT_STEP_NONE)
		return slice_of("");
	return steps->resources ? event_log_resource(log, number) :
	    event_log_activity(log, number);
}

/* What qsort compares: names are looked up before. */
struct named {
	struct event_step step;
	struct slice source;
	struct slice target;
};

static int
compare(const void *one, const void *other)
{
	const struct named *a = one, *b = other;
	int order;

	if (a->step.count != b->step.count)
		return a->step.count > b->step.count ? -1 : 1;
	order = slice_compare(a->source, b->source);
	return order != 0 ? order : slice_compare(a->target, b->target);
}

void
event_steps_sort(struct event_steps *steps)
{
	size_t number = steps->pairs.count;
	struct named *named = memory_resize(NULL, number + 1,
	    sizeof(*named));

	for (size_t i = 0; i < number; i++)
		named[i] = (struct named){ .step = steps->items[i],
		    .source = event_steps_name(steps, steps->items[i].source),
		    .target = event_steps_name(steps,
		    steps->items[i].target) };
	if (number > 0)
		qsort(named, number, sizeof(*named), compare);
	for (size_t i = 0; i < number; i++)
		steps->items[i] = named[i].step;
	memory_free(named);
}

void
event_steps_release(struct event_steps *steps)
{
	for (size_t i = 0; i < steps->pairs.count; i++)
		spread_release(&steps->items[i].times);
	table_release(&steps->pairs);
	memory_free(steps->items);
}
