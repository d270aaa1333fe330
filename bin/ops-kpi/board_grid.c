/* A board as tables, for a terminal and for a workbook. */
#include "board.h"

enum { CELLS_MAX = 80 };

/* The cells of a row, one after the other, in texts of their own. */
struct row {
	struct text texts[CELLS_MAX];
	size_t count;
};

static struct text *
next(struct row *row)
{
	struct text *text = &row->texts[row->count++];

	text_clear(text);
	return text;
}

static void
put(struct row *row, struct slice value)
{
	text_add(next(row), value);
}

static void
put_decimal(struct row *row, bool there, struct decimal value)
{
	char number[DECIMAL_TEXT_MAX];

	put(row, there ? slice_from(number, decimal_format(number, value)) :
	    slice_of(""));
}

static bool
end(struct row *row, struct grid *grid, struct error *error)
{
	struct slice cells[CELLS_MAX];

	for (size_t i = 0; i < row->count; i++)
		cells[i] = text_slice(&row->texts[i]);
	row->count = 0;
	return grid_add_row(grid, cells, error);
}

static void
release(struct row *row)
{
	for (size_t i = 0; i < CELLS_MAX; i++)
		text_release(&row->texts[i]);
}

static void
put_line(struct row *row, const struct board *board,
    const struct board_item *item, const struct board_line *line)
{
	const struct figure_item *last = &line->items[item->periods - 1];
	char period[FIGURE_PERIOD_TEXT_MAX];
	struct arena arena = { 0 };
	struct plot plot;

	put(row, item->indicator->title);
	put(row, slice_is_empty(line->name) ? slice_of("all groups") :
	    line->name);
	put(row, slice_from(period, figure_period_format(period,
	    figure_book_period(board->book, item->number,
	    item->periods - 1))));
	if (last->has_value)
		figure_scale_add(next(row), &item->scale, last->value,
		    true);
	else
		put(row, slice_of("no data"));
	put(row, slice_of(board_word(last->there ? last->status :
	    FIGURE_NO_DATA)));
	(void)board_target_add(next(row), item, line->items);
	board_change_add(next(row), board, item, line->items);
	put_decimal(row, last->there, decimal_of(last->records));
	put_decimal(row, line->has_limits,
	    decimal_of((int64_t)line->signals));
	board_plot(&plot, board, item, line, &arena);
	plot_spark_text(next(row), &plot);
	arena_release(&arena);
}

static bool
add_summary(struct grid *grid, struct row *row, const struct board *board,
    struct error *error)
{
	for (size_t i = 0; i < board->count; i++) {
		const struct board_item *item = &board->items[i];
		size_t count = item->indicator->series_count;

		if (item->has_total && count > 1) {
			put_line(row, board, item, &item->total);
			if (!end(row, grid, error))
				return false;
		}
		for (size_t j = 0; j < count; j++) {
			put_line(row, board, item, &item->groups[j]);
			if (!end(row, grid, error))
				return false;
		}
	}
	return true;
}

static bool
make_summary(struct grid *grid, struct row *row, const struct board *board,
    struct error *error)
{
	static const struct slice names[] = { SLICE("indicator"),
		SLICE("group"), SLICE("period"), SLICE("value"),
		SLICE("status"), SLICE("target"), SLICE("change"),
		SLICE("n"), SLICE("signals"), SLICE("course") };

	grid_begin(grid, names, sizeof(names) / sizeof(*names));
	grid->title = slice_of("Summary");
	return add_summary(grid, row, board, error);
}

/* Exact, as they came. */
static bool
add_figures(struct grid *grid, struct row *row, const struct board *board,
    const struct board_item *item, const struct board_line *line,
    struct error *error)
{
	char period[FIGURE_PERIOD_TEXT_MAX];

	for (size_t i = 0; i < item->periods; i++) {
		const struct figure_item *figure = &line->items[i];

		put(row, item->indicator->code);
		put(row, item->indicator->title);
		put(row, line->name);
		put(row, slice_from(period, figure_period_format(period,
		    figure_book_period(board->book, item->number, i))));
		put_decimal(row, figure->has_value, figure->value);
		put(row, item->indicator->unit);
		put_decimal(row, figure->there,
		    decimal_of(figure->records));
		put_decimal(row, figure->has_parts, figure->numerator);
		put_decimal(row, figure->has_parts, figure->denominator);
		put_decimal(row, figure->has_baseline, figure->baseline);
		put_decimal(row, figure->has_target, figure->target);
		put(row, slice_of(board_word(figure->there ?
		    figure->status : FIGURE_NO_DATA)));
		if (!end(row, grid, error))
			return false;
	}
	return true;
}

static bool
make_figures(struct grid *grid, struct row *row, const struct board *board,
    struct error *error)
{
	static const struct slice names[] = { SLICE("indicator"),
		SLICE("title"), SLICE("group"), SLICE("period"),
		SLICE("value"), SLICE("unit"), SLICE("n"),
		SLICE("numerator"), SLICE("denominator"), SLICE("baseline"),
		SLICE("target"), SLICE("status") };

	grid_begin(grid, names, sizeof(names) / sizeof(*names));
	grid->title = slice_of("Figures");
	for (size_t i = 0; i < board->count; i++) {
		const struct board_item *item = &board->items[i];

		for (size_t j = 0; j < item->indicator->series_count; j++)
			if (!add_figures(grid, row, board, item,
			    &item->groups[j], error))
				return false;
	}
	return true;
}

static bool
add_signals(struct grid *grid, struct row *row, const struct board *board,
    const struct board_item *item, const struct board_line *line,
    struct error *error)
{
	char period[FIGURE_PERIOD_TEXT_MAX];

	for (size_t i = 0; line->has_limits && i < line->control_count;
	    i++) {
		const struct control_point *point = &line->control[i];

		if (point->signals == 0)
			continue;
		put(row, item->indicator->title);
		put(row, slice_is_empty(line->name) ? slice_of("all groups") :
		    line->name);
		put(row, slice_from(period, figure_period_format(period,
		    figure_book_period(board->book, item->number,
		    line->places[i]))));
		put_decimal(row, true, point->count);
		put_decimal(row, true, point->centre);
		put_decimal(row, true, point->lower);
		put_decimal(row, true, point->upper);
		board_signals_add(next(row), point->signals);
		if (!end(row, grid, error))
			return false;
	}
	return true;
}

static bool
make_signals(struct grid *grid, struct row *row, const struct board *board,
    struct error *error)
{
	static const struct slice names[] = { SLICE("indicator"),
		SLICE("group"), SLICE("period"), SLICE("value"),
		SLICE("mean"), SLICE("lower"), SLICE("upper"),
		SLICE("signal") };

	grid_begin(grid, names, sizeof(names) / sizeof(*names));
	grid->title = slice_of("Signals");
	for (size_t i = 0; i < board->count; i++) {
		const struct board_item *item = &board->items[i];
		size_t count = item->indicator->series_count;

		if (item->has_total && count > 1 && !add_signals(grid, row,
		    board, item, &item->total, error))
			return false;
		for (size_t j = 0; j < count; j++)
			if (!add_signals(grid, row, board, item,
			    &item->groups[j], error))
				return false;
	}
	return true;
}

static bool
make_definitions(struct grid *grid, struct row *row,
    const struct board *board, struct error *error)
{
	static const struct slice names[] = { SLICE("indicator"),
		SLICE("title"), SLICE("formula"), SLICE("unit"),
		SLICE("target"), SLICE("owner"), SLICE("source") };

	grid_begin(grid, names, sizeof(names) / sizeof(*names));
	grid->title = slice_of("Definitions");
	for (size_t i = 0; i < board->count; i++) {
		const struct definition *definition =
		    board->items[i].definition;

		if (definition == NULL)
			continue;
		put(row, definition->record.indicator);
		put(row, definition->record.title);
		definition_formula(next(row), definition);
		put(row, definition->record.unit);
		put_decimal(row, definition->has_target,
		    definition->record.target);
		put(row, definition->record.owner);
		put(row, definition->record.origin);
		if (!end(row, grid, error))
			return false;
	}
	return true;
}

bool
board_grids_make(struct grid grids[BOARD_GRIDS_MAX],
    const struct board *board, struct error *error)
{
	struct row row = { 0 };
	bool done = make_summary(&grids[0], &row, board, error) &&
	    make_figures(&grids[1], &row, board, error) &&
	    make_signals(&grids[2], &row, board, error) &&
	    make_definitions(&grids[3], &row, board, error);

	release(&row);
	for (size_t i = 0; i < BOARD_GRIDS_MAX; i++)
		grid_finish(&grids[i]);
	return done;
}
