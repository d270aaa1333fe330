#include "record/markup.h"
#include "record/people.h"
#include "record/plot.h"

enum {			/* pixels */
	WIDTH = 760,
	HEIGHT = 250,
	LEFT = 62,
	RIGHT = 118,		/* the words at the limits are there */
	TOP = 14,
	BOTTOM = 34,
	ACROSS = WIDTH - LEFT - RIGHT,
	DOWN = HEIGHT - TOP - BOTTOM,
	STEPS = 5,
	LABEL_WIDTH = 58,	/* below the axis, at least */
	WORD_HEIGHT = 14,
	WORDS_MAX = 4,
	DOT = 3,
	MARK = 6
};

static const char plot_style[] = "<style>\n"
    "svg{font:12px system-ui,sans-serif;color-scheme:light dark}\n"
    ".bg{fill:#fff}.gr{stroke:#d9dee4}.band{fill:#1f5f99;opacity:.08}\n"
    ".ax,.wd{fill:#47525e}.lm{stroke:#1f5f99;stroke-dasharray:5 4}\n"
    ".ce{stroke:#1f5f99}.tg{stroke:#8a5a00;stroke-dasharray:2 3;"
    "stroke-width:2}\n"
    ".wd.tw{fill:#8a5a00}.ln{fill:none;stroke:#16202c;stroke-width:2}\n"
    ".pt{fill:#16202c}.sg{fill:#b3261e;stroke:#fff;stroke-width:1.5}\n"
    ".nd{fill:#7b8794;opacity:.16}\n"
    "@media(prefers-color-scheme:dark){.bg{fill:#18202a}"
    ".gr{stroke:#2c3743}\n"
    ".ax,.wd{fill:#b4c0cc}.band{fill:#7db8ee}.lm,.ce{stroke:#7db8ee}\n"
    ".tg{stroke:#f0c05a}.wd.tw{fill:#f0c05a}.ln{stroke:#e6ebf0}"
    ".pt{fill:#e6ebf0}\n"
    ".sg{fill:#ff8f85;stroke:#18202a}}\n</style>\n";

/* A word at the right end of a line. */
struct word {
	int64_t y;
	const char *what;
	struct decimal value;
};

static int64_t
x_of(const struct plot *plot, size_t at)
{
	int64_t count = (int64_t)plot->count;

	return LEFT + ACROSS * (2 * (int64_t)at + 1) / (2 * count);
}

static int64_t
y_of(const struct axis *axis, struct decimal value)
{
	return TOP + DOWN - axis_place(axis, value, DOWN);
}

static void
number(struct output *output, struct decimal value, unsigned places)
{
	struct text text = { 0 };

	people_number(&text, value, places);
	markup_write(output, text_slice(&text));
	text_release(&text);
}

static void
write_title(const struct plot *plot, struct output *output)
{
	size_t marked = 0, absent = 0;

	for (size_t i = 0; i < plot->count; i++) {
		marked += plot->points[i].marked;
		absent += !plot->points[i].has_value;
	}
	output_write_string(output, "<title>");
	markup_write(output, plot->title);
	output_write_format(output, ": %zu periods, %zu of them without "
	    "data, %zu signals</title>\n", plot->count, absent, marked);
}

static void
write_grid(const struct plot *plot, const struct axis *axis,
    struct output *output)
{
	struct decimal at = axis->low;

	for (; decimal_compare(at, axis->high) <= 0;
	    at.units += axis->step.units) {
		int64_t y = y_of(axis, at);

		output_write_format(output, "<path class=\"gr\" d=\"M%d "
		    "%lld.5H%d\"/><text class=\"ax\" x=\"%d\" y=\"%lld\" "
		    "text-anchor=\"end\">", LEFT, (long long)y,
		    WIDTH - RIGHT, LEFT - 8, (long long)y + 4);
		number(output, at, axis->places);
		output_write_string(output, "</text>\n");
	}
	if (slice_is_empty(plot->unit))
		return;
	output_write_format(output, "<text class=\"ax\" x=\"%d\" y=\"%d\" "
	    "text-anchor=\"end\">", LEFT - 8, HEIGHT - BOTTOM + 20);
	markup_write(output, plot->unit);
	output_write_string(output, "</text>\n");
}

static void
write_labels(const struct plot *plot, struct output *output)
{
	size_t fit = ACROSS / LABEL_WIDTH;
	size_t every = (plot->count + fit - 1) / fit;
	int64_t half = ACROSS / (2 * (int64_t)plot->count);

	for (size_t i = 0; i < plot->count; i++) {
		if ((plot->count - 1 - i) % every == 0) {
			output_write_format(output, "<text class=\"ax\" "
			    "x=\"%lld\" y=\"%d\" text-anchor=\"middle\">",
			    (long long)x_of(plot, i), HEIGHT - BOTTOM + 20);
			markup_write(output, plot->points[i].label);
			output_write_string(output, "</text>\n");
		}
		if (plot->points[i].has_value)
			continue;
		output_write_format(output, "<rect class=\"nd\" x=\"%lld\" "
		    "y=\"%d\" width=\"%lld\" height=\"%d\"><title>",
		    (long long)(x_of(plot, i) - half), TOP,
		    (long long)(2 * half), DOWN);
		markup_write(output, plot->points[i].label);
		output_write_string(output, ": no data</title></rect>\n");
	}
}

/* A line of steps over the points which have limits. */
static void
write_limit(const struct plot *plot, const struct axis *axis,
    const char *class, size_t offset, struct output *output)
{
	int64_t half = ACROSS / (2 * (int64_t)plot->count);
	bool drawing = false;

	output_write_format(output, "<path class=\"%s\" fill=\"none\" d=\"",
	    class);
	for (size_t i = 0; i < plot->count; i++) {
		const struct plot_point *point = &plot->points[i];
		struct decimal value;

		if (point->has_limits) {
			memcpy(&value, (const char *)point + offset,
			    sizeof(value));
			output_write_format(output, "%c%lld %lldH%lld",
			    drawing ? 'L' : 'M',
			    (long long)(x_of(plot, i) - half),
			    (long long)y_of(axis, value),
			    (long long)(x_of(plot, i) + half));
		}
		drawing = point->has_limits;
	}
	output_write_string(output, "\"/>\n");
}

static void
write_band(const struct plot *plot, const struct axis *axis,
    struct output *output)
{
	int64_t half = ACROSS / (2 * (int64_t)plot->count);

	output_write_string(output, "<path class=\"band\" d=\"");
	for (size_t i = 0; i < plot->count; i++) {
		const struct plot_point *point = &plot->points[i];
		long long left = x_of(plot, i) - half;
		long long right = i + 1 < plot->count ?
		    x_of(plot, i + 1) - half : x_of(plot, i) + half;

		if (point->has_limits)
			output_write_format(output,
			    "M%lld %lldH%lldV%lldH%lldZ", left,
			    (long long)y_of(axis, point->upper), right,
			    (long long)y_of(axis, point->lower), left);
	}
	output_write_string(output, "\"/>\n");
}

static void
write_limits(const struct plot *plot, const struct axis *axis,
    struct output *output)
{
	bool any = false;

	for (size_t i = 0; i < plot->count; i++)
		any = any || plot->points[i].has_limits;
	if (!any)
		return;
	write_band(plot, axis, output);
	write_limit(plot, axis, "lm", offsetof(struct plot_point, upper),
	    output);
	write_limit(plot, axis, "lm", offsetof(struct plot_point, lower),
	    output);
	write_limit(plot, axis, "ce", offsetof(struct plot_point, centre),
	    output);
}

static void
write_line(const struct plot *plot, const struct axis *axis,
    struct output *output)
{
	bool drawing = false;

	output_write_string(output, "<path class=\"ln\" d=\"");
	for (size_t i = 0; i < plot->count; i++) {
		const struct plot_point *point = &plot->points[i];

		if (point->has_value)
			output_write_format(output, "%c%lld %lld",
			    drawing ? 'L' : 'M', (long long)x_of(plot, i),
			    (long long)y_of(axis, point->value));
		drawing = point->has_value;
	}
	output_write_string(output, "\"/>\n");
}

/* A dot, or a diamond, which is told from it without colour. */
static void
write_point(const struct plot *plot, const struct axis *axis, size_t at,
    struct output *output)
{
	const struct plot_point *point = &plot->points[at];
	long long x = x_of(plot, at), y = y_of(axis, point->value);

	if (point->marked)
		output_write_format(output, "<path class=\"sg\" d=\"M%lld "
		    "%lldl%d %dl-%d %dl-%d -%dZ\"><title>", x, y - MARK,
		    MARK, MARK, MARK, MARK, MARK, MARK);
	else
		output_write_format(output, "<circle class=\"pt\" "
		    "cx=\"%lld\" cy=\"%lld\" r=\"%d\"><title>", x, y, DOT);
	markup_write(output, point->label);
	output_write_string(output, ": ");
	number(output, point->value, plot->places);
	if (!slice_is_empty(point->note)) {
		output_write_string(output, ", ");
		markup_write(output, point->note);
	}
	output_write_format(output, "</title></%s>\n",
	    point->marked ? "path" : "circle");
}

static size_t
find_words(struct word words[WORDS_MAX], const struct plot *plot,
    const struct axis *axis)
{
	const struct plot_point *last = NULL;
	size_t count = 0;

	for (size_t i = 0; i < plot->count; i++)
		if (plot->points[i].has_limits)
			last = &plot->points[i];
	if (last != NULL) {
		words[count++] = (struct word){ 0, "upper", last->upper };
		words[count++] = (struct word){ 0, "mean", last->centre };
		words[count++] = (struct word){ 0, "lower", last->lower };
	}
	if (plot->has_target)
		words[count++] = (struct word){ 0, "target", plot->target };
	for (size_t i = 0; i < count; i++)
		words[i].y = y_of(axis, words[i].value) + 4;
	return count;
}

/* From above to below, and none on top of another. */
static void
spread_words(struct word words[WORDS_MAX], size_t count)
{
	int64_t bottom = TOP + DOWN + 4;

	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j > 0 && words[j].y < words[j - 1].y; j--) {
			struct word swap = words[j];

			words[j] = words[j - 1];
			words[j - 1] = swap;
		}
	for (size_t i = 1; i < count; i++)
		if (words[i].y < words[i - 1].y + WORD_HEIGHT)
			words[i].y = words[i - 1].y + WORD_HEIGHT;
	for (size_t i = count; i-- > 0; bottom -= WORD_HEIGHT)
		if (words[i].y > bottom)
			words[i].y = bottom;
		else
			bottom = words[i].y;
}

static void
write_words(const struct plot *plot, const struct axis *axis,
    struct output *output)
{
	struct word words[WORDS_MAX];
	size_t count = find_words(words, plot, axis);

	spread_words(words, count);
	for (size_t i = 0; i < count; i++) {
		output_write_format(output, "<text class=\"wd%s\" x=\"%d\" "
		    "y=\"%lld\">%s ", strcmp(words[i].what, "target") == 0 ?
		    " tw" : "", WIDTH - RIGHT + 8, (long long)words[i].y,
		    words[i].what);
		number(output, words[i].value, plot->places);
		output_write_string(output, "</text>\n");
	}
}

static void
write_open(const struct plot *plot, bool alone, struct output *output)
{
	output_write_format(output, "<svg class=\"chart\"%s viewBox=\"0 0 %d "
	    "%d\" role=\"img\">\n", alone ?
	    " xmlns=\"http://www.w3.org/2000/svg\"" : "", WIDTH, HEIGHT);
	write_title(plot, output);
	if (alone)
		output_write_format(output, "%s<rect class=\"bg\" "
		    "width=\"%d\" height=\"%d\"/>\n", plot_style, WIDTH,
		    HEIGHT);
}

void
plot_chart_write(const struct plot *plot, bool alone, struct output *output)
{
	struct axis axis;

	plot_axis(&axis, plot, true, STEPS);
	write_open(plot, alone, output);
	write_grid(plot, &axis, output);
	write_labels(plot, output);
	write_limits(plot, &axis, output);
	if (plot->has_target)
		output_write_format(output, "<path class=\"tg\" d=\"M%d "
		    "%lldH%d\"/>\n", LEFT, (long long)y_of(&axis,
		    plot->target), WIDTH - RIGHT);
	write_line(plot, &axis, output);
	for (size_t i = 0; i < plot->count; i++)
		if (plot->points[i].has_value)
			write_point(plot, &axis, i, output);
	write_words(plot, &axis, output);
	output_write_string(output, "</svg>\n");
}
