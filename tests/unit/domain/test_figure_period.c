#include "domain/figure_period.h"

#include "../tap.h"

static void
periods_count_on_by_one(void)
{
	static const char *const texts[][2] = {
		{ "2025-12", "2026-01" }, { "2025-Q4", "2026-Q1" },
		{ "2025", "2026" } };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct figure_period one, other;
		struct error error = { 0 };

		tap_ok(figure_period_parse(&one, slice_of(texts[i][0]),
		    &error) && figure_period_parse(&other,
		    slice_of(texts[i][1]), &error) &&
		    one.kind == other.kind && other.number - one.number == 1,
		    "%s comes before %s", texts[i][0], texts[i][1]);
	}
}

static void
what_was_read_is_written(void)
{
	static const char *const texts[][2] = { { "2026-10", "Oct 2026" },
		{ "0001-01", "Jan 0001" }, { "2026-Q3", "Q3 2026" },
		{ "1999", "1999" }, { "", "" } };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char buffer[FIGURE_PERIOD_TEXT_MAX];
		struct figure_period period;
		struct error error = { 0 };

		tap_ok(figure_period_parse(&period, slice_of(texts[i][0]),
		    &error), "\"%s\" is read", texts[i][0]);
		(void)figure_period_format(buffer, period);
		tap_ok(strcmp(buffer, texts[i][0]) == 0, "and written");
		(void)figure_period_title(buffer, period);
		tap_ok(strcmp(buffer, texts[i][1]) == 0, "as \"%s\" too",
		    buffer);
	}
}

static void
other_texts_are_refused(void)
{
	static const char *const texts[] = { "2026-13", "2026-00", "2026-Q5",
		"2026-Q0", "2026-1", "26-10", "2026-", "-10", "x", "2026-1a",
		"0000", "2026-10-01", "20266" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct figure_period period;
		struct error error = { 0 };

		tap_ok(!figure_period_parse(&period, slice_of(texts[i]),
		    &error) && error.fault == FAULT_INPUT, "%s",
		    error.message);
	}
}

/* Every day of two years is in the period which its text says. */
static void
days_are_in_their_period(void)
{
	struct error error = { 0 };
	struct date day = DATE_NONE;
	size_t wrong = 0;

	(void)date_parse(&day, slice_of("2026-01-01"), &error);
	for (int i = 0; i < 730; i++, day = date_add_days(day, 1)) {
		char date[DATE_TEXT_MAX], month[FIGURE_PERIOD_TEXT_MAX];

		(void)date_format(date, day);
		(void)figure_period_format(month, figure_period_of(day,
		    INDICATOR_MONTH));
		wrong += strncmp(date, month, 7) != 0;
		wrong += figure_period_of(day, INDICATOR_QUARTER).number !=
		    figure_period_of(day, INDICATOR_MONTH).number / 3;
		wrong += figure_period_of(day, INDICATOR_YEAR).number !=
		    (int32_t)date_parts(day).year;
	}
	tap_ok(wrong == 0, "%zu days are in another period", wrong);
	tap_ok(figure_period_of(day, INDICATOR_NO_PERIOD).number == 0,
	    "without periods all days are in one");
}

int
main(void)
{
	tap_begin();
	periods_count_on_by_one();
	what_was_read_is_written();
	other_texts_are_refused();
	days_are_in_their_period();
	return tap_end();
}
