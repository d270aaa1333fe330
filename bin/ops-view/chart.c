#include "view.h"

#include "record/chart.h"

enum { VIEW_WIDTH = 80, VIEW_WIDTH_MAX = 400 };

static void
view_all_numbers(struct chart *chart)
{
	for (size_t i = 0; i < chart->grid->column_count &&
	    chart->series < CHART_SERIES_MAX; i++)
		if (chart->grid->columns[i].type == GRID_NUMBER &&
		    (int)i != chart->label)
			chart->values[chart->series++] = (int)i;
}

static bool
view_series(struct chart *chart, struct cli *cli, struct error *error)
{
	chart->series = cli_list_count(cli, "value");
	if (chart->series > CHART_SERIES_MAX)
		return error_set(error, FAULT_USAGE,
		    "%zu columns to draw; at most %d", chart->series,
		    CHART_SERIES_MAX);
	for (size_t i = 0; i < chart->series; i++) {
		const char *name = cli_list(cli, "value", i);

		chart->values[i] = grid_find(chart->grid, slice_of(name));
		if (chart->values[i] < 0)
			return error_set(error, FAULT_USAGE,
			    "\"%s\" is not a column of the input", name);
	}
	if (chart->series == 0)
		view_all_numbers(chart);
	return chart->series > 0 || error_set(error, FAULT_USAGE,
	    "no column of numbers to draw");
}

bool
view_chart(struct cli *cli, const struct grid *grid, const char *form,
    struct output *output, struct error *error)
{
	struct chart chart = { .grid = grid };
	size_t width = VIEW_WIDTH;

	if (cli_has(cli, "label"))
		chart.label = grid_find(grid,
		    slice_of(cli_text(cli, "label")));
	if (chart.label < 0)
		return error_set(error, FAULT_USAGE,
		    "\"%s\" is not a column of the input",
		    cli_text(cli, "label"));
	if (cli_has(cli, "width") && cli_number(cli, "width") <=
	    VIEW_WIDTH_MAX)
		width = (size_t)cli_number(cli, "width");
	chart.kind = strstr(form, "line") != NULL ? CHART_LINE : CHART_BAR;
	if (!view_series(&chart, cli, error) || !chart_scale(&chart, error))
		return false;
	if (strncmp(form, "svg-", 4) == 0)
		chart_svg_write(&chart, output);
	else
		chart_terminal_write(&chart, width, output);
	return true;
}
