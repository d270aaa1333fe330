#include "domain/board.h"

/* Points with a value are charted; a gap is passed over. */
static void
line_chart(struct board_line *line, struct arena *arena, size_t periods)
{
	struct control_terms terms = { .kind = CONTROL_INDIVIDUALS };
	struct error ignored = { 0 };

	line->control = arena_new(arena,
	    (periods + 1) * sizeof(*line->control));
	line->places = arena_new(arena,
	    (periods + 1) * sizeof(*line->places));
	for (size_t i = 0; i < periods; i++) {
		if (!line->items[i].has_value)
			continue;
		line->control[line->control_count].count =
		    line->items[i].value;
		line->places[line->control_count++] = i;
	}
	line->has_limits = line->control_count >= BOARD_LIMITS_FROM &&
	    control_chart(line->control, line->control_count, &terms,
	    &ignored);
	for (size_t i = 0; line->has_limits && i < line->control_count; i++)
		line->signals += line->control[i].signals != 0;
}

/* Limits no figure can reach are not drawn: below zero, above a hundred. */
static void
line_clamp(struct board_line *line, struct slice unit)
{
	bool negative = false;

	for (size_t i = 0; i < line->control_count; i++)
		negative = negative || line->control[i].count.units < 0;
	for (size_t i = 0; i < line->control_count; i++) {
		struct control_point *point = &line->control[i];

		if (!negative && point->lower.units < 0)
			point->lower = DECIMAL_ZERO;
		if (slice_is(unit, "percent") && point->count.units <=
		    100 * DECIMAL_ONE && point->upper.units >
		    100 * DECIMAL_ONE)
			point->upper = decimal_of(100);
	}
}

static void
make_line(struct board_line *line, struct board *board,
    const struct board_item *item)
{
	line_chart(line, &board->arena, item->periods);
	if (line->has_limits)
		line_clamp(line, item->indicator->unit);
}

static void
make_item(struct board_item *item, struct board *board, size_t number,
    const struct definitions *definitions)
{
	const struct figure_book *book = board->book;
	const struct figure_indicator *indicator = &book->indicators[number];
	size_t periods = figure_book_periods(book, number);
	struct figure_item *total = arena_new(&board->arena,
	    (periods + 1) * sizeof(*total));

	item->indicator = indicator;
	item->number = number;
	item->periods = periods;
	item->definition = definitions_find(definitions, indicator->code);
	if (item->definition != NULL)
		item->direction = item->definition->direction;
	figure_scale_find(&item->scale, book, number);
	item->has_total = figure_total(total, book, number,
	    item->definition);
	item->total = (struct board_line){ .name = slice_of("all groups"),
	    .items = total };
	if (item->has_total)
		make_line(&item->total, board, item);
	item->groups = arena_new(&board->arena,
	    (indicator->series_count + 1) * sizeof(*item->groups));
	for (size_t i = 0; i < indicator->series_count; i++) {
		const struct figure_series *series = &indicator->series[i];
		const struct figure_item *last =
		    &series->items[periods - 1];

		item->groups[i].name = book->groups[series->group].name;
		item->groups[i].items = series->items;
		make_line(&item->groups[i], board, item);
		item->states[last->there ? last->status :
		    FIGURE_NO_DATA]++;
	}
}

enum figure_status
board_status(const struct board_item *item)
{
	static const enum figure_status worst[] = { FIGURE_RED,
		FIGURE_AMBER, FIGURE_GREEN, FIGURE_NO_TARGET };
	const struct figure_item *last =
	    &item->total.items[item->periods - 1];

	if (item->has_total)
		return last->there ? last->status : FIGURE_NO_DATA;
	for (size_t i = 0; i < sizeof(worst) / sizeof(*worst); i++)
		if (item->states[worst[i]] > 0)
			return worst[i];
	return FIGURE_NO_DATA;
}

void
board_make(struct board *out, const struct figure_book *book,
    const struct definitions *definitions)
{
	*out = (struct board){ .book = book, .count = book->count };
	out->items = arena_new(&out->arena,
	    (book->count + 1) * sizeof(*out->items));
	for (size_t i = 0; i < book->count; i++) {
		make_item(&out->items[i], out, i, definitions);
		out->states[board_status(&out->items[i])]++;
	}
}

void
board_release(struct board *board)
{
	arena_release(&board->arena);
}
