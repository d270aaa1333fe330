#include "record/grid.h"
#include "record/markup.h"

static const char grid_html_head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>";

static const char grid_html_style[] =
    "</title>\n<style>\n"
    ":root { color-scheme: light dark; font: 15px/1.4 sans-serif; }\n"
    "body { margin: 2em auto; max-width: 70em; padding: 0 1em; }\n"
    "table { border-collapse: collapse; margin: 0 0 2em; }\n"
    "caption { text-align: left; font-weight: bold; padding: .5em 0; }\n"
    "th, td { padding: .25em .75em; border-bottom: 1px solid #8884;\n"
    "    text-align: left; vertical-align: top; }\n"
    "thead th { position: sticky; top: 0; background: Canvas;\n"
    "    border-bottom: 2px solid; }\n"
    ".n { text-align: right; font-variant-numeric: tabular-nums; }\n"
    "tfoot td { font-weight: bold; border-top: 2px solid; }\n"
    "@media print { thead th { position: static; } }\n"
    "</style>\n</head>\n<body>\n";

static void
grid_html_cell(struct output *output, const char *open,
    const struct grid_column *column, const char *close, struct slice text)
{
	output_write_format(output, "<%s%s>", open,
	    column->type == GRID_NUMBER ? " class=\"n\"" : "");
	markup_write(output, text);
	output_write_format(output, "</%s>", close);
}

static void
grid_html_totals(const struct grid *grid, struct output *output)
{
	output_write_string(output, "<tfoot>\n<tr>");
	for (size_t i = 0; i < grid->column_count; i++) {
		char buffer[DECIMAL_TEXT_MAX] = "";

		if (grid->columns[i].totalled)
			(void)grid_total_text(&grid->columns[i], buffer);
		grid_html_cell(output, "td", &grid->columns[i], "td",
		    slice_of(buffer));
	}
	output_write_string(output, "</tr>\n</tfoot>\n");
}

static void
grid_html_table(const struct grid *grid, struct output *output)
{
	output_write_string(output, "<table>\n");
	if (!slice_is_empty(grid->title)) {
		output_write_string(output, "<caption>");
		markup_write(output, grid->title);
		output_write_string(output, "</caption>\n");
	}
	output_write_string(output, "<thead>\n<tr>");
	for (size_t i = 0; i < grid->column_count; i++)
		grid_html_cell(output, "th scope=\"col\"", &grid->columns[i],
		    "th", grid->columns[i].name);
	output_write_string(output, "</tr>\n</thead>\n<tbody>\n");
	for (size_t row = 0; row < grid->row_count; row++) {
		output_write_string(output, "<tr>");
		for (size_t i = 0; i < grid->column_count; i++)
			grid_html_cell(output, "td", &grid->columns[i], "td",
			    grid_cell(grid, row, i));
		output_write_string(output, "</tr>\n");
	}
	output_write_string(output, "</tbody>\n");
	if (grid->has_totals)
		grid_html_totals(grid, output);
	output_write_string(output, "</table>\n");
}

void
grid_html_write(const struct grid *grids, size_t count,
    struct output *output)
{
	output_write_string(output, grid_html_head);
	markup_write(output, count > 0 && grids[0].title.length > 0 ?
	    grids[0].title : slice_of("Records"));
	output_write_string(output, grid_html_style);
	for (size_t i = 0; i < count; i++)
		grid_html_table(&grids[i], output);
	output_write_string(output, "</body>\n</html>\n");
}
