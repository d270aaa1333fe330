#include "base/width.h"
#include "record/grid.h"

/* A bar or a line break inside a cell would end it. */
static void
grid_markdown_cell(struct output *output, struct slice cell)
{
	output_write_string(output, " ");
	for (size_t i = 0; i < cell.length; i++)
		switch (cell.text[i]) {
		case '|':
			output_write_string(output, "\\|");
			break;
		case '\\':
			output_write_string(output, "\\\\");
			break;
		case '\n':
			output_write_string(output, "<br>");
			break;
		case '<':
			output_write_string(output, "&lt;");
			break;
		default:
			output_write(output, slice_from(cell.text + i, 1));
		}
	output_write_string(output, " |");
}

static void
grid_markdown_totals(const struct grid *grid, struct output *output)
{
	output_write_string(output, "|");
	for (size_t i = 0; i < grid->column_count; i++) {
		char buffer[DECIMAL_TEXT_MAX] = "";

		if (grid->columns[i].totalled)
			(void)grid_total_text(&grid->columns[i], buffer);
		output_write_format(output,
		    buffer[0] != '\0' ? " **%s** |" : " %s |", buffer);
	}
	output_write_string(output, "\n");
}

void
grid_markdown_write(const struct grid *grid, struct output *output)
{
	if (!slice_is_empty(grid->title)) {
		output_write_string(output, "### ");
		output_write(output, grid->title);
		output_write_string(output, "\n\n");
	}
	output_write_string(output, "|");
	for (size_t i = 0; i < grid->column_count; i++)
		grid_markdown_cell(output, grid->columns[i].name);
	output_write_string(output, "\n|");
	for (size_t i = 0; i < grid->column_count; i++)
		output_write_string(output,
		    grid->columns[i].type == GRID_NUMBER ? " ---: |" :
		    " --- |");
	output_write_string(output, "\n");
	for (size_t row = 0; row < grid->row_count; row++) {
		output_write_string(output, "|");
		for (size_t i = 0; i < grid->column_count; i++)
			grid_markdown_cell(output, grid_cell(grid, row, i));
		output_write_string(output, "\n");
	}
	if (grid->has_totals)
		grid_markdown_totals(grid, output);
}
