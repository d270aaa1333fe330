/*
 * chart.h - bars and lines of one or several columns of a grid
 *
 * A chart takes its labels from one column and its values from others, which
 * must be numbers.  Positions are computed in whole numbers from the exact
 * values.  An axis runs over round steps of 1, 2 or 5 times a power of ten
 * and always shows zero for bars.
 */
#ifndef RECORD_CHART_H
#define RECORD_CHART_H

#include "record/axis.h"
#include "record/grid.h"

enum {
	CHART_SERIES_MAX = 6,
	CHART_POINTS_MAX = 500,
	CHART_STEPS = 5			/* about so many steps on an axis */
};

enum chart_kind {
	CHART_BAR,
	CHART_LINE
};

struct chart {
	const struct grid *grid;
	enum chart_kind kind;
	int label;			/* column of the labels */
	int values[CHART_SERIES_MAX];
	size_t series;
	struct axis axis;		/* set by chart_scale */
};

/*
 * Find the axis.  No rows, too many, a column which is not of numbers or an
 * absent value are errors.
 */
bool chart_scale(struct chart *chart, struct error *error);

struct decimal chart_value(const struct chart *chart, size_t series,
    size_t row);

/* Each in a file of its own name; width in columns of the terminal. */
void chart_terminal_write(const struct chart *chart, size_t width,
    struct output *output);
void chart_svg_write(const struct chart *chart, struct output *output);

#endif
