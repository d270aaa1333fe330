#include "record/grid.h"

#include "base/memory.h"
#include "base/width.h"
#include "value/date.h"

void
grid_begin(struct grid *grid, const struct slice names[], size_t count)
{
	*grid = (struct grid){ .column_count = count };
	grid->columns = arena_new(&grid->arena,
	    count * sizeof(*grid->columns));
	for (size_t i = 0; i < count; i++)
		grid->columns[i].name = arena_copy(&grid->arena, names[i]);
}

bool
grid_add_row(struct grid *grid, const struct slice cells[],
    struct error *error)
{
	struct slice *row;

	if (grid->row_count == GRID_ROWS_MAX)
		return error_set(error, FAULT_INPUT,
		    "more than %d rows, which no worksheet holds",
		    GRID_ROWS_MAX);
	grid->cells = memory_grow(grid->cells, &grid->row_capacity,
	    grid->row_count, grid->column_count * sizeof(*grid->cells));
	row = grid->cells + grid->row_count++ * grid->column_count;
	for (size_t i = 0; i < grid->column_count; i++)
		row[i] = arena_copy(&grid->arena, cells[i]);
	return true;
}

/* Would a spreadsheet keep the number as it is written? */
static bool
grid_is_number(struct slice text, struct decimal *value)
{
	struct error ignored = { 0 };
	size_t sign = text.length > 0 && text.text[0] == '-';
	size_t digits = 0;

	if (text.length > sign + 1 && text.text[sign] == '0' &&
	    text.text[sign + 1] != '.')
		return false;
	for (size_t i = 0; i < text.length; i++)
		digits += text.text[i] >= '0' && text.text[i] <= '9';
	return digits <= GRID_DIGITS_MAX &&
	    decimal_parse(value, text, &ignored);
}

static bool
grid_is_date(struct slice text)
{
	struct error ignored = { 0 };
	struct date date;

	return date_parse(&date, text, &ignored);
}

static unsigned
grid_places(struct slice text)
{
	size_t point = slice_find(text, '.');

	return point < text.length ? (unsigned)(text.length - point - 1) : 0;
}

static void
grid_look_at(const struct grid *grid, size_t number)
{
	struct grid_column *column = &grid->columns[number];
	bool numbers = true, dates = true, any = false;

	column->width = width_of(column->name);
	column->type = GRID_TEXT;
	column->places = 0;
	for (size_t row = 0; row < grid->row_count; row++) {
		struct slice cell = grid_cell(grid, row, number);
		size_t width = width_of(cell);
		struct decimal value;

		if (width > column->width)
			column->width = width;
		if (slice_is_empty(cell))
			continue;
		any = true;
		numbers = numbers && grid_is_number(cell, &value);
		dates = dates && grid_is_date(cell);
		if (numbers && grid_places(cell) > column->places)
			column->places = grid_places(cell);
	}
	if (any && (numbers || dates))
		column->type = numbers ? GRID_NUMBER : GRID_DATE;
}

void
grid_finish(struct grid *grid)
{
	for (size_t i = 0; i < grid->column_count; i++)
		grid_look_at(grid, i);
}

bool
grid_read(struct grid *grid, struct stream *stream, struct error *error)
{
	struct record record;

	grid_begin(grid, stream_extras(stream), stream_extra_count(stream));
	while (stream_next(stream, &record, error))
		if (!grid_add_row(grid, record.extras, error))
			return error_locate(error, record.origin, record.line);
	if (error->fault != FAULT_NONE)
		return false;
	grid_finish(grid);
	return true;
}

int
grid_find(const struct grid *grid, struct slice name)
{
	for (size_t i = 0; i < grid->column_count; i++)
		if (slice_equal(grid->columns[i].name, name))
			return (int)i;
	return -1;
}

struct slice
grid_total_text(const struct grid_column *column,
    char buffer[DECIMAL_TEXT_MAX])
{
	struct error error = { 0 };

	(void)decimal_format_places(buffer, column->total, column->places,
	    ROUND_NEVER, &error);
	return slice_of(buffer);
}

bool
grid_total(struct grid *grid, int number, struct error *error)
{
	struct grid_column *column = &grid->columns[number];
	char buffer[DECIMAL_TEXT_MAX];
	struct decimal value;
	size_t width;

	if (column->type != GRID_NUMBER)
		return error_set(error, FAULT_USAGE,
		    "\"%.*s\" is not a column of numbers, so it has no total",
		    SLICE_PRINT(column->name));
	column->total = DECIMAL_ZERO;
	for (size_t row = 0; row < grid->row_count; row++)
		if (grid_is_number(grid_cell(grid, row, (size_t)number),
		    &value) && !decimal_add(&column->total, column->total,
		    value, error))
			return error_in_field(error, "total", 0);
	column->totalled = grid->has_totals = true;
	width = grid_total_text(column, buffer).length;
	if (width > column->width)
		column->width = width;
	return true;
}

void
grid_release(struct grid *grid)
{
	arena_release(&grid->arena);
	memory_free(grid->cells);
	*grid = (struct grid){ 0 };
}
