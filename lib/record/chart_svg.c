#include "record/chart.h"
#include "record/markup.h"

enum {			/* all in pixels */
	SVG_WIDTH = 960,
	SVG_LEFT = 220,
	SVG_RIGHT = 40,
	SVG_TOP = 60,
	SVG_BOTTOM = 50,
	SVG_BAR = 18,
	SVG_GAP = 8,
	SVG_LINE_HEIGHT = 320,
	SVG_LABELS_MAX = 12	/* below a line chart */
};

/* Six colours which people with any colour vision tell apart (Okabe, Ito). */
static const char *const svg_colours[CHART_SERIES_MAX] = { "#0072b2",
    "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9" };

static void
svg_open(const struct chart *chart, int64_t height, struct output *output)
{
	struct slice title = chart->grid->title;

	if (slice_is_empty(title))
		title = chart->grid->columns[chart->values[0]].name;
	output_write_format(output, "<svg xmlns=\"http://www.w3.org/2000/svg\""
	    " viewBox=\"0 0 %d %lld\" role=\"img\" font-family=\"sans-serif\""
	    " font-size=\"13\">\n<title>", SVG_WIDTH, (long long)height);
	markup_write(output, title);
	output_write_format(output, "</title>\n<rect width=\"%d\" "
	    "height=\"%lld\" fill=\"#fff\"/>\n<text x=\"20\" y=\"32\" "
	    "font-size=\"18\" font-weight=\"bold\">", SVG_WIDTH,
	    (long long)height);
	markup_write(output, title);
	output_write_string(output, "</text>\n");
}

static void
svg_text(struct output *output, int64_t x, int64_t y, const char *anchor,
    struct slice text)
{
	output_write_format(output,
	    "<text x=\"%lld\" y=\"%lld\" text-anchor=\"%s\">", (long long)x,
	    (long long)y, anchor);
	markup_write(output, text);
	output_write_string(output, "</text>\n");
}

static void
svg_rule(struct output *output, int64_t x, int64_t y, int64_t to_x,
    int64_t to_y)
{
	output_write_format(output, "<line x1=\"%lld\" y1=\"%lld\" "
	    "x2=\"%lld\" y2=\"%lld\" stroke=\"#ccc\"/>\n", (long long)x,
	    (long long)y, (long long)to_x, (long long)to_y);
}

/* Steps of the axis: across for bars, upwards for lines. */
static void
svg_axis(const struct chart *chart, int64_t length, struct output *output)
{
	struct error error = { 0 };
	struct decimal at = chart->axis.low;

	for (; decimal_compare(at, chart->axis.high) <= 0;
	    at.units += chart->axis.step.units) {
		char text[DECIMAL_TEXT_MAX];
		int64_t place = axis_place(&chart->axis, at,
		    chart->kind == CHART_BAR ?
		    SVG_WIDTH - SVG_LEFT - SVG_RIGHT : length);

		(void)decimal_format_places(text, at, chart->axis.places,
		    ROUND_HALF_AWAY, &error);
		if (chart->kind == CHART_BAR) {
			svg_rule(output, SVG_LEFT + place, SVG_TOP,
			    SVG_LEFT + place, SVG_TOP + length);
			svg_text(output, SVG_LEFT + place,
			    SVG_TOP + length + 20, "middle", slice_of(text));
		} else {
			svg_rule(output, SVG_LEFT, SVG_TOP + length - place,
			    SVG_WIDTH - SVG_RIGHT, SVG_TOP + length - place);
			svg_text(output, SVG_LEFT - 10,
			    SVG_TOP + length - place + 5, "end",
			    slice_of(text));
		}
	}
}

static void
svg_bar(const struct chart *chart, size_t series, size_t row, int64_t y,
    struct output *output)
{
	int64_t width = SVG_WIDTH - SVG_LEFT - SVG_RIGHT;
	int64_t zero = axis_place(&chart->axis, DECIMAL_ZERO, width);
	int64_t end = axis_place(&chart->axis, chart_value(chart, series, row),
	    width);

	output_write_format(output, "<rect x=\"%lld\" y=\"%lld\" "
	    "width=\"%lld\" height=\"%d\" fill=\"%s\"><title>",
	    (long long)(SVG_LEFT + (end < zero ? end : zero)), (long long)y,
	    (long long)(end < zero ? zero - end : end - zero), SVG_BAR,
	    svg_colours[series]);
	markup_write(output, grid_cell(chart->grid, row,
	    (size_t)chart->values[series]));
	output_write_string(output, "</title></rect>\n");
}

static void
svg_bars(const struct chart *chart, int64_t length, struct output *output)
{
	int64_t y = SVG_TOP + SVG_GAP;

	svg_axis(chart, length, output);
	for (size_t row = 0; row < chart->grid->row_count; row++) {
		svg_text(output, SVG_LEFT - 10, y + SVG_BAR - 4, "end",
		    grid_cell(chart->grid, row, (size_t)chart->label));
		for (size_t i = 0; i < chart->series; i++) {
			svg_bar(chart, i, row, y, output);
			y += SVG_BAR;
		}
		y += SVG_GAP;
	}
}

static int64_t
svg_point_x(const struct chart *chart, size_t row)
{
	int64_t width = SVG_WIDTH - SVG_LEFT - SVG_RIGHT;
	int64_t last = (int64_t)chart->grid->row_count - 1;

	return SVG_LEFT + (last > 0 ? width * (int64_t)row / last : width / 2);
}

static void
svg_lines(const struct chart *chart, int64_t length, struct output *output)
{
	size_t rows = chart->grid->row_count;
	size_t every = (rows + SVG_LABELS_MAX - 1) / SVG_LABELS_MAX;

	svg_axis(chart, length, output);
	for (size_t i = 0; i < chart->series; i++) {
		output_write_format(output, "<polyline fill=\"none\" "
		    "stroke=\"%s\" stroke-width=\"2\" points=\"",
		    svg_colours[i]);
		for (size_t row = 0; row < rows; row++)
			output_write_format(output, "%lld,%lld ",
			    (long long)svg_point_x(chart, row),
			    (long long)(SVG_TOP + length - axis_place(
			    &chart->axis, chart_value(chart, i, row),
			    length)));
		output_write_string(output, "\"/>\n");
	}
	for (size_t row = 0; row < rows; row += every)
		svg_text(output, svg_point_x(chart, row),
		    SVG_TOP + length + 20, "middle", grid_cell(chart->grid,
		    row, (size_t)chart->label));
}

static void
svg_legend(const struct chart *chart, struct output *output)
{
	for (size_t i = 0; chart->series > 1 && i < chart->series; i++) {
		int64_t x = SVG_LEFT + 120 * (int64_t)i;

		output_write_format(output, "<rect x=\"%lld\" y=\"40\" "
		    "width=\"10\" height=\"10\" fill=\"%s\"/>\n",
		    (long long)x, svg_colours[i]);
		svg_text(output, x + 15, 50, "start",
		    chart->grid->columns[chart->values[i]].name);
	}
}

void
chart_svg_write(const struct chart *chart, struct output *output)
{
	int64_t length = chart->kind == CHART_LINE ? SVG_LINE_HEIGHT :
	    SVG_GAP + (int64_t)chart->grid->row_count *
	    (SVG_BAR * (int64_t)chart->series + SVG_GAP);

	svg_open(chart, SVG_TOP + length + SVG_BOTTOM, output);
	svg_legend(chart, output);
	if (chart->kind == CHART_BAR)
		svg_bars(chart, length, output);
	else
		svg_lines(chart, length, output);
	output_write_string(output, "</svg>\n");
}
