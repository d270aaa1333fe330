#include "value/clock.h"

#include <stdlib.h>

#include "../drawn.h"
#include "../published.h"
#include "../tap.h"
#include "calendar_of.h"

#define CASES "../shared/data/calendar/sla_clock_cases.csv"

enum { CASE_COUNT = 7, DAY = 86400 };

/* A published case, its fields in the order of the file. */
struct published {
	struct slice name;
	struct slice calendar;
	struct slice start;
	struct slice target;
	struct slice pauses;
	struct slice stop;
	struct slice elapsed;
	struct slice deadline;
};

static bool
pauses_of(struct clock_pauses *pauses, const struct calendar *calendar,
    struct slice text)
{
	struct error error = { 0 };
	bool right = true;

	while (!slice_is_empty(text)) {
		struct slice to = slice_cut(&text, ' ');
		struct slice from = slice_cut(&to, '/');

		right = right && clock_pause(pauses,
		    instant_of(calendar, from), instant_of(calendar, to),
		    &error);
	}
	return right;
}

static void
elapsed_is(const struct published *one, const struct calendar *calendar,
    struct working_time *working, const struct clock_pauses *pauses)
{
	struct error error = { 0 };
	int64_t seconds = -1;

	(void)clock_elapsed(&seconds, working,
	    instant_of(calendar, one->start),
	    instant_of(calendar, one->stop), pauses, &error);
	tap_ok(seconds == strtol(one->elapsed.text, NULL, 10),
	    "%.*s: %lld seconds", SLICE_PRINT(one->name),
	    (long long)seconds);
}

static void
deadline_is(const struct published *one, const struct calendar *calendar,
    struct working_time *working, const struct clock_pauses *pauses)
{
	struct error error = { 0 };
	struct instant due = INSTANT_NONE;

	(void)clock_deadline(&due, working, instant_of(calendar, one->start),
	    strtol(one->target.text, NULL, 10), pauses, &error);
	tap_ok(due.seconds == instant_of(calendar, one->deadline).seconds,
	    "%.*s: due at %.*s", SLICE_PRINT(one->name),
	    SLICE_PRINT(one->deadline));
}

static void
published_case_holds(struct slice row)
{
	struct published one;
	struct slice *const fields[] = { &one.name, &one.calendar,
		&one.start, &one.target, &one.pauses, &one.stop, &one.elapsed,
		&one.deadline };
	struct clock_pauses pauses = { 0 };
	struct calendar *calendar;
	struct working_time *working;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		*fields[i] = slice_cut(&row, ',');
	calendar = calendar_of(one.calendar);
	if (!tap_ok(calendar != NULL, "%.*s: the calendar is read",
	    SLICE_PRINT(one.calendar)))
		return;
	working = working_time_new(calendar);
	tap_ok(pauses_of(&pauses, calendar, one.pauses) &&
	    !(slice_is_empty(one.elapsed) && slice_is_empty(one.deadline)),
	    "%.*s: its pauses are read", SLICE_PRINT(one.name));
	if (!slice_is_empty(one.elapsed))
		elapsed_is(&one, calendar, working, &pauses);
	if (!slice_is_empty(one.deadline))
		deadline_is(&one, calendar, working, &pauses);
	clock_release(&pauses);
	working_time_free(working);
	calendar_free(calendar);
}

/* The slow way: is the second in any of the pauses as they were given? */
static bool
in_a_pause(const struct working_span given[], size_t count, int64_t at)
{
	for (size_t i = 0; i < count; i++)
		if (at >= given[i].from.seconds && at < given[i].to.seconds)
			return true;
	return false;
}

/* Pauses of any order, overlap and length, in whole minutes of open days. */
static void
pauses_are_united(struct working_time *working)
{
	struct clock_pauses pauses = { 0 };
	size_t wrong = 0;

	for (int round = 0; round < 300; round++) {
		struct working_span given[8];
		size_t count = drawn_below(9);
		struct error error = { 0 };
		int64_t seconds = 0, found;
		struct instant due;

		clock_clear(&pauses);
		for (size_t i = 0; i < count; i++) {
			given[i].from.seconds = (int64_t)drawn_below(1000) * 60;
			given[i].to.seconds = given[i].from.seconds +
			    (int64_t)drawn_below(300) * 60;
			wrong += !clock_pause(&pauses, given[i].from,
			    given[i].to, &error);
		}
		for (int64_t at = 0; at < DAY; at += 60)
			seconds += in_a_pause(given, count, at) ? 0 : 60;
		wrong += !clock_elapsed(&found, working,
		    (struct instant){ 0 }, (struct instant){ DAY }, &pauses,
		    &error) || found != seconds;
		/* All of them ended long before the day did. */
		wrong += !clock_deadline(&due, working, (struct instant){ 0 },
		    seconds, &pauses, &error) || due.seconds != DAY;
		for (size_t i = 1; i < pauses.count; i++)
			wrong += pauses.spans[i].from.seconds <=
			    pauses.spans[i - 1].to.seconds;
	}
	clock_release(&pauses);
	tap_ok(wrong == 0, "pauses count once, and lie apart");
}

static void
pauses_outside_working_time_change_nothing(void)
{
	struct calendar *calendar = calendar_of_row(slice_of("Etc/UTC,"
	    "09:00-17:00,09:00-17:00,09:00-17:00,09:00-17:00,09:00-17:00,"
	    ",,,,"));
	struct working_time *working = working_time_new(calendar);
	struct instant start = instant_of(calendar,
	    slice_of("2026-11-19T16:00:00"));
	struct instant stop = instant_of(calendar,
	    slice_of("2026-11-23T10:00:00"));
	struct clock_pauses pauses = { 0 };
	struct error error = { 0 };
	struct instant due = { 0 };
	int64_t seconds = 0;

	tap_ok(pauses_of(&pauses, calendar, slice_of("2026-11-19T17:00:00/"
	    "2026-11-20T09:00:00 2026-11-21T00:00:00/2026-11-22T23:00:00")),
	    "a night and a weekend");
	(void)clock_elapsed(&seconds, working, start, stop, &pauses, &error);
	tap_ok(seconds == 10 * 3600, "%lld seconds", (long long)seconds);
	tap_ok(clock_deadline(&due, working, start, 10 * 3600, &pauses,
	    &error) && due.seconds == stop.seconds, "and the same deadline");
	tap_ok(clock_pause(&pauses, stop, INSTANT_NONE, &error) &&
	    clock_deadline(&due, working, start, 10 * 3600, &pauses,
	    &error) && due.seconds == stop.seconds,
	    "a pause from the deadline on does not move it");
	tap_ok(clock_deadline(&due, working, start, 10 * 3600 + 1, &pauses,
	    &error) && due.seconds == INSTANT_NONE.seconds,
	    "before an end of the pause nobody knows a later one");
	tap_ok(!clock_pause(&pauses, stop, start, &error) &&
	    error.fault == FAULT_INPUT, "%s", error.message);
	clock_release(&pauses);
	working_time_free(working);
	calendar_free(calendar);
}

int
main(void)
{
	struct calendar *calendar = calendar_of_row(slice_of("Etc/UTC,"
	    "00:00-24:00,00:00-24:00,00:00-24:00,00:00-24:00,00:00-24:00,"
	    "00:00-24:00,00:00-24:00,,,"));
	struct working_time *working = working_time_new(calendar);

	tap_begin();
	published_each(CASES, CASE_COUNT, published_case_holds);
	pauses_are_united(working);
	pauses_outside_working_time_change_nothing();
	working_time_free(working);
	calendar_free(calendar);
	arena_release(&calendar_arena);
	return tap_end();
}
