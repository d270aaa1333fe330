/* The course of figures over their periods, and whether it is one. */
#include "kpi.h"

#include "base/memory.h"
#include "domain/figure_book.h"
#include "domain/statistic.h"
#include "record/plot.h"
#include "schema/trend.h"

enum { PLACES = 6, AVERAGE = 3, PERCENT = 100 };

struct trending {
	struct cli *cli;
	struct figure_book *book;
	struct sink *out;
	struct decimal level;
	size_t average;		/* periods of the moving average */
};

/* What is said of a series as a whole. */
struct course {
	size_t count;		/* periods with a value */
	bool has_slope;
	struct decimal slope;
	struct statistic test;
	int direction;
	struct text blocks;
};

static bool
take_options(struct trending *trending, struct error *error)
{
	const struct cli *cli = trending->cli;

	if (!kpi_level(&trending->level, cli, error))
		return false;
	trending->average = cli_has(cli, "average") ?
	    (size_t)cli_number(cli, "average") : AVERAGE;
	return (trending->average >= 2 &&
	    trending->average <= FIGURE_BOOK_PERIODS_MAX) || error_set(error,
	    FAULT_USAGE, "--average: of 2 periods or more");
}

static void
find_blocks(struct course *out, const struct figure_item *items,
    size_t periods)
{
	struct plot_point *points = memory_resize(NULL, periods + 1,
	    sizeof(*points));
	struct plot plot = { .points = points, .count = periods };

	for (size_t i = 0; i < periods; i++)
		points[i] = (struct plot_point){
		    .has_value = items[i].has_value,
		    .value = items[i].value };
	text_clear(&out->blocks);
	plot_spark_text(&out->blocks, &plot);
	memory_free(points);
}

static void
find_course(struct course *out, const struct figure_item *items,
    size_t periods)
{
	struct decimal *values = memory_resize(NULL, periods + 1,
	    sizeof(*values));
	int32_t *times = memory_resize(NULL, periods + 1, sizeof(*times));

	out->count = 0;
	for (size_t i = 0; i < periods; i++) {
		if (!items[i].has_value)
			continue;
		values[out->count] = items[i].value;
		times[out->count++] = (int32_t)i;
	}
	statistic_trend(&out->test, &out->direction, values, out->count);
	out->has_slope = statistic_slope(&out->slope, values, times,
	    out->count);
	find_blocks(out, items, periods);
	memory_free(values);
	memory_free(times);
}

static const char *
course_name(const struct trending *trending, const struct course *course)
{
	if (!course->test.enough)
		return "too-few";
	if (decimal_compare(course->test.p, trending->level) >= 0)
		return "not-shown";
	return course->direction > 0 ? "rising" : "falling";
}

static void
put_optional(struct sink *out, bool there, struct decimal value)
{
	if (there)
		sink_decimal(out, value);
	else
		sink_empty(out);
}

static bool
put_change(struct trending *trending, const struct figure_item *items,
    size_t at, struct error *error)
{
	struct decimal change = DECIMAL_ZERO, part = DECIMAL_ZERO;
	bool there = at > 0 && items[at].has_value && items[at - 1].has_value;
	bool parted = there && items[at - 1].value.units > 0;

	if (there && !decimal_subtract(&change, items[at].value,
	    items[at - 1].value, error))
		return false;
	if (parted && (!decimal_multiply(&part, change, decimal_of(PERCENT),
	    DECIMAL_PLACES, ROUND_HALF_AWAY, error) || !decimal_divide(&part,
	    part, items[at - 1].value, PLACES, ROUND_HALF_AWAY, error)))
		return false;
	put_optional(trending->out, there, change);
	put_optional(trending->out, parted, part);
	return true;
}

static bool
put_average(struct trending *trending, const struct figure_item *items,
    size_t at, struct error *error)
{
	struct decimal sum = DECIMAL_ZERO;
	bool there = at + 1 >= trending->average;

	for (size_t i = 0; there && i < trending->average; i++) {
		there = items[at - i].has_value;
		if (there && !decimal_add(&sum, sum, items[at - i].value,
		    error))
			return false;
	}
	if (there && !decimal_divide(&sum, sum,
	    decimal_of((int64_t)trending->average), PLACES, ROUND_HALF_AWAY,
	    error))
		return false;
	put_optional(trending->out, there, sum);
	return true;
}

static void
put_course(struct trending *trending, const struct course *course)
{
	struct sink *out = trending->out;

	sink_integer(out, (int64_t)course->count);
	put_optional(out, course->has_slope, course->slope);
	sink_text(out, slice_of(course->test.method));
	put_optional(out, course->test.enough, course->test.p);
	sink_text(out, slice_of(course_name(trending, course)));
	sink_text(out, text_slice(&course->blocks));
}

static bool
put(struct trending *trending, const struct figure_series *series,
    const struct course *course, size_t at, struct error *error)
{
	const struct figure_book *book = trending->book;
	const struct figure_indicator *indicator =
	    &book->indicators[series->indicator];
	const struct figure_item *item = &series->items[at];
	struct sink *out = trending->out;
	char period[FIGURE_PERIOD_TEXT_MAX];

	sink_text(out, indicator->code);
	sink_text(out, indicator->title);
	sink_text(out, slice_from(period, figure_period_format(period,
	    figure_book_period(book, series->indicator, at))));
	put_optional(out, item->has_value, item->value);
	sink_text(out, indicator->unit);
	if (item->there)
		sink_integer(out, item->records);
	else
		sink_empty(out);
	sink_text(out, slice_of(figure_status_name(item->status)));
	if (!put_change(trending, series->items, at, error) ||
	    !put_average(trending, series->items, at, error))
		return false;
	put_course(trending, course);
	for (size_t i = 0; i < book->column_count; i++)
		sink_text(out, book->groups[series->group].values[i]);
	return sink_end(out, error);
}

static bool
write_series(struct trending *trending, const struct figure_series *series,
    struct course *course, struct error *error)
{
	size_t periods = figure_book_periods(trending->book,
	    series->indicator);
	size_t at = cli_flag(trending->cli, "last") ? periods - 1 : 0;

	find_course(course, series->items, periods);
	for (; at < periods; at++)
		if (!put(trending, series, course, at, error))
			return false;
	return true;
}

static bool
write(struct trending *trending, struct error *error)
{
	const struct figure_book *book = trending->book;
	struct course course = { 0 };
	bool done = cli_output_columns(&trending->out, trending->cli,
	    &schema_trend, book->columns, book->column_count, error);

	for (size_t i = 0; done && i < book->series_count; i++)
		done = write_series(trending, &book->series[i], &course,
		    error);
	text_release(&course.blocks);
	return done;
}

bool
kpi_trend(struct cli *cli, struct error *error)
{
	const struct figure_book_terms terms = { .last = 0 };
	struct trending trending = { .cli = cli };
	struct stream *in;
	bool done;

	if (!take_options(&trending, error) ||
	    !cli_input(&in, cli, &schema_figure, 0, error) ||
	    !figure_book_read(&trending.book, in, &terms, error))
		return false;
	done = write(&trending, error);
	figure_book_free(trending.book);
	return done;
}
