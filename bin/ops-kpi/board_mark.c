#include "board.h"

#include "record/markup.h"

static const char *const words[] = {
	[FIGURE_NO_TARGET] = "no target", [FIGURE_GREEN] = "on target",
	[FIGURE_AMBER] = "near target", [FIGURE_RED] = "missed",
	[FIGURE_NO_DATA] = "no data"
};

/* The rules of Nelson, as a reader of the board knows them. */
static const struct {
	const char *name;
	const char *words;
} signals[] = {
	{ "nelson-1", "beyond the limits" },
	{ "nelson-2", "nine in a row on one side of the mean" },
	{ "nelson-3", "six in a row rising or falling" },
	{ "nelson-4", "fourteen in a row up and down in turn" },
	{ "nelson-5", "two of three near the same limit" },
	{ "nelson-6", "four of five away from the mean on one side" },
	{ "nelson-7", "fifteen in a row close to the mean" },
	{ "nelson-8", "eight in a row away from the mean" }
};

const char *
board_word(enum figure_status status)
{
	return words[status];
}

void
board_icon_write(struct output *output, enum figure_status status)
{
	if (status != FIGURE_NO_TARGET)
		output_write_format(output, "<svg class=\"i\" aria-hidden="
		    "\"true\"><use href=\"#m-%s\"/></svg>",
		    figure_status_name(status));
}

void
board_pill_write(struct output *output, enum figure_status status)
{
	if (status == FIGURE_NO_TARGET)
		return;
	output_write_format(output, "<span class=\"pill %s\">",
	    figure_status_name(status));
	board_icon_write(output, status);
	output_write_format(output, "%s</span>", words[status]);
}

void
board_columns_add(struct text *out, const struct board *board,
    const struct board_item *item)
{
	bool any = false;

	for (size_t i = 0; i < board->book->column_count; i++) {
		if ((item->indicator->columns >> i & 1) == 0)
			continue;
		if (any)
			text_add_string(out, " and ");
		text_add(out, board->book->columns[i]);
		any = true;
	}
}

void
board_value_write(struct board_page *page, const struct board_item *item,
    struct decimal value, bool unit)
{
	text_clear(&page->scratch);
	figure_scale_add(&page->scratch, &item->scale, value, unit);
	markup_write(page->output, text_slice(&page->scratch));
}

void
board_figure_write(struct board_page *page, const struct board_item *item,
    const struct figure_item *figure)
{
	if (figure->sketched)
		output_write_string(page->output, "\u2248\u202f");
	board_value_write(page, item, figure->value, false);
}

void
board_records_write(struct output *output, const struct board_item *item,
    const struct figure_item *figure)
{
	if (item->definition == NULL ||
	    item->definition->aggregate != INDICATOR_COUNT)
		output_write_format(output, "<small>n\u00a0%lld</small>",
		    (long long)figure->records);
}

void
board_period_add(struct text *out, const struct board *board,
    const struct board_item *item, size_t at)
{
	char title[FIGURE_PERIOD_TEXT_MAX];

	(void)figure_period_title(title, figure_book_period(board->book,
	    item->number, at));
	text_add_string(out, title);
}

static const char *
signal_words(const char *name)
{
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (strcmp(signals[i].name, name) == 0)
			return signals[i].words;
	return name;
}

void
board_signals_add(struct text *out, unsigned bits)
{
	const char *name;
	bool any = false;

	for (unsigned bit = 0; (name = control_signal_name(bit)) != NULL;
	    bit++) {
		if ((bits >> bit & 1) == 0)
			continue;
		if (any)
			text_add_string(out, ", ");
		text_add_string(out, signal_words(name));
		any = true;
	}
}

void
board_change_add(struct text *out, const struct board *board,
    const struct board_item *item, const struct figure_item *items)
{
	size_t last = item->periods - 1;
	struct decimal change;
	int sign;

	if (last == 0 || !items[last].has_value || !items[last - 1].has_value)
		return;
	change.units = items[last].value.units - items[last - 1].value.units;
	sign = (change.units > 0) - (change.units < 0);
	if (sign == 0) {
		text_add_string(out, "\u2192 as in ");
		board_period_add(out, board, item, last - 1);
		return;
	}
	text_add_string(out, sign > 0 ? "\u2191\u00a0" : "\u2193\u00a0");
	change.units *= sign;
	figure_scale_add(out, &item->scale, change,
	    !slice_is(item->scale.unit, "%"));
	if (slice_is(item->scale.unit, "%"))
		text_add_string(out, "\u00a0points");
	text_add_string(out, " on ");
	board_period_add(out, board, item, last - 1);
	if (item->direction != 0)
		text_add_string(out, sign == item->direction ? ", better" :
		    ", worse");
}

bool
board_target_add(struct text *out, const struct board_item *item,
    const struct figure_item *items)
{
	size_t at = item->periods;

	while (at > 0 && !items[at - 1].there)
		at--;
	if (at == 0 || !items[at - 1].has_target)
		return false;
	text_add_string(out, item->direction > 0 ? "at least " :
	    item->direction < 0 ? "at most " : "");
	figure_scale_add(out, &item->scale, items[at - 1].target, true);
	return true;
}

static struct slice
keep(struct text *text, struct arena *arena)
{
	struct slice kept = arena_copy(arena, text_slice(text));

	text_clear(text);
	return kept;
}

static void
plot_limits(struct plot_point *points, const struct board_item *item,
    const struct board_line *line, struct arena *arena)
{
	struct text note = { 0 };

	for (size_t i = 0; i < line->control_count; i++) {
		const struct control_point *control = &line->control[i];
		struct plot_point *point = &points[line->places[i]];

		point->has_limits = true;
		point->lower = figure_scale_value(&item->scale,
		    control->lower);
		point->centre = figure_scale_value(&item->scale,
		    control->centre);
		point->upper = figure_scale_value(&item->scale,
		    control->upper);
		point->marked = control->signals != 0;
		board_signals_add(&note, control->signals);
		point->note = keep(&note, arena);
	}
	text_release(&note);
}

void
board_plot(struct plot *out, const struct board *board,
    const struct board_item *item, const struct board_line *line,
    struct arena *arena)
{
	struct plot_point *points = arena_new(arena,
	    item->periods * sizeof(*points));
	const struct figure_item *last = &line->items[item->periods - 1];
	struct text label = { 0 };

	for (size_t i = 0; i < item->periods; i++) {
		board_period_add(&label, board, item, i);
		points[i] = (struct plot_point){
		    .label = keep(&label, arena),
		    .has_value = line->items[i].has_value,
		    .value = figure_scale_value(&item->scale,
		    line->items[i].value) };
	}
	if (line->has_limits)
		plot_limits(points, item, line, arena);
	*out = (struct plot){ .title = item->indicator->title,
	    .unit = item->scale.unit, .places = item->scale.places,
	    .points = points, .count = item->periods,
	    .has_target = last->has_target,
	    .target = figure_scale_value(&item->scale, last->target) };
	text_release(&label);
}
