#include "domain/event_case.h"

#include <stdio.h>

#include "base/memory.h"

enum { NAMES_SEPARATOR = '\x1f' };	/* the unit separator of ASCII */

bool
event_case_is_new(struct event_case_seen *seen, uint32_t name,
    uint32_t trace)
{
	while (name >= seen->capacity) {
		size_t before = seen->capacity;

		seen->traces = memory_grow(seen->traces, &seen->capacity,
		    before, sizeof(*seen->traces));
		memset(seen->traces + before, 0, (seen->capacity - before) *
		    sizeof(*seen->traces));
	}
	if (seen->traces[name] == trace + 1)
		return false;
	seen->traces[name] = trace + 1;
	return true;
}

uint64_t
event_case_digest(struct text *names, const struct event_log *log,
    const struct trace *trace)
{
	text_clear(names);
	for (size_t i = 0; i < trace->count; i++) {
		text_add(names, event_log_activity(log,
		    trace->events[i].activity));
		text_add_character(names, NAMES_SEPARATOR);
	}
	return table_hash(text_slice(names));
}

void
event_case_variant(char out[EVENT_CASE_VARIANT_MAX], uint64_t digest)
{
	(void)snprintf(out, EVENT_CASE_VARIANT_MAX, "%016llx",
	    (unsigned long long)digest);
}

bool
event_case_between(int64_t *out, struct working_time *working, int64_t from,
    int64_t until, struct error *error)
{
	if (until <= from) {
		*out = 0;
		return true;
	}
	if (working == NULL) {
		*out = until - from;
		return true;
	}
	if (!working_time_elapsed(out, working, timestamp_instant(from),
	    timestamp_instant(until), error))
		return false;
	*out *= TIMESTAMP_SECOND;
	return true;
}

/* What is counted event by event. */
static void
count_events(struct process_case *out, struct event_cases *cases,
    const struct trace *trace)
{
	for (size_t i = 0; i < trace->count; i++) {
		const struct event *event = &trace->events[i];
		const struct event *before = i > 0 ? event - 1 : event;

		if (event_case_is_new(&cases->activities, event->activity,
		    trace->number))
			out->activities++;
		if (event->resource != 0 && event_case_is_new(
		    &cases->resources, event->resource, trace->number))
			out->resources++;
		out->self_loops += i > 0 &&
		    event->activity == before->activity;
		out->handovers += event->resource != before->resource &&
		    event->resource != 0 && before->resource != 0;
		out->wrong += event_class_has(&cases->wrong, event->activity);
		out->touches += !event_class_has(&cases->automatic,
		    event->resource);
	}
	out->rework = out->events - out->activities;
	out->loops = out->rework - out->self_loops;
}

/* From the event on, the first or the last one of the class; or NULL. */
static const struct event *
find(struct event_class *set, const struct trace *trace,
    const struct event *from, bool last)
{
	const struct event *found = NULL;

	for (; from < trace->events + trace->count; from++)
		if (event_class_has(set, from->activity)) {
			found = from;
			if (!last)
				break;
		}
	return found;
}

static const struct event *
find_since(struct event_cases *cases, const struct trace *trace)
{
	return cases->since.count == 0 ? trace->events : find(&cases->since,
	    trace, trace->events, cases->since_last);
}

int64_t
event_case_since(struct event_cases *cases, const struct trace *trace)
{
	const struct event *since = find_since(cases, trace);

	return since != NULL ? since->begin : TIMESTAMP_NONE;
}

/* What should be until comes after what should be since. */
int64_t
event_case_until(struct event_cases *cases, const struct trace *trace)
{
	const struct event *since = find_since(cases, trace);
	const struct event *until = trace->events + trace->count - 1;

	if (cases->until.count > 0)
		until = find(&cases->until, trace, since != NULL ? since :
		    trace->events, cases->until_last);
	return until != NULL ? until->end : TIMESTAMP_NONE;
}

bool
event_case_measure(struct process_case *out, struct event_cases *cases,
    int64_t since, int64_t until, struct error *error)
{
	int64_t duration;

	out->since = timestamp_instant(since);
	out->until = timestamp_instant(until);
	out->complete = since != TIMESTAMP_NONE && until != TIMESTAMP_NONE;
	out->duration = DECIMAL_ZERO;
	out->zeros = (struct schema_zeros){ 0 };
	out->first_time_right = out->complete && (cases->wrong.count > 0 ?
	    out->wrong : out->rework) == 0;
	if (!out->complete)
		return true;
	if (!event_case_between(&duration, cases->working, since, until,
	    error))
		return false;
	out->duration.units = (__int128)duration *
	    (DECIMAL_ONE / TIMESTAMP_SECOND);
	schema_give_zero(&schema_process_case, PROCESS_CASE_FIELD_DURATION,
	    out);
	return true;
}

bool
event_case_make(struct process_case *out, struct event_cases *cases,
    const struct trace *trace, struct error *error)
{
	const struct event_log *log = cases->log;
	const struct event *first = trace->events;
	const struct event *last = first + trace->count - 1;

	*out = (struct process_case){ .case_id = trace->id,
	    .started = timestamp_instant(first->begin),
	    .ended = timestamp_instant(last->end),
	    .events = (int64_t)trace->count,
	    .first_activity = event_log_activity(log, first->activity),
	    .last_activity = event_log_activity(log, last->activity),
	    .first_resource = event_log_resource(log, first->resource),
	    .last_resource = event_log_resource(log, last->resource) };
	out->group = out->outcome = slice_of("");
	count_events(out, cases, trace);
	out->touchless = out->touches == 0;
	event_case_variant(cases->variant, event_case_digest(&cases->names,
	    log, trace));
	out->variant = slice_of(cases->variant);
	return event_case_measure(out, cases, event_case_since(cases, trace),
	    event_case_until(cases, trace), error);
}

void
event_case_release(struct event_cases *cases)
{
	event_class_release(&cases->since);
	event_class_release(&cases->until);
	event_class_release(&cases->wrong);
	event_class_release(&cases->automatic);
	memory_free(cases->activities.traces);
	memory_free(cases->resources.traces);
	text_release(&cases->names);
}
