#include "record/chart.h"

#include "base/assert.h"

struct decimal
chart_value(const struct chart *chart, size_t series, size_t row)
{
	struct error error = { 0 };
	struct decimal value = DECIMAL_ZERO;
	bool good = decimal_parse(&value, grid_cell(chart->grid, row,
	    (size_t)chart->values[series]), &error);

	ENSURE(good);
	return value;
}

int64_t
chart_place(const struct chart *chart, struct decimal value, int64_t length)
{
	__int128 span = chart->high.units - chart->low.units;
	__int128 part = value.units - chart->low.units;

	ENSURE(span > 0 && length >= 0);
	return (int64_t)(part * length / span);
}

static bool
chart_check_column(const struct chart *chart, int number,
    struct error *error)
{
	const struct grid_column *column = &chart->grid->columns[number];

	if (column->type != GRID_NUMBER)
		return error_set(error, FAULT_USAGE,
		    "\"%.*s\" is not a column of numbers",
		    SLICE_PRINT(column->name));
	for (size_t row = 0; row < chart->grid->row_count; row++)
		if (slice_is_empty(grid_cell(chart->grid, row,
		    (size_t)number)))
			return error_set(error, FAULT_INPUT,
			    "record %zu has no %.*s to draw", row + 1,
			    SLICE_PRINT(column->name));
	return true;
}

static void
chart_find_ends(struct chart *chart)
{
	chart->low = chart->high = chart->kind == CHART_BAR ?
	    DECIMAL_ZERO : chart_value(chart, 0, 0);
	for (size_t series = 0; series < chart->series; series++)
		for (size_t row = 0; row < chart->grid->row_count; row++) {
			struct decimal value = chart_value(chart, series, row);

			if (decimal_compare(value, chart->low) < 0)
				chart->low = value;
			if (decimal_compare(value, chart->high) > 0)
				chart->high = value;
		}
}

/* The smallest of 1, 2, 5, 10, ... of 10^-12 which is at least the step. */
static __int128
chart_round_step(__int128 step)
{
	__int128 power = 1;

	while (power * 10 <= step)
		power *= 10;
	if (step <= power)
		return power;
	if (step <= power * 2)
		return power * 2;
	return step <= power * 5 ? power * 5 : power * 10;
}

static void
chart_round_ends(struct chart *chart)
{
	__int128 span = chart->high.units - chart->low.units;
	__int128 step, low, high;

	if (span == 0)
		span = DECIMAL_ONE;
	step = chart_round_step((span + CHART_STEPS - 1) / CHART_STEPS);
	low = chart->low.units / step * step;
	if (low > chart->low.units)
		low -= step;
	high = chart->high.units / step * step;
	if (high < chart->high.units || high == low)
		high += step;
	chart->step = (struct decimal){ step };
	chart->low = (struct decimal){ low };
	chart->high = (struct decimal){ high };
	chart->places = decimal_places(chart->step);
}

bool
chart_scale(struct chart *chart, struct error *error)
{
	if (chart->grid->row_count == 0)
		return error_set(error, FAULT_INPUT, "no records to draw");
	if (chart->grid->row_count > CHART_POINTS_MAX)
		return error_set(error, FAULT_INPUT,
		    "%zu records; a chart shows at most %d",
		    chart->grid->row_count, CHART_POINTS_MAX);
	for (size_t i = 0; i < chart->series; i++)
		if (!chart_check_column(chart, chart->values[i], error))
			return false;
	chart_find_ends(chart);
	chart_round_ends(chart);
	return true;
}
