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
chart_find_axis(struct chart *chart)
{
	struct decimal low = chart->kind == CHART_BAR ?
	    DECIMAL_ZERO : chart_value(chart, 0, 0);
	struct decimal high = low;

	for (size_t series = 0; series < chart->series; series++)
		for (size_t row = 0; row < chart->grid->row_count; row++) {
			struct decimal value = chart_value(chart, series, row);

			if (decimal_compare(value, low) < 0)
				low = value;
			if (decimal_compare(value, high) > 0)
				high = value;
		}
	axis_find(&chart->axis, low, high, CHART_STEPS);
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
	chart_find_axis(chart);
	return true;
}
