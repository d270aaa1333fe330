#include "value/working_time.h"

#include <stdlib.h>

#include "../drawn.h"
#include "../published.h"
#include "../tap.h"
#include "calendar_of.h"

#define CASES "../shared/data/calendar/calendar_cases.csv"

enum { CASE_COUNT = 131, DAY = 86400 };

/* A published case, its fields in the order of the file. */
struct published {
	struct slice name;
	struct slice calendar;
	struct slice op;
	struct slice start;
	struct slice argument;
	struct slice others;	/* what its source says */
	struct slice expected;
};

static bool
same_time(const struct calendar *calendar, struct instant found,
    struct slice expected)
{
	struct instant local = {
		zone_local(calendar_zone(calendar), found) };
	char text[INSTANT_TEXT_MAX];

	if (slice_is_empty(expected))
		return false;
	(void)instant_format(text, expected.text[expected.length - 1] == 'Z' ?
	    found : local);
	/* Some sources count days and give a date only. */
	return strncmp(text, expected.text, expected.length) == 0;
}

static bool
same_span(const struct calendar *calendar, struct working_time *working,
    struct instant at, long nth, struct slice expected)
{
	struct slice from = slice_cut(&expected, '/');
	struct error error = { 0 };
	struct working_span span;

	while (working_time_next(&span, working, at, &error) && --nth > 0)
		at = span.to;
	return error.fault == FAULT_NONE &&
	    same_time(calendar, span.from, from) &&
	    same_time(calendar, span.to, expected);
}

static bool
holds(const struct published *one, const struct calendar *calendar,
    struct working_time *working)
{
	struct instant start = instant_of(calendar, one->start);
	struct error error = { 0 };
	int64_t seconds = strtol(one->argument.text, NULL, 10);
	struct instant found;
	bool open;

	if (slice_is(one->op, "elapsed"))
		return working_time_elapsed(&seconds, working, start,
		    instant_of(calendar, one->argument), &error) &&
		    seconds == strtol(one->expected.text, NULL, 10);
	if (slice_is(one->op, "is_open"))
		return working_time_is_open(&open, working, start, &error) &&
		    open == slice_is(one->expected, "true");
	if (slice_is(one->op, "period"))
		return same_span(calendar, working, start, seconds,
		    one->expected);
	if (slice_is(one->op, "add"))
		return working_time_add(&found, working, start, seconds,
		    &error) && same_time(calendar, found, one->expected);
	if (slice_is(one->op, "sub"))
		return working_time_subtract(&found, working, start, seconds,
		    &error) && same_time(calendar, found, one->expected);
	return slice_is(one->op, "add_days") && working_time_add_days(&found,
	    working, start, (int32_t)seconds, &error) &&
	    same_time(calendar, found, one->expected);
}

static void
published_case_holds(struct slice row)
{
	struct published one;
	struct slice *const fields[] = { &one.name, &one.calendar, &one.op,
		&one.start, &one.argument, &one.others, &one.expected };
	struct calendar *calendar;
	struct working_time *working;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		*fields[i] = slice_cut(&row, ',');
	calendar = calendar_of(one.calendar);
	if (!tap_ok(calendar != NULL, "%.*s: the calendar is read",
	    SLICE_PRINT(one.calendar)))
		return;
	working = working_time_new(calendar);
	tap_ok(holds(&one, calendar, working), "%.*s: %.*s %.*s %.*s is %.*s",
	    SLICE_PRINT(one.name), SLICE_PRINT(one.op),
	    SLICE_PRINT(one.start), SLICE_PRINT(one.argument),
	    SLICE_PRINT(one.expected));
	working_time_free(working);
	calendar_free(calendar);
}

/* Working hours with lunch, a shift by night, holidays, and the clock changed. */
static struct calendar *
calendar_busy(void)
{
	return calendar_of_row(slice_of("America/New_York,"
	    "09:00-12:30 13:15-18:00,00:00-24:00,09:00-17:00,,"
	    "09:00-12:00 12:30-17:00,01:30-02:30,00:30-03:15,"
	    "2026-11-26 12-25 02-29,2026-03-09=10:00-11:00 17:00-20:00,"
	    "2026-11-01=00:00-01:30 22:00-24:00,"));
}

/* 2025 to 2027, often within the days of a change of the clock. */
static struct instant
drawn_instant(void)
{
	return (struct instant){ drawn_below(4) != 0 ?
	    1735689600 + (int64_t)drawn_below(3 * 365 * DAY) :
	    1793404800 + (int64_t)drawn_below(3 * DAY) };
}

static void
durations_add_up(struct working_time *working)
{
	struct error error = { 0 };
	size_t wrong = 0;

	for (int i = 0; i < 20000; i++) {
		struct instant a = drawn_instant(), b = drawn_instant(),
		    c = drawn_instant(), swap;
		int64_t ab, bc, ac;

		if (a.seconds > b.seconds)
			swap = a, a = b, b = swap;
		if (b.seconds > c.seconds)
			swap = b, b = c, c = swap;
		if (a.seconds > b.seconds)
			swap = a, a = b, b = swap;
		wrong += !working_time_elapsed(&ab, working, a, b, &error) ||
		    !working_time_elapsed(&bc, working, b, c, &error) ||
		    !working_time_elapsed(&ac, working, a, c, &error) ||
		    ab + bc != ac;
	}
	tap_ok(wrong == 0, "elapsed(a,b) + elapsed(b,c) = elapsed(a,c)");
}

/* The earliest instant: one second before it, less has passed. */
static void
deadlines_are_inverse(struct working_time *working)
{
	struct error error = { 0 };
	size_t wrong = 0;

	for (int i = 0; i < 20000; i++) {
		struct instant start = drawn_instant(), due, begin;
		int64_t seconds = 1 + (int64_t)drawn_below(400000), found, less;

		wrong += !working_time_add(&due, working, start, seconds,
		    &error) || !working_time_elapsed(&found, working, start,
		    due, &error) || found != seconds ||
		    !working_time_elapsed(&less, working, start,
		    (struct instant){ due.seconds - 1 }, &error) ||
		    less != seconds - 1;
		wrong += !working_time_subtract(&begin, working, start,
		    seconds, &error) || !working_time_elapsed(&found, working,
		    begin, start, &error) || found != seconds ||
		    !working_time_elapsed(&less, working,
		    (struct instant){ begin.seconds + 1 }, start, &error) ||
		    less != seconds - 1;
	}
	tap_ok(wrong == 0, "deadline and elapsed are inverse");
}

/* The slow way: is every single second open? */
static void
seconds_are_counted(const struct calendar *calendar,
    struct working_time *working)
{
	struct error error = { 0 };
	const struct zone *zone = calendar_zone(calendar);
	struct instant from = { 1793404800 };	/* 2026-10-31, 1 November */
	int64_t seconds = 0, found = 0, wrong = 0;

	for (int64_t at = from.seconds; at < from.seconds + 3 * DAY; at++) {
		int64_t local = zone_local(zone, (struct instant){ at });
		struct date date = instant_date((struct instant){ local });
		int64_t time = local - (int64_t)date.days * DAY;
		struct calendar_hours hours;
		bool open;

		(void)calendar_day(&hours, NULL, calendar, date);
		for (size_t i = 0; i < hours.count; i++)
			seconds += time >= hours.spans[i].from &&
			    time < hours.spans[i].to;
		wrong += !working_time_is_open(&open, working,
		    (struct instant){ at }, &error);
	}
	wrong += !working_time_elapsed(&found, working, from,
	    (struct instant){ from.seconds + 3 * DAY }, &error);
	tap_ok(found == seconds - 1800 && wrong == 0, "%lld seconds are open, "
	    "and the half hour to 01:30 only the first time",
	    (long long)found);
}

static int64_t
elapsed(struct working_time *working, const struct calendar *calendar,
    const char *from, const char *until)
{
	struct error error = { 0 };
	int64_t seconds = -1;

	(void)working_time_elapsed(&seconds, working,
	    instant_of(calendar, slice_of(from)),
	    instant_of(calendar, slice_of(until)), &error);
	return seconds;
}

/* Shorter hours and another holiday from 2026-02-02, a Monday, on. */
static void
versions_hold_from_their_day(void)
{
	struct calendar *calendar = calendar_of_row(slice_of("Europe/Zurich,"
	    "09:00-17:00,09:00-17:00,09:00-17:00,09:00-17:00,09:00-17:00,,,"
	    "01-06,,"));
	struct error error = { 0 };
	struct working_time *working;
	struct calendar_hours hours;
	struct date from;

	tap_ok(date_parse(&from, slice_of("2026-02-02"), &error) &&
	    calendar_hours_parse(&hours, slice_of("10:00-12:00"), &error),
	    "two hours a day");
	calendar_begin(calendar, from);
	for (unsigned i = 1; i <= 5; i++)
		calendar_set_weekday(calendar, i, &hours);
	tap_ok(calendar_add_holiday(calendar, slice_of("03-06"),
	    slice_of("spring"), &error), "and a holiday");
	working = working_time_new(calendar);
	tap_ok(elapsed(working, calendar, "2026-01-29T00:00:00",
	    "2026-02-04T00:00:00") == (2 * 8 + 2 * 2) * 3600, "across both");
	tap_ok(elapsed(working, calendar, "2026-01-06T00:00:00",
	    "2026-01-07T00:00:00") == 0 && elapsed(working, calendar,
	    "2026-03-06T00:00:00", "2026-03-07T00:00:00") == 0,
	    "each has its own holidays");
	tap_ok(elapsed(working, calendar, "2027-01-06T00:00:00",
	    "2027-01-07T00:00:00") == 7200, "and not those of the other");
	working_time_free(working);
	calendar_free(calendar);
}

static void
what_never_opens_is_an_error(void)
{
	struct calendar *calendar = calendar_of_row(
	    slice_of("Etc/UTC,,,,,,,,,,,"));
	struct working_time *working = working_time_new(calendar);
	struct error error = { 0 };
	struct instant found, far = { INT64_C(250000000000) };
	int64_t seconds;

	tap_ok(working_time_elapsed(&seconds, working,
	    (struct instant){ 0 }, (struct instant){ 1000000000 }, &error) &&
	    seconds == 0, "nothing passes");
	tap_ok(!working_time_add(&found, working, (struct instant){ 0 }, 1,
	    &error) && error.fault == FAULT_INPUT, "%s", error.message);
	error_clear(&error);
	tap_ok(!working_time_subtract(&found, working, (struct instant){ 0 },
	    1, &error) && error.fault == FAULT_INPUT, "%s", error.message);
	error_clear(&error);
	tap_ok(!working_time_elapsed(&seconds, working,
	    (struct instant){ 0 }, far, &error) &&
	    error.fault == FAULT_INPUT, "%s", error.message);
	error_clear(&error);
	tap_ok(!working_time_elapsed(&seconds, working,
	    (struct instant){ INT64_MIN + 1 }, (struct instant){ INT64_MAX },
	    &error) && error.fault == FAULT_INPUT, "%s", error.message);
	working_time_free(working);
	calendar_free(calendar);
}

int
main(void)
{
	struct calendar *calendar = calendar_busy();
	struct working_time *working = working_time_new(calendar);

	tap_begin();
	published_each(CASES, CASE_COUNT, published_case_holds);
	durations_add_up(working);
	deadlines_are_inverse(working);
	seconds_are_counted(calendar, working);
	versions_hold_from_their_day();
	what_never_opens_is_an_error();
	working_time_free(working);
	calendar_free(calendar);
	arena_release(&calendar_arena);
	return tap_end();
}
