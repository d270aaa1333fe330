#include "value/instant.h"

#include <stdlib.h>

#include "../tap.h"

static struct error error;

static bool
reads(const char *text, int64_t seconds)
{
	char buffer[INSTANT_TEXT_MAX];
	struct instant instant = { 77 };

	return instant_parse(&instant, slice_of(text), &error) &&
	    instant.seconds == seconds &&
	    instant_format(buffer, instant) == 20 &&
	    strcmp(buffer, text) == 0;
}

static void
texts_come_back(void)
{
	static const char *const wrong[] = {
		"", "2026-10-31", "2026-10-31T24:00:00Z",
		"2026-10-31T23:60:00Z", "2026-10-31T23:59:60Z",
		"2026-10-31T23:59:59", "2026-10-31T23:59:59+01:00",
		"2026-10-31 23:59:59Z", "2026-02-30T00:00:00Z"
	};
	struct instant out;

	tap_ok(reads("1970-01-01T00:00:00Z", 0), "the first second");
	tap_ok(reads("1969-12-31T23:59:59Z", -1), "the one before");
	tap_ok(reads("2026-10-31T23:59:59Z", 1793491199), "a late one");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		tap_ok(!instant_parse(&out, slice_of(wrong[i]), &error),
		    "\"%s\": %s", wrong[i], error.message);
}

static void
the_day_is_that_of_utc(void)
{
	tap_ok(instant_date((struct instant){ -1 }).days == -1, "before");
	tap_ok(instant_date((struct instant){ 86399 }).days == 0, "on");
	tap_ok(date_is_none(instant_date(INSTANT_NONE)), "none");
}

static void
ops_today_stands_in_for_the_clock(void)
{
	struct instant now = { 0 }, then = { 0 };

	(void)setenv("OPS_TODAY", "2026-10-31", 1);
	tap_ok(instant_now(&then, &error) && then.seconds == 1793404800,
	    "a date");
	(void)setenv("OPS_TODAY", "2026-10-31T12:00:00Z", 1);
	tap_ok(instant_now(&now, &error) && now.seconds - then.seconds ==
	    12 * 3600, "a time");
	(void)setenv("OPS_TODAY", "tomorrow", 1);
	tap_ok(!instant_now(&now, &error) && error.fault == FAULT_USAGE, "%s",
	    error.message);
	(void)unsetenv("OPS_TODAY");
	tap_ok(instant_now(&now, &error) && now.seconds > 1700000000,
	    "the clock itself");
}

static void
none_has_no_text(void)
{
	char buffer[INSTANT_TEXT_MAX] = "x";

	tap_ok(instant_format(buffer, INSTANT_NONE) == 0 &&
	    buffer[0] == '\0', "no instant is no text");
}

int
main(void)
{
	tap_begin();
	texts_come_back();
	none_has_no_text();
	the_day_is_that_of_utc();
	ops_today_stands_in_for_the_clock();
	return tap_end();
}
