#include "value/period.h"

#include "../tap.h"

static struct error error;

static struct period
period(const char *text)
{
	struct period out = PERIOD_NONE;

	(void)period_parse(&out, slice_of(text), &error);
	return out;
}

static struct date
day(const char *text)
{
	struct date out = DATE_NONE;

	(void)date_parse(&out, slice_of(text), &error);
	return out;
}

static void
texts_come_back(void)
{
	char buffer[PERIOD_TEXT_MAX];
	struct period out = { 77 };

	tap_ok(period_format(buffer, period("2026-10")) == 7 &&
	    strcmp(buffer, "2026-10") == 0, "%s", buffer);
	tap_ok(period_format(buffer, PERIOD_NONE) == 0, "none is empty");
	tap_ok(!period_parse(&out, slice_of("2026-13"), &error) &&
	    out.month == 77, "%s", error.message);
	tap_ok(!period_parse(&out, slice_of("2026-1"), &error), "%s",
	    error.message);
	tap_ok(!period_parse(&out, slice_of("2026-10-01"), &error), "%s",
	    error.message);
	tap_ok(!period_parse(&out, slice_of(""), &error), "%s",
	    error.message);
}

/* Each day of every month of 400 years, one after the other. */
static void
months_join_without_gap(void)
{
	struct date at = day("1800-01-01");
	unsigned wrong = 0, weekdays, days;

	for (struct period month = period("1800-01"); month.month < 2200 * 12;
	    month.month++) {
		wrong += date_compare(period_first(month), at) != 0;
		weekdays = days = 0;
		for (; period_of(at).month == month.month;
		    at = date_add_days(at, 1)) {
			weekdays += date_weekday(at) <= 5;
			days++;
		}
		wrong += days != period_days(month) ||
		    weekdays != period_weekdays(month) ||
		    date_compare(period_after(month), at) != 0 ||
		    period_last(month).days != at.days - 1;
	}
	tap_ok(wrong == 0, "%u of 4800 months are wrong", wrong);
}

static void
overlap_counts_the_shared_days(void)
{
	struct period october = period("2026-10");

	tap_ok(period_overlap(october, day("2026-10-01"),
	    day("2026-11-01")) == 31, "all of it");
	tap_ok(period_overlap(october, day("2020-01-01"), DATE_NONE) == 31,
	    "an open end");
	tap_ok(period_overlap(october, day("2026-10-15"), DATE_NONE) == 17,
	    "from the 15th");
	tap_ok(period_overlap(october, DATE_NONE, day("2026-10-15")) == 14,
	    "until the 15th, which is not in it");
	tap_ok(period_overlap(october, day("2026-10-10"),
	    day("2026-10-10")) == 0, "an empty span");
	tap_ok(period_overlap(october, day("2026-11-01"),
	    day("2027-01-01")) == 0, "after it");
	tap_ok(period_overlap(october, day("2026-01-01"),
	    day("2026-10-01")) == 0, "before it");
}

static void
every_month_is_that_of_its_first_day(void)
{
	char text[32];
	bool right = true;

	for (int year = 0; year <= 9999; year += year < 900 ? 300 : 1)
		for (int month = 0; month <= 19; month++) {
			struct period one = PERIOD_NONE;
			struct date first = DATE_NONE;
			struct error error_of_one = { 0 };
			struct error error_of_first = { 0 };
			bool is;

			(void)snprintf(text, sizeof(text), "%04d-%02d-01",
			    year, month);
			is = period_parse(&one, slice_from(text, 7),
			    &error_of_one);
			right = right && is == date_parse(&first,
			    slice_of(text), &error_of_first) && (!is ||
			    date_compare(period_first(one), first) == 0);
		}
	tap_ok(right, "from the first year to the last");
}

int
main(void)
{
	tap_begin();
	texts_come_back();
	months_join_without_gap();
	overlap_counts_the_shared_days();
	every_month_is_that_of_its_first_day();
	return tap_end();
}
