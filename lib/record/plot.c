#include "record/plot.h"

enum {			/* tenths of a pixel */
	SPARK_WIDTH = 1200,
	SPARK_HEIGHT = 300,
	SPARK_MARGIN = 30,
	SPARK_DOT = 28,
	SPARK_HEIGHTS = 8
};

static void
widen(struct decimal *low, struct decimal *high, bool *any,
    struct decimal value)
{
	if (!*any || decimal_compare(value, *low) < 0)
		*low = value;
	if (!*any || decimal_compare(value, *high) > 0)
		*high = value;
	*any = true;
}

void
plot_axis(struct axis *out, const struct plot *plot, bool limits,
    unsigned steps)
{
	struct decimal low = DECIMAL_ZERO, high = DECIMAL_ZERO;
	bool any = false;

	for (size_t i = 0; i < plot->count; i++) {
		const struct plot_point *point = &plot->points[i];

		if (point->has_value)
			widen(&low, &high, &any, point->value);
		if (!point->has_limits || !limits)
			continue;
		widen(&low, &high, &any, point->lower);
		widen(&low, &high, &any, point->upper);
	}
	if (plot->has_target)
		widen(&low, &high, &any, plot->target);
	if (steps > 0)
		axis_find(out, low, high, steps);
	else if (low.units < high.units)
		*out = (struct axis){ .low = low, .high = high };
	else {
		out->low.units = low.units - DECIMAL_ONE;
		out->high.units = low.units + DECIMAL_ONE;
	}
}

static int64_t
spark_x(const struct plot *plot, size_t at)
{
	int64_t width = SPARK_WIDTH - 2 * SPARK_MARGIN;
	int64_t last = (int64_t)plot->count - 1;

	return SPARK_MARGIN + (last > 0 ? width * (int64_t)at / last :
	    width / 2);
}

static int64_t
spark_y(const struct axis *axis, struct decimal value)
{
	int64_t height = SPARK_HEIGHT - 2 * SPARK_MARGIN;

	return SPARK_HEIGHT - SPARK_MARGIN - axis_place(axis, value, height);
}

static void
spark_line(const struct plot *plot, const struct axis *axis,
    struct output *output)
{
	bool drawing = false;

	output_write_string(output, "<path class=\"ln\" d=\"");
	for (size_t i = 0; i < plot->count; i++) {
		const struct plot_point *point = &plot->points[i];

		if (point->has_value)
			output_write_format(output, "%c%lld %lld",
			    drawing ? 'L' : 'M', (long long)spark_x(plot, i),
			    (long long)spark_y(axis, point->value));
		drawing = point->has_value;
	}
	output_write_string(output, "\"/>");
}

static void
spark_dot(const struct plot *plot, const struct axis *axis, size_t at,
    const char *class, struct output *output)
{
	output_write_format(output,
	    "<circle class=\"%s\" cx=\"%lld\" cy=\"%lld\" r=\"%d\"/>", class,
	    (long long)spark_x(plot, at),
	    (long long)spark_y(axis, plot->points[at].value), SPARK_DOT);
}

static void
spark_open(struct output *output)
{
	output_write_format(output, "<svg class=\"spark\" viewBox=\"0 0 %d "
	    "%d\" aria-hidden=\"true\" focusable=\"false\">", SPARK_WIDTH,
	    SPARK_HEIGHT);
}

void
plot_strip_write(const struct plot *plot, struct output *output)
{
	int64_t width = SPARK_WIDTH - 2 * SPARK_MARGIN;
	struct axis axis;

	plot_axis(&axis, plot, false, 0);
	spark_open(output);
	output_write_format(output, "<path class=\"ax\" d=\"M0 %dH%d\"/>",
	    SPARK_HEIGHT / 2, SPARK_WIDTH);
	if (plot->has_target)
		output_write_format(output, "<path class=\"tg\" "
		    "d=\"M%lld %dV%d\"/>", (long long)(SPARK_MARGIN +
		    axis_place(&axis, plot->target, width)),
		    SPARK_HEIGHT / 5, SPARK_HEIGHT * 4 / 5);
	for (size_t i = 0; i < plot->count; i++)
		if (plot->points[i].has_value)
			output_write_format(output, "<circle class=\"st\" "
			    "cx=\"%lld\" cy=\"%d\" r=\"%d\"/>",
			    (long long)(SPARK_MARGIN + axis_place(&axis,
			    plot->points[i].value, width)),
			    SPARK_HEIGHT / 2, SPARK_DOT);
	output_write_string(output, "</svg>");
}

void
plot_spark_write(const struct plot *plot, struct output *output)
{
	size_t last = plot->count;
	struct axis axis;

	plot_axis(&axis, plot, false, 0);
	spark_open(output);
	if (plot->has_target) {
		int64_t y = spark_y(&axis, plot->target);

		output_write_format(output, "<path class=\"tg\" "
		    "d=\"M0 %lldH%d\"/>", (long long)y, SPARK_WIDTH);
	}
	spark_line(plot, &axis, output);
	for (size_t i = 0; i < plot->count; i++)
		if (plot->points[i].has_value)
			last = i;
	if (last < plot->count)
		spark_dot(plot, &axis, last, plot->points[last].marked ?
		    "sg" : "pt", output);
	output_write_string(output, "</svg>");
}

void
plot_spark_text(struct text *out, const struct plot *plot)
{
	static const char *const blocks[SPARK_HEIGHTS] = { "\u2581",
	    "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587",
	    "\u2588" };
	struct plot values = *plot;
	struct axis axis;

	values.has_target = false;
	plot_axis(&axis, &values, false, 0);
	for (size_t i = 0; i < plot->count; i++) {
		int64_t place;

		if (!plot->points[i].has_value) {
			text_add_string(out, "\u00b7");
			continue;
		}
		place = axis_place(&axis, plot->points[i].value,
		    SPARK_HEIGHTS);
		text_add_string(out, blocks[place < SPARK_HEIGHTS ? place :
		    SPARK_HEIGHTS - 1]);
	}
}
