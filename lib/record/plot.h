/*
 * plot.h - a series of periods as a drawing
 *
 * A plot is a line through the values of a series in their order.  Where there
 * is no value the line is broken and the place is marked.  It may have limits
 * and a centre at each point, as control charts have, a target, and points
 * which are marked.  Coordinates are whole numbers computed from exact values,
 * so that the same plot gives the same bytes.
 *
 * Colours are of the page: the parts have classes, and plot_style has the
 * rules for a drawing which stands alone.  Points, and their texts, are the
 * caller's.
 */
#ifndef RECORD_PLOT_H
#define RECORD_PLOT_H

#include "base/output.h"
#include "base/text.h"
#include "record/axis.h"

enum { PLOT_POINTS_MAX = 1200 };

struct plot_point {
	struct slice label;		/* of the period */
	bool has_value;
	bool has_limits;
	bool marked;
	struct slice note;		/* why it is marked */
	struct decimal value;
	struct decimal lower;
	struct decimal centre;
	struct decimal upper;
};

struct plot {
	struct slice title;
	struct slice unit;
	unsigned places;		/* of the values */
	const struct plot_point *points;
	size_t count;			/* at most PLOT_POINTS_MAX */
	bool has_target;
	struct decimal target;
};

/*
 * The values, the target and, if asked for, the limits lie on it; without steps
 * it is as long as they are and no longer.
 */
void plot_axis(struct axis *out, const struct plot *plot, bool limits,
    unsigned steps);

/* With axis, limits, and words; alone: a file of its own. */
void plot_chart_write(const struct plot *plot, bool alone,
    struct output *output);

/* Small and without words, to stand in a line of text. */
void plot_spark_write(const struct plot *plot, struct output *output);

/* As small: the values as dots on one line, and where the target is. */
void plot_strip_write(const struct plot *plot, struct output *output);

/* Of eight heights of blocks, a middle dot where there is no value. */
void plot_spark_text(struct text *out, const struct plot *plot);

#endif
