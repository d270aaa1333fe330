#include "value/timestamp.h"

#include "../tap.h"

static bool
parses(enum timestamp_order order, const char *text, int64_t wanted)
{
	const struct timestamp_form form = { .order = order };
	struct error error = { 0 };
	int64_t found = 0;

	if (timestamp_parse(&found, &form, slice_of(text), &error) &&
	    found == wanted)
		return true;
	printf("# \"%s\": %lld, %s\n", text, (long long)found,
	    error.message);
	return false;
}

static void
orders_of_days_are_read(void)
{
	const int64_t wanted = INT64_C(1793491199) * TIMESTAMP_SECOND;

	tap_ok(parses(TIMESTAMP_YMD, "2026-10-31T23:59:59", wanted) &&
	    parses(TIMESTAMP_YMD, "2026/10/31 23:59:59Z", wanted) &&
	    parses(TIMESTAMP_DMY, "31.10.2026 23:59:59", wanted) &&
	    parses(TIMESTAMP_MDY, "10/31/2026 23:59:59", wanted) &&
	    parses(TIMESTAMP_SECONDS, "1793491199", wanted) &&
	    parses(TIMESTAMP_MILLISECONDS, "1793491199000", wanted),
	    "the same time in every order");
}

static void
parts_of_seconds_and_offsets_count(void)
{
	tap_ok(parses(TIMESTAMP_YMD, "1970-01-01T00:00:00.000001Z", 1) &&
	    parses(TIMESTAMP_YMD, "1970-01-01T00:00:00,5Z", 500000) &&
	    parses(TIMESTAMP_YMD, "1970-01-01T00:00:00.1234569", 123456) &&
	    parses(TIMESTAMP_SECONDS, "-0.25", -250000),
	    "microseconds are kept");
	tap_ok(parses(TIMESTAMP_YMD, "1970-01-01T01:00+01:00", 0) &&
	    parses(TIMESTAMP_YMD, "1969-12-31T20:30:00-0330", 0) &&
	    parses(TIMESTAMP_YMD, "1970-01-01T14:00:00 +14", 0),
	    "offsets are taken off");
}

static bool
refuses(enum timestamp_order order, const char *text)
{
	const struct timestamp_form form = { .order = order };
	struct error error = { 0 };
	int64_t found = 7;

	return !timestamp_parse(&found, &form, slice_of(text), &error) &&
	    error.fault == FAULT_INPUT && found == 7;
}

static void
years_are_those_of_dates(void)
{
	tap_ok(parses(TIMESTAMP_SECONDS, "253402300799",
	    INT64_C(253402300799) * TIMESTAMP_SECOND) &&
	    refuses(TIMESTAMP_SECONDS, "253402300800") &&
	    refuses(TIMESTAMP_MILLISECONDS, "253402300800000") &&
	    refuses(TIMESTAMP_SECONDS, "1000000000000") &&
	    refuses(TIMESTAMP_YMD, "9999-12-31T23:59-01:00") &&
	    parses(TIMESTAMP_YMD, "9999-12-31T23:59:59Z",
	    INT64_C(253402300799) * TIMESTAMP_SECOND), "up to 9999");
	tap_ok(parses(TIMESTAMP_YMD, "0001-01-01T00:00Z",
	    INT64_C(-62135596800) * TIMESTAMP_SECOND) &&
	    refuses(TIMESTAMP_YMD, "0001-01-01T00:00+01:00") &&
	    refuses(TIMESTAMP_SECONDS, "-62135596801") &&
	    refuses(TIMESTAMP_YMD, "0000-12-31"), "from 0001 on");
}

static void
an_instant_is_the_second_it_is_in(void)
{
	tap_ok(timestamp_instant(1999999).seconds == 1 &&
	    timestamp_instant(-1).seconds == -1 &&
	    timestamp_instant(-1000000).seconds == -1 &&
	    timestamp_instant(TIMESTAMP_NONE).seconds ==
	    INSTANT_NONE.seconds, "rounded down, none stays none");
}

int
main(void)
{
	tap_begin();
	orders_of_days_are_read();
	parts_of_seconds_and_offsets_count();
	years_are_those_of_dates();
	an_instant_is_the_second_it_is_in();
	return tap_end();
}
