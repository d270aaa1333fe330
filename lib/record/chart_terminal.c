#include "base/memory.h"
#include "base/width.h"
#include "record/chart.h"

enum {
	BAR_LABEL_MAX = 30,
	BAR_WIDTH_MIN = 10,
	LINE_ROWS = 12,
	DOT_COLUMNS = 2,	/* dots of a braille character */
	DOT_ROWS = 4
};

/* Eighths of a full block, from one to eight. */
static const char *const bar_blocks[] = { "", "\u258f", "\u258e", "\u258d",
    "\u258c", "\u258b", "\u258a", "\u2589", "\u2588" };

static void
chart_repeat(struct output *output, const char *string, int64_t count)
{
	while (count-- > 0)
		output_write_string(output, string);
}

static void
chart_bar(const struct chart *chart, struct decimal value, int64_t width,
    struct output *output)
{
	int64_t from = axis_place(&chart->axis, DECIMAL_ZERO, width * 8);
	int64_t to = axis_place(&chart->axis, value, width * 8);

	if (to < from) {
		int64_t swap = from;

		from = to;
		to = swap;
	}
	from = from / 8 * 8;
	chart_repeat(output, " ", from / 8);
	chart_repeat(output, bar_blocks[8], (to - from) / 8);
	output_write_string(output, bar_blocks[(to - from) % 8]);
}

static size_t
chart_label_width(const struct chart *chart)
{
	size_t width = chart->grid->columns[chart->label].width;

	return width > BAR_LABEL_MAX ? BAR_LABEL_MAX : width;
}

static size_t
chart_value_width(const struct chart *chart)
{
	size_t widest = 0;

	for (size_t i = 0; i < chart->series; i++) {
		const struct grid_column *column =
		    &chart->grid->columns[chart->values[i]];

		if (column->width > widest)
			widest = column->width;
	}
	return widest;
}

static void
chart_bars(const struct chart *chart, size_t width, struct output *output)
{
	size_t labels = chart_label_width(chart);
	size_t numbers = chart_value_width(chart);
	size_t used = labels + numbers + 4;
	int64_t bars = width > used + BAR_WIDTH_MIN ?
	    (int64_t)(width - used) : BAR_WIDTH_MIN;

	for (size_t row = 0; row < chart->grid->row_count; row++)
		for (size_t i = 0; i < chart->series; i++) {
			struct slice label = i > 0 ? slice_of("") :
			    width_cut(grid_cell(chart->grid, row,
			    (size_t)chart->label), labels);
			struct slice number = grid_cell(chart->grid, row,
			    (size_t)chart->values[i]);

			output_write(output, label);
			chart_repeat(output, " ",
			    (int64_t)(labels - width_of(label)));
			chart_repeat(output, " ",
			    (int64_t)(numbers - number.length) + 2);
			output_write(output, number);
			output_write_string(output, "  ");
			chart_bar(chart, chart_value(chart, i, row), bars,
			    output);
			output_write_string(output, "\n");
		}
}

struct dots {
	unsigned char *cells;	/* braille patterns, row after row */
	int64_t columns;
	int64_t rows;
};

/* The bit of a dot in its character (Unicode chart U2800). */
static void
dots_set(struct dots *dots, int64_t x, int64_t y)
{
	static const unsigned char bits[DOT_ROWS][DOT_COLUMNS] = {
		{ 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 },
		{ 0x40, 0x80 } };

	dots->cells[y / DOT_ROWS * dots->columns + x / DOT_COLUMNS] |=
	    bits[y % DOT_ROWS][x % DOT_COLUMNS];
}

static void
dots_line(struct dots *dots, int64_t x, int64_t y, int64_t to_x,
    int64_t to_y)
{
	int64_t wide = to_x - x, high = to_y > y ? to_y - y : y - to_y;
	int64_t steps = wide > high ? wide : high;

	for (int64_t i = 0; i <= steps; i++)
		dots_set(dots, steps == 0 ? x : x + wide * i / steps,
		    steps == 0 ? y : y + (to_y - y) * i / steps);
}

static void
chart_plot(const struct chart *chart, size_t series, struct dots *dots)
{
	int64_t right = dots->columns * DOT_COLUMNS - 1;
	int64_t bottom = dots->rows * DOT_ROWS - 1;
	int64_t last = (int64_t)chart->grid->row_count - 1;
	int64_t x = 0, y = bottom - axis_place(&chart->axis,
	    chart_value(chart, series, 0), bottom);

	dots_set(dots, x, y);
	for (int64_t row = 1; row <= last; row++) {
		int64_t to_x = right * row / last;
		int64_t to_y = bottom - axis_place(&chart->axis,
		    chart_value(chart, series, (size_t)row), bottom);

		dots_line(dots, x, y, to_x, to_y);
		x = to_x;
		y = to_y;
	}
}

static void
chart_write_dots(const struct dots *dots, int64_t row,
    struct output *output)
{
	const unsigned char *cells = dots->cells + row * dots->columns;
	int64_t columns = dots->columns;

	while (columns > 0 && cells[columns - 1] == 0)
		columns--;
	for (int64_t i = 0; i < columns; i++) {
		unsigned char cell = cells[i];
		char braille[4] = { (char)0xe2, (char)(0xa0 | cell >> 6),
		    (char)(0x80 | (cell & 0x3f)), '\0' };

		output_write_string(output, cell != 0 ? braille : " ");
	}
}

static size_t
chart_axis_text(const struct chart *chart, struct decimal value,
    char buffer[DECIMAL_TEXT_MAX])
{
	struct error error = { 0 };

	(void)decimal_format_places(buffer, value, chart->axis.places,
	    ROUND_HALF_AWAY, &error);
	return strlen(buffer);
}

static void
chart_lines(const struct chart *chart, size_t width, struct output *output)
{
	char high[DECIMAL_TEXT_MAX], low[DECIMAL_TEXT_MAX];
	size_t high_width = chart_axis_text(chart, chart->axis.high, high);
	size_t low_width = chart_axis_text(chart, chart->axis.low, low);
	size_t axis = high_width > low_width ? high_width : low_width;
	struct dots dots = { .columns = width > axis + 2 + BAR_WIDTH_MIN ?
	    (int64_t)(width - axis - 2) : BAR_WIDTH_MIN, .rows = LINE_ROWS };

	dots.cells = memory_new((size_t)(dots.columns * dots.rows));
	for (size_t i = 0; i < chart->series; i++)
		chart_plot(chart, i, &dots);
	for (int64_t row = 0; row < dots.rows; row++) {
		const char *text = row == 0 ? high :
		    row == dots.rows - 1 ? low : "";

		chart_repeat(output, " ", (int64_t)(axis - strlen(text)));
		output_write_string(output, text);
		output_write_string(output, " \u2502");
		chart_write_dots(&dots, row, output);
		output_write_string(output, "\n");
	}
	memory_free(dots.cells);
	chart_repeat(output, " ", (int64_t)axis + 2);
	output_write(output, grid_cell(chart->grid, 0,
	    (size_t)chart->label));
	output_write_string(output, " \u2026 ");
	output_write(output, grid_cell(chart->grid,
	    chart->grid->row_count - 1, (size_t)chart->label));
	output_write_string(output, "\n");
}

void
chart_terminal_write(const struct chart *chart, size_t width,
    struct output *output)
{
	if (chart->kind == CHART_BAR)
		chart_bars(chart, width, output);
	else
		chart_lines(chart, width, output);
}
