#include "value/date.h"

#include "../tap.h"

static struct error error;

static bool
reads(const char *text)
{
	struct date date = { 77 };
	char buffer[DATE_TEXT_MAX];

	error_clear(&error);
	if (!date_parse(&date, slice_of(text), &error))
		return date.days != 77;	/* what fails must not write */
	return date_format(buffer, date) == 10 && strcmp(buffer, text) == 0;
}

static struct date
day(const char *text)
{
	struct date out = DATE_NONE;

	(void)date_parse(&out, slice_of(text), &error);
	return out;
}

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Walk day by day, carrying by the rules of the calendar. */
static void
every_day_of_four_hundred_years_is_its_own(void)
{
	static const unsigned lengths[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	struct date_parts expected = { 1800, 1, 1 };
	struct date at = day("1800-01-01");
	unsigned wrong = 0, weekday = 3;	/* a Wednesday */
	char text[DATE_TEXT_MAX];

	while (expected.year < 2200) {
		struct date_parts parts = date_parts(at);
		struct date again = DATE_NONE, made = DATE_NONE;
		unsigned length = lengths[expected.month - 1] +
		    (expected.month == 2 && is_leap(expected.year));

		(void)date_format(text, at);
		wrong += parts.year != expected.year ||
		    parts.month != expected.month ||
		    parts.day != expected.day ||
		    date_weekday(at) != weekday ||
		    date_days_in_month(parts.year, parts.month) != length ||
		    !date_parse(&again, slice_of(text), &error) ||
		    again.days != at.days ||
		    !date_from_parts(&made, parts, &error) ||
		    made.days != at.days;
		at = date_add_days(at, 1);
		weekday = weekday % 7 + 1;
		if (++expected.day > length) {
			expected.day = 1;
			expected.month++;
		}
		if (expected.month > 12) {
			expected.month = 1;
			expected.year++;
		}
	}
	tap_ok(wrong == 0, "%u of 146,097 days are wrong", wrong);
	tap_ok(at.days - day("1800-01-01").days == 146097, "400 years");
}

static void
days_are_counted_from_1970(void)
{
	tap_ok(day("1970-01-01").days == 0, "the first");
	tap_ok(day("1969-12-31").days == -1, "the day before");
	tap_ok(day("0001-01-01").days == -719162, "the least");
	tap_ok(day("9999-12-31").days == 2932896, "the last");
	tap_ok(date_weekday(day("2026-10-31")) == 6, "a Saturday");
	tap_ok(reads("0001-01-01") && reads("9999-12-31"), "both ends");
}

static void
other_texts_are_refused(void)
{
	static const char *const wrong[] = {
		"", "2026-10-3", "2026-10-311", "2026/10/31", "31.10.2026",
		"2026-13-01", "2026-00-01", "2026-01-00", "2026-02-29",
		"2026-04-31", "1900-02-29", "0000-01-01", "20261031",
		"2026-1 -31", "-026-10-31", "2026-10-3x", "2026-10-31 "
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		tap_ok(!reads(wrong[i]) && error.fault == FAULT_INPUT,
		    "\"%s\": %s", wrong[i], error.message);
	tap_ok(reads("2024-02-29") && reads("2000-02-29"), "leap days");
}

static void
months_later_is_the_same_day_or_the_last(void)
{
	static const struct {
		const char *from, *to;
		int months;
	} cases[] = {
		{ "2026-01-31", "2026-02-28", 1 },
		{ "2024-01-31", "2024-02-29", 1 },
		{ "2026-03-31", "2026-02-28", -1 },
		{ "2026-10-15", "2027-10-15", 12 },
		{ "2024-02-29", "2025-02-28", 12 },
		{ "2026-12-31", "2027-01-31", 1 },
		{ "2026-01-01", "2025-12-01", -1 },
		{ "2026-06-30", "2026-06-30", 0 }
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_ok(date_compare(date_add_months(day(cases[i].from),
		    cases[i].months), day(cases[i].to)) == 0, "%s %+d is %s",
		    cases[i].from, cases[i].months, cases[i].to);
}

static void
no_date_is_an_empty_text(void)
{
	char buffer[DATE_TEXT_MAX] = "x";

	tap_ok(date_is_none(DATE_NONE) && date_format(buffer, DATE_NONE) == 0
	    && buffer[0] == '\0', "none");
}

int
main(void)
{
	tap_begin();
	every_day_of_four_hundred_years_is_its_own();
	days_are_counted_from_1970();
	other_texts_are_refused();
	months_later_is_the_same_day_or_the_last();
	no_date_is_an_empty_text();
	return tap_end();
}
