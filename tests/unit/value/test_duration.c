#include "value/duration.h"

#include "../tap.h"

static bool
is(const char *text, int64_t expected)
{
	struct error error = { 0 };
	int64_t seconds = -1;

	return duration_parse(&seconds, slice_of(text), &error) &&
	    seconds == expected;
}

static bool
refuses(const char *text)
{
	struct error error = { 0 };
	int64_t seconds = 77;

	return !duration_parse(&seconds, slice_of(text), &error) &&
	    error.fault == FAULT_INPUT && seconds == 77;
}

int
main(void)
{
	static const char *const wrong[] = { "", "h", "8 h", "-8h", "8d",
		"30m1h", "1h1h", "1h30", "8H", "1.5h", "1000001h", "3600000001",
		"999999999999999999999", "1000000h1s" };

	tap_begin();
	tap_ok(is("8h", 28800), "hours");
	tap_ok(is("1h30m", 5400), "hours and minutes");
	tap_ok(is("2h0m30s", 7230), "all three");
	tap_ok(is("90s", 90) && is("45m", 2700), "one unit");
	tap_ok(is("90", 90) && is("0", 0), "plain seconds");
	tap_ok(is("1000000h", INT64_C(3600000000)), "the longest");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		tap_ok(refuses(wrong[i]), "not \"%s\"", wrong[i]);
	return tap_end();
}
