#include "domain/event_log.h"

#include "../tap.h"

static struct event_log events;
static struct error error;

static bool
add(const char *trace, const char *activity, int64_t second,
    enum event_transition transition)
{
	struct event_cells cells = { .trace = slice_of(trace),
	    .activity = slice_of(activity), .resource = slice_of(""),
	    .time = second * TIMESTAMP_SECOND, .transition = transition,
	    .origin = "log.csv", .line = (uint64_t)second + 2 };
	uint32_t number;

	return event_log_add(&events, &cells, &number, &error);
}

static void
begin(enum event_reading reading, bool sorted)
{
	event_log_init(&events);
	events.reading = reading;
	events.sorted = sorted;
	error = (struct error){ 0 };
}

/* "a1 b2": activities with the seconds of their lines, less 2. */
static bool
is_trace(uint32_t number, const char *wanted)
{
	char text[1024] = "";
	struct trace trace;

	if (!event_log_trace(&trace, &events, number, &error))
		return false;
	for (size_t i = 0; i < trace.count; i++)
		(void)snprintf(text + strlen(text), sizeof(text) -
		    strlen(text), "%s%.*s%u", i > 0 ? " " : "", SLICE_PRINT(
		    event_log_activity(&events, trace.events[i].activity)),
		    trace.events[i].line - 2);
	if (strcmp(text, wanted) != 0)
		printf("# %s, not %s\n", text, wanted);
	return strcmp(text, wanted) == 0;
}

static void
cases_need_not_stand_together(void)
{
	begin(EVENT_READ_ALL, false);
	tap_ok(add("1", "a", 1, EVENT_COMPLETE) &&
	    add("2", "a", 5, EVENT_COMPLETE) &&
	    add("1", "c", 3, EVENT_COMPLETE) &&
	    add("2", "b", 4, EVENT_COMPLETE) &&
	    add("1", "b", 2, EVENT_START), "events in any order");
	event_log_order(&events);
	tap_ok(events.traces.count == 2 && is_trace(0, "a1 b2 c3") &&
	    is_trace(1, "b4 a5"), "come by case and time");
	event_log_release(&events);
}

/* Against an order by hand: time, then the place in the log. */
static void
events_of_one_time_stay_as_they_are(void)
{
	enum { COUNT = 300 };
	uint64_t state = 20261031;
	struct trace trace;
	bool right = true;

	begin(EVENT_READ_ALL, false);
	for (uint32_t i = 0; i < COUNT; i++) {
		struct event_cells cells = { .trace = slice_of("1"),
		    .activity = slice_of("a"), .resource = slice_of(""),
		    .origin = "log.csv", .line = i };
		uint32_t number;

		state = state * UINT64_C(6364136223846793005) + 1;
		cells.time = (int64_t)(state >> 33) % 20;
		(void)event_log_add(&events, &cells, &number, &error);
	}
	event_log_order(&events);
	right = event_log_trace(&trace, &events, 0, &error) &&
	    trace.count == COUNT;
	for (size_t i = 1; right && i < COUNT; i++)
		right = trace.events[i - 1].end < trace.events[i].end ||
		    (trace.events[i - 1].end == trace.events[i].end &&
		    trace.events[i - 1].line < trace.events[i].line);
	tap_ok(right, "events of one time stay as they are");
	event_log_release(&events);
}

static void
starts_and_completions_are_paired(void)
{
	struct trace trace;

	begin(EVENT_READ_PAIRS, false);
	tap_ok(add("1", "a", 1, EVENT_START) && add("1", "b", 2, EVENT_START) &&
	    add("1", "b", 3, EVENT_OTHER) &&
	    add("1", "a", 4, EVENT_COMPLETE) &&
	    add("1", "b", 6, EVENT_COMPLETE) &&
	    add("1", "c", 7, EVENT_COMPLETE) &&
	    add("1", "d", 8, EVENT_START), "starts and completions");
	event_log_order(&events);
	tap_ok(is_trace(0, "a4 b6 c7") && event_log_trace(&trace, &events, 0,
	    &error) && trace.events[0].begin == TIMESTAMP_SECOND &&
	    trace.events[1].begin == 2 * TIMESTAMP_SECOND &&
	    trace.events[2].begin == trace.events[2].end,
	    "are paired in the order of completion");
	tap_ok(events.unfinished == 2, "a start without completion is counted");
	event_log_release(&events);

	begin(EVENT_READ_PAIRS, false);
	(void)add("1", "a", 1, EVENT_START);
	(void)add("1", "a", 2, EVENT_START);
	(void)add("1", "a", 3, EVENT_COMPLETE);
	event_log_order(&events);
	tap_ok(!event_log_trace(&trace, &events, 0, &error) &&
	    error.fault == FAULT_INPUT && error.line == 4,
	    "an overlap is refused with its line");
	error = (struct error){ 0 };
	events.overlaps = true;
	tap_ok(event_log_trace(&trace, &events, 0, &error) &&
	    trace.count == 1 && trace.events[0].begin == TIMESTAMP_SECOND,
	    "or the first start goes with the first completion");
	event_log_release(&events);
}

static void
sorted_logs_are_held_to_it(void)
{
	struct trace trace;

	begin(EVENT_READ_ALL, true);
	tap_ok(add("1", "a", 1, EVENT_COMPLETE) &&
	    !event_log_ends(&events, slice_of("1")) &&
	    event_log_ends(&events, slice_of("2")),
	    "a case ends where another comes");
	tap_ok(!add("1", "a", 0, EVENT_COMPLETE) && error.fault == FAULT_INPUT,
	    "an event before the one before it is refused");
	error = (struct error){ 0 };
	tap_ok(event_log_take(&trace, &events, &error) && trace.count == 1 &&
	    slice_is(trace.id, "1") && add("2", "a", 0, EVENT_COMPLETE),
	    "the next case may be earlier");
	tap_ok(!add("1", "a", 3, EVENT_COMPLETE) && error.fault == FAULT_INPUT,
	    "a case does not come again");
	event_log_release(&events);
}

int
main(void)
{
	tap_begin();
	cases_need_not_stand_together();
	events_of_one_time_stay_as_they_are();
	starts_and_completions_are_paired();
	sorted_logs_are_held_to_it();
	return tap_end();
}
