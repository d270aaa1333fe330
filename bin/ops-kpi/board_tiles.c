/* The head of the page: one tile an indicator, with what matters most. */
#include "board.h"

#include "record/markup.h"

static void
write_text(struct board_page *page, const char *open, const char *close)
{
	output_write_string(page->output, open);
	markup_write(page->output, text_slice(&page->scratch));
	output_write_string(page->output, close);
}

/* Of groups without a total: from the least to the largest. */
static void
write_range(struct board_page *page, const struct board_item *item)
{
	struct decimal low = DECIMAL_ZERO, high = DECIMAL_ZERO;
	bool any = false;

	for (size_t i = 0; i < item->indicator->series_count; i++) {
		const struct figure_item *last =
		    &item->groups[i].items[item->periods - 1];

		if (!last->has_value)
			continue;
		if (!any || decimal_compare(last->value, low) < 0)
			low = last->value;
		if (!any || decimal_compare(last->value, high) > 0)
			high = last->value;
		any = true;
	}
	if (!any) {
		output_write_string(page->output,
		    "<span class=\"big\">\u2013</span>");
		return;
	}
	output_write_string(page->output, "<span class=\"big range\">");
	board_value_write(page, item, low, false);
	if (decimal_compare(low, high) != 0) {
		output_write_string(page->output, "\u2013");
		board_value_write(page, item, high, false);
	}
	output_write_string(page->output, "</span>");
}

static void
write_value(struct board_page *page, const struct board_item *item)
{
	const struct figure_item *last =
	    &item->total.items[item->periods - 1];
	struct output *output = page->output;

	output_write_string(output, "<div class=\"now\">");
	if (!item->has_total)
		write_range(page, item);
	else if (!last->has_value)
		output_write_string(output,
		    "<span class=\"big\">\u2013</span>");
	else {
		output_write_string(output, "<span class=\"big\">");
		board_figure_write(page, item, last);
		output_write_string(output, "</span>");
	}
	output_write_string(output, " <span class=\"unit\">");
	markup_write(output, item->scale.unit);
	output_write_string(output, "</span> ");
	board_pill_write(output, board_status(item));
	output_write_string(output, "</div>\n");
}

/* How many groups stand where. */
static void
write_split(struct board_page *page, const struct board_item *item)
{
	static const enum figure_status shown[] = { FIGURE_GREEN,
		FIGURE_AMBER, FIGURE_RED, FIGURE_NO_DATA };
	struct output *output = page->output;

	if (item->indicator->series_count < 2)
		return;
	output_write_string(output, "<p class=\"split\">");
	if (item->states[FIGURE_NO_TARGET] > 0) {
		text_clear(&page->scratch);
		board_columns_add(&page->scratch, page->board, item);
		output_write_format(output, "<span>%zu groups by ",
		    item->indicator->series_count);
		write_text(page, "", "</span> ");
	}
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++) {
		if (item->states[shown[i]] == 0)
			continue;
		output_write_format(output, "<span class=\"%s\">",
		    figure_status_name(shown[i]));
		board_icon_write(output, shown[i]);
		output_write_format(output, " %zu %s</span> ",
		    item->states[shown[i]], board_word(shown[i]));
	}
	output_write_string(output, "</p>\n");
}

static void
write_lines(struct board_page *page, const struct board_item *item)
{
	const struct figure_item *items = item->has_total ?
	    item->total.items : item->groups[0].items;
	const struct figure_item *last = &items[item->periods - 1];

	text_clear(&page->scratch);
	if (item->has_total)
		board_change_add(&page->scratch, page->board, item, items);
	else
		text_add_string(&page->scratch,
		    "from the lowest to the highest group");
	write_text(page, "<p>", "</p>\n");
	text_clear(&page->scratch);
	if (board_target_add(&page->scratch, item, items))
		write_text(page, "<p>Target ", "");
	else
		output_write_string(page->output, "<p>No target");
	if (item->has_total && last->there)
		output_write_format(page->output, " \u00b7 n\u00a0%lld",
		    (long long)last->records);
	output_write_string(page->output, "</p>\n");
}

/* The figures of the groups, side by side on one axis. */
static void
write_strip(struct board_page *page, const struct board_item *item,
    struct arena *arena)
{
	const struct figure_item *first =
	    &item->groups[0].items[item->periods - 1];
	size_t count = item->indicator->series_count;
	struct plot_point *points = arena_new(arena,
	    count * sizeof(*points));
	const struct plot plot = { .points = points, .count = count,
	    .has_target = first->has_target, .target = first->target };

	for (size_t i = 0; i < count; i++) {
		const struct figure_item *last =
		    &item->groups[i].items[item->periods - 1];

		points[i].has_value = last->has_value;
		points[i].value = last->value;
	}
	plot_strip_write(&plot, page->output);
}

static void
write_drawing(struct board_page *page, const struct board_item *item)
{
	struct arena arena = { 0 };
	struct plot plot;

	output_write_string(page->output, "<div class=\"grow\"></div>");
	if (!item->has_total)
		write_strip(page, item, &arena);
	else if (item->periods > 1) {
		board_plot(&plot, page->board, item, &item->total, &arena);
		plot_spark_write(&plot, page->output);
	}
	arena_release(&arena);
}

static void
write_tile(struct board_page *page, const struct board_item *item)
{
	struct output *output = page->output;

	output_write_format(output, "<li class=\"tile t-%s\"><a href=\"#i%zu"
	    "\">\n<h3>", figure_status_name(board_status(item)),
	    item->number + 1);
	markup_write(output, item->indicator->title);
	output_write_string(output, "</h3>\n");
	write_value(page, item);
	write_lines(page, item);
	write_split(page, item);
	write_drawing(page, item);
	output_write_string(output, "</a></li>\n");
}

void
board_tiles_write(struct board_page *page)
{
	output_write_string(page->output, "<section aria-labelledby=\"tiles"
	    "\">\n<h2 id=\"tiles\">At a glance</h2>\n<ul class=\"tiles\">\n");
	for (size_t i = 0; i < page->board->count; i++)
		write_tile(page, &page->board->items[i]);
	output_write_string(page->output, "</ul>\n</section>\n");
}
