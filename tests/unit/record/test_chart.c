#include "record/chart.h"

#include "../tap.h"

static const struct slice names[] = { SLICE("label"), SLICE("value") };

static void
fill(struct grid *grid, const char *const values[], size_t count)
{
	struct error error = { 0 };

	grid_begin(grid, names, 2);
	for (size_t i = 0; i < count; i++) {
		struct slice row[] = { SLICE("x"), slice_of(values[i]) };

		(void)grid_add_row(grid, row, &error);
	}
	grid_finish(grid);
}

static void
axis(enum chart_kind kind, const char *const values[], size_t count,
    const char *low, const char *high, const char *step)
{
	struct grid grid;
	struct chart chart = { .grid = &grid, .kind = kind, .series = 1,
	    .values = { 1 } };
	struct error error = { 0 };
	struct decimal expected[3];

	fill(&grid, values, count);
	(void)decimal_parse(&expected[0], slice_of(low), &error);
	(void)decimal_parse(&expected[1], slice_of(high), &error);
	(void)decimal_parse(&expected[2], slice_of(step), &error);
	tap_ok(chart_scale(&chart, &error), "an axis is found");
	tap_ok(decimal_compare(chart.axis.low, expected[0]) == 0 &&
	    decimal_compare(chart.axis.high, expected[1]) == 0 &&
	    decimal_compare(chart.axis.step, expected[2]) == 0,
	    "it runs from %s to %s by %s", low, high, step);
	grid_release(&grid);
}

static void
axes_run_over_round_steps(void)
{
	static const char *const bars[] = { "12", "97" };
	static const char *const below[] = { "-3", "4.5" };
	static const char *const same[] = { "5", "5" };
	static const char *const large[] = { "1234567.89", "1300000" };

	axis(CHART_BAR, bars, 2, "0", "100", "20");
	axis(CHART_BAR, below, 2, "-4", "6", "2");
	axis(CHART_LINE, same, 2, "5", "5.2", "0.2");
	axis(CHART_LINE, large, 2, "1220000", "1300000", "20000");
}

static void
what_cannot_be_drawn_is_refused(void)
{
	static const char *const absent[] = { "1", "" };
	static const char *const text[] = { "1", "one" };
	struct grid grid;
	struct chart chart = { .grid = &grid, .series = 1, .values = { 1 } };
	struct error error = { 0 };

	fill(&grid, absent, 2);
	tap_ok(!chart_scale(&chart, &error) && error.fault == FAULT_INPUT,
	    "%s", error.message);
	grid_release(&grid);
	fill(&grid, text, 2);
	tap_ok(!chart_scale(&chart, &error) && error.fault == FAULT_USAGE,
	    "%s", error.message);
	grid_release(&grid);
	fill(&grid, NULL, 0);
	tap_ok(!chart_scale(&chart, &error) && error.fault == FAULT_INPUT,
	    "%s", error.message);
	grid_release(&grid);
}

int
main(void)
{
	tap_begin();
	axes_run_over_round_steps();
	what_cannot_be_drawn_is_refused();
	return tap_end();
}
