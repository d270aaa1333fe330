#include "base/width.h"
#include "record/grid.h"

static void
grid_table_repeat(struct output *output, char character, size_t count)
{
	while (count-- > 0)
		output_write(output, slice_from(&character, 1));
}

static void
grid_table_cell(struct output *output, const struct grid_column *column,
    struct slice cell, bool last)
{
	size_t blank = column->width - width_of(cell);

	if (column->type == GRID_NUMBER)
		grid_table_repeat(output, ' ', blank);
	output_write(output, cell);
	if (last)
		return;
	grid_table_repeat(output, ' ',
	    (column->type == GRID_NUMBER ? 0 : blank) + 2);
}

static void
grid_table_rule(const struct grid *grid, struct output *output)
{
	for (size_t i = 0; i < grid->column_count; i++) {
		grid_table_repeat(output, '-', grid->columns[i].width);
		output_write_string(output,
		    i + 1 < grid->column_count ? "  " : "\n");
	}
}

static void
grid_table_totals(const struct grid *grid, struct output *output)
{
	grid_table_rule(grid, output);
	for (size_t i = 0; i < grid->column_count; i++) {
		const struct grid_column *column = &grid->columns[i];
		char buffer[DECIMAL_TEXT_MAX] = "";

		if (column->totalled)
			(void)grid_total_text(column, buffer);
		grid_table_cell(output, column, slice_of(buffer),
		    i + 1 == grid->column_count);
	}
	output_write_string(output, "\n");
}

void
grid_table_write(const struct grid *grid, struct output *output)
{
	if (!slice_is_empty(grid->title)) {
		output_write(output, grid->title);
		output_write_string(output, "\n\n");
	}
	for (size_t i = 0; i < grid->column_count; i++)
		grid_table_cell(output, &grid->columns[i],
		    grid->columns[i].name, i + 1 == grid->column_count);
	output_write_string(output, "\n");
	grid_table_rule(grid, output);
	for (size_t row = 0; row < grid->row_count; row++) {
		for (size_t i = 0; i < grid->column_count; i++)
			grid_table_cell(output, &grid->columns[i],
			    grid_cell(grid, row, i),
			    i + 1 == grid->column_count);
		output_write_string(output, "\n");
	}
	if (grid->has_totals)
		grid_table_totals(grid, output);
}
