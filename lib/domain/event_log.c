#include "domain/event_log.h"

#include "base/memory.h"

void
event_log_init(struct event_log *log)
{
	bool added;

	*log = (struct event_log){ .current = -1 };
	(void)table_put(&log->resources, slice_of(""), &added);
}

void
event_log_release(struct event_log *log)
{
	table_release(&log->traces);
	table_release(&log->activities);
	table_release(&log->resources);
	memory_free(log->events);
	memory_free(log->order);
	memory_free(log->firsts);
	memory_free(log->files);
	memory_free(log->gathered);
	memory_free(log->merged);
}

static bool
number_of(uint32_t *out, struct table *names, struct slice name,
    struct error *error)
{
	bool added;

	if (name.length > EVENT_LOG_NAME_MAX)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "a name has more than %d bytes", EVENT_LOG_NAME_MAX);
	*out = (uint32_t)table_put(names, name, &added);
	return true;
}

static uint16_t
file_of(struct event_log *log, const char *origin)
{
	if (log->file_count > 0 && log->files[log->file_count - 1] == origin)
		return (uint16_t)(log->file_count - 1);
	log->files = memory_grow(log->files, &log->file_capacity,
	    log->file_count, sizeof(*log->files));
	log->files[log->file_count++] = origin;
	return (uint16_t)(log->file_count - 1);
}

static bool
check_limits(const struct event_log *log, const struct event_cells *cells,
    struct error *error)
{
	if (log->count == EVENT_LOG_EVENTS_MAX || cells->line > UINT32_MAX)
		return error_set(error, FAULT_INPUT,
		    "more than %zu events or lines", EVENT_LOG_EVENTS_MAX);
	if (log->file_count == EVENT_LOG_FILES_MAX)
		return error_set(error, FAULT_INPUT, "more than %d files",
		    EVENT_LOG_FILES_MAX);
	return true;
}

/* What a log which is sorted must not have. */
static bool
check_order(const struct event_log *log, const struct event_cells *cells,
    uint32_t trace, bool known, struct error *error)
{
	if (known && log->current != (int64_t)trace)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the case \"%.*s\" comes again; without --sorted its "
		    "events need not stand together",
		    SLICE_PRINT(cells->trace));
	if (log->count > 0 && log->events[log->count - 1].end > cells->time)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "an event before the one before it, in line %lu; without "
		    "--sorted it would be put in order",
		    (unsigned long)log->events[log->count - 1].line);
	return true;
}

/* Neighbours mostly are of one case. */
static bool
find_trace(struct event_log *log, struct slice name, uint32_t *out,
    bool *known, struct error *error)
{
	size_t before = log->traces.count;

	*known = true;
	if (log->current >= 0 && slice_equal(name,
	    log->traces.entries[log->current].key)) {
		*out = (uint32_t)log->current;
		return true;
	}
	if (!number_of(out, &log->traces, name, error))
		return false;
	*known = log->traces.count == before;
	return true;
}

bool
event_log_add(struct event_log *log, const struct event_cells *cells,
    uint32_t *trace, struct error *error)
{
	struct event event = { .begin = cells->time, .end = cells->time,
	    .line = (uint32_t)cells->line,
	    .transition = (uint8_t)cells->transition };
	bool known;

	if (!check_limits(log, cells, error) || !find_trace(log,
	    cells->trace, &event.trace, &known, error) || (log->sorted &&
	    !check_order(log, cells, event.trace, known, error)))
		return false;
	*trace = event.trace;
	log->current = event.trace;
	if (log->reading == EVENT_READ_COMPLETE &&
	    cells->transition != EVENT_COMPLETE)
		return true;
	if (!number_of(&event.activity, &log->activities, cells->activity,
	    error) || !number_of(&event.resource, &log->resources,
	    cells->resource, error))
		return false;
	event.file = file_of(log, cells->origin);
	log->events = memory_grow(log->events, &log->capacity, log->count,
	    sizeof(event));
	log->events[log->count++] = event;
	return true;
}

bool
event_log_ends(const struct event_log *log, struct slice trace)
{
	return log->count > 0 && !slice_equal(trace,
	    log->traces.entries[log->current].key);
}

bool
event_log_locate(const struct event_log *log, const struct event *event,
    struct error *error)
{
	return error_locate(error, log->files[event->file], event->line);
}

static void
merge_runs(struct event *out, const struct event *events, size_t middle,
    size_t count)
{
	size_t left = 0, right = middle;

	for (size_t i = 0; i < count; i++)
		out[i] = right == count || (left < middle &&
		    events[left].end <= events[right].end) ?
		    events[left++] : events[right++];
}

/* Stable: events of one time stay as they are. */
static void
sort_by_time(struct event_log *log, size_t count)
{
	size_t sorted = 1;

	while (sorted < count && log->gathered[sorted - 1].end <=
	    log->gathered[sorted].end)
		sorted++;
	if (sorted >= count)
		return;
	for (size_t width = 1; width < count; width *= 2) {
		struct event *swapped = log->gathered;

		for (size_t i = 0; i < count; i += 2 * width) {
			size_t left = count - i;
			size_t both = left < 2 * width ? left : 2 * width;

			merge_runs(log->merged + i, log->gathered + i,
			    both < width ? both : width, both);
		}
		log->gathered = log->merged;
		log->merged = swapped;
	}
}

/* The earliest start of the activity which is not complete, or count. */
static size_t
find_open(const struct event *open, size_t count, uint32_t activity)
{
	size_t at = 0;

	while (at < count && open[at].activity != activity)
		at++;
	return at;
}

static bool
overlap(const struct event_log *log, const struct event *event,
    const struct event *open, struct error *error)
{
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "\"%.*s\" of the case \"%.*s\" begins again before it was "
	    "complete, since line %lu; see --overlaps",
	    SLICE_PRINT(event_log_activity(log, event->activity)),
	    SLICE_PRINT(log->traces.entries[event->trace].key),
	    (unsigned long)open->line);
	return event_log_locate(log, event, error);
}

/* Make one event of a start and its completion. */
static bool
pair_events(struct event_log *log, size_t *count, struct error *error)
{
	struct event *open = log->merged;
	size_t opened = 0, kept = 0;

	for (size_t i = 0; i < *count; i++) {
		struct event event = log->gathered[i];
		size_t at = find_open(open, opened, event.activity);

		if (event.transition == EVENT_START) {
			if (at < opened && !log->overlaps)
				return overlap(log, &event, &open[at], error);
			open[opened++] = event;
		} else if (event.transition == EVENT_COMPLETE) {
			if (at < opened) {
				event.begin = open[at].begin;
				opened--;
				memmove(&open[at], &open[at + 1],
				    (opened - at) * sizeof(*open));
			}
			log->gathered[kept++] = event;
		}
	}
	log->unfinished += opened;
	*count = kept;
	return true;
}

/* Events of the gathered trace by time, paired if they are to be. */
static bool
give(struct trace *out, struct event_log *log, uint32_t number, size_t count,
    struct error *error)
{
	sort_by_time(log, count);
	if (log->reading == EVENT_READ_PAIRS &&
	    !pair_events(log, &count, error))
		return false;
	out->id = log->traces.entries[number].key;
	out->number = number;
	out->events = log->gathered;
	out->count = count;
	return true;
}

static void
make_room(struct event_log *log, size_t count)
{
	if (count <= log->gathered_capacity)
		return;
	log->gathered_capacity = 2 * count;
	log->gathered = memory_resize(log->gathered, log->gathered_capacity,
	    sizeof(*log->gathered));
	log->merged = memory_resize(log->merged, log->gathered_capacity,
	    sizeof(*log->merged));
}

bool
event_log_take(struct trace *out, struct event_log *log,
    struct error *error)
{
	size_t count = log->count;

	make_room(log, count);
	if (count > 0)
		memcpy(log->gathered, log->events, count *
		    sizeof(*log->events));
	log->count = 0;
	return give(out, log, (uint32_t)log->current, count, error);
}

void
event_log_order(struct event_log *log)
{
	size_t cases = log->traces.count;

	log->firsts = memory_new((cases + 2) * sizeof(*log->firsts));
	log->order = memory_resize(NULL, log->count + 1,
	    sizeof(*log->order));
	/* Counts two places on become, in the second loop, the firsts. */
	for (size_t i = 0; i < log->count; i++)
		log->firsts[log->events[i].trace + 2]++;
	for (size_t i = 2; i < cases + 2; i++)
		log->firsts[i] += log->firsts[i - 1];
	for (size_t i = 0; i < log->count; i++)
		log->order[log->firsts[log->events[i].trace + 1]++] =
		    (uint32_t)i;
}

bool
event_log_trace(struct trace *out, struct event_log *log, uint32_t number,
    struct error *error)
{
	size_t first = log->firsts[number];
	size_t count = log->firsts[number + 1] - first;

	make_room(log, count);
	for (size_t i = 0; i < count; i++)
		log->gathered[i] = log->events[log->order[first + i]];
	return give(out, log, number, count, error);
}
