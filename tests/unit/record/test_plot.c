#include "record/plot.h"

#include "../tap.h"
#include "record/people.h"

static void
number_reads(const char *value, unsigned places, const char *expected)
{
	struct error error = { 0 };
	struct decimal number = DECIMAL_ZERO;
	struct text text = { 0 };

	(void)decimal_parse(&number, slice_of(value), &error);
	people_number(&text, number, places);
	tap_ok(slice_is(text_slice(&text), expected), "%s reads %s", value,
	    expected);
	text_release(&text);
}

static void
numbers_are_grouped_by_three(void)
{
	number_reads("1234", 0, "1234");
	number_reads("12345", 0, "12\u202f345");
	number_reads("-1234567.855", 2, "\u22121\u202f234\u202f567.86");
	number_reads("123456", 1, "123\u202f456.0");
	number_reads("0.05", 1, "0.1");
	number_reads("999999.5", 0, "1\u202f000\u202f000");
}

static void
course_is(const char *const values[], size_t count, const char *expected)
{
	struct plot_point points[8] = { 0 };
	struct plot plot = { .points = points, .count = count };
	struct error error = { 0 };
	struct text text = { 0 };

	for (size_t i = 0; i < count; i++)
		points[i].has_value = values[i] != NULL &&
		    decimal_parse(&points[i].value, slice_of(values[i]),
		    &error);
	plot_spark_text(&text, &plot);
	tap_ok(slice_is(text_slice(&text), expected), "%s",
	    text.length > 0 ? text.bytes : "nothing");
	text_release(&text);
}

static void
a_course_goes_from_low_to_high_and_shows_gaps(void)
{
	static const char *const rising[] = { "1", "2", "3", "4", "5", "6",
		"7", "8" };
	static const char *const gap[] = { "5", NULL, "10" };
	static const char *const same[] = { "5", "5" };
	static const char *const none[] = { NULL, NULL };

	course_is(rising, 8, "\u2581\u2582\u2583\u2584\u2585\u2586\u2587"
	    "\u2588");
	course_is(gap, 3, "\u2581\u00b7\u2588");
	course_is(same, 2, "\u2585\u2585");
	course_is(none, 2, "\u00b7\u00b7");
	course_is(none, 0, "");
}

static void
limits_and_target_lie_on_the_axis(void)
{
	struct plot_point points[2] = {
		{ .has_value = true, .has_limits = true,
		    .value = { 10 * DECIMAL_ONE }, .lower = { 5 * DECIMAL_ONE },
		    .upper = { 15 * DECIMAL_ONE } },
		{ .has_value = false } };
	struct plot plot = { .points = points, .count = 2,
	    .has_target = true, .target = { 40 * DECIMAL_ONE } };
	struct axis axis;

	plot_axis(&axis, &plot, true, 5);
	tap_ok(decimal_compare(axis.low, decimal_of(0)) == 0 &&
	    decimal_compare(axis.high, decimal_of(40)) == 0,
	    "an axis from 0 to 40");
	plot_axis(&axis, &plot, false, 0);
	tap_ok(decimal_compare(axis.low, decimal_of(10)) == 0 &&
	    decimal_compare(axis.high, decimal_of(40)) == 0,
	    "without limits and steps one from 10 to 40");
}

int
main(void)
{
	tap_begin();
	numbers_are_grouped_by_three();
	a_course_goes_from_low_to_high_and_shows_gaps();
	limits_and_target_lie_on_the_axis();
	return tap_end();
}
