#include "record/grid.h"

#include "../tap.h"

static const struct slice names[] = { SLICE("code"), SLICE("amount"),
    SLICE("day"), SLICE("long") };

static void
fill(struct grid *grid)
{
	static const struct slice rows[][4] = {
		{ SLICE("007"), SLICE("0.10"), SLICE("2026-10-31"),
		    SLICE("1234567890123456") },
		{ SLICE("12"), SLICE(""), SLICE("2026-02-28"), SLICE("1") },
		{ SLICE("13"), SLICE("-3.005"), SLICE(""), SLICE("2") }
	};
	struct error error = { 0 };

	grid_begin(grid, names, 4);
	for (unsigned i = 0; i < 3; i++)
		tap_ok(grid_add_row(grid, rows[i], &error), "row %u", i + 1);
	grid_finish(grid);
}

static void
types_follow_from_every_value(void)
{
	struct grid grid;

	fill(&grid);
	tap_ok(grid.columns[0].type == GRID_TEXT,
	    "a code with leading zeros is text");
	tap_ok(grid.columns[1].type == GRID_NUMBER && grid.columns[1].places ==
	    3, "amounts are numbers with the most places of any");
	tap_ok(grid.columns[2].type == GRID_DATE,
	    "days are dates, empty ones do not count");
	tap_ok(grid.columns[3].type == GRID_TEXT,
	    "a number of 16 digits is text");
	tap_ok(grid.columns[2].width == 10, "the width is of the widest");
	grid_release(&grid);
}

static void
totals_are_exact(void)
{
	struct grid grid;
	struct error error = { 0 };
	char buffer[DECIMAL_TEXT_MAX];

	fill(&grid);
	tap_ok(grid_total(&grid, 1, &error), "a column of numbers");
	tap_ok(slice_is(grid_total_text(&grid.columns[1], buffer), "-2.905"),
	    "the total has the places of its column: %s", buffer);
	tap_ok(!grid_total(&grid, 0, &error) && error.fault == FAULT_USAGE,
	    "a column of text has none: %s", error.message);
	grid_release(&grid);
}

static void
columns_are_found_by_name(void)
{
	struct grid grid;

	fill(&grid);
	tap_ok(grid_find(&grid, slice_of("day")) == 2, "by its name");
	tap_ok(grid_find(&grid, slice_of("Day")) == -1, "in its case");
	grid_release(&grid);
}

int
main(void)
{
	tap_begin();
	types_follow_from_every_value();
	totals_are_exact();
	columns_are_found_by_name();
	return tap_end();
}
