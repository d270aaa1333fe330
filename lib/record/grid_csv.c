#include "record/grid.h"

/* RFC 4180: quoted where it must be; an empty only field is quoted, too. */
static void
grid_csv_cell(struct output *output, struct slice cell, bool only)
{
	bool quote = only && slice_is_empty(cell);

	for (size_t i = 0; !quote && i < cell.length; i++)
		quote = memchr(",\"\r\n", cell.text[i], 4) != NULL;
	if (!quote) {
		output_write(output, cell);
		return;
	}
	output_write_string(output, "\"");
	while (cell.length > 0) {
		struct slice part = slice_from(cell.text,
		    slice_find(cell, '"'));

		output_write(output, part);
		if (part.length < cell.length)
			output_write_string(output, "\"\"");
		(void)slice_cut(&cell, '"');
	}
	output_write_string(output, "\"");
}

void
grid_csv_write(const struct grid *grid, struct output *output)
{
	size_t columns = grid->column_count;

	for (size_t i = 0; i < columns; i++) {
		grid_csv_cell(output, grid->columns[i].name, columns == 1);
		output_write_string(output, i + 1 < columns ? "," : "\n");
	}
	for (size_t row = 0; row < grid->row_count; row++)
		for (size_t i = 0; i < columns; i++) {
			grid_csv_cell(output, grid_cell(grid, row, i),
			    columns == 1);
			output_write_string(output,
			    i + 1 < columns ? "," : "\n");
		}
}
