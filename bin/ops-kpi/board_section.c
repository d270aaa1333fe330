/* One indicator: its control charts, and behind them every figure. */
#include "board.h"

#include "record/markup.h"

enum {
	PERIODS_IN_TABLE = 12,
	CHARTS_MAX = 12,	/* of an indicator without a total */
	SIGNALS_MAX = 5		/* in words */
};

static void
write_how(struct board_page *page, const struct board_item *item)
{
	const struct definition *definition = item->definition;
	struct output *output = page->output;

	output_write_string(output, "<p class=\"how\">");
	if (definition == NULL) {
		output_write_string(output,
		    "No definition was given.</p>\n");
		return;
	}
	text_clear(&page->scratch);
	definition_formula(&page->scratch, definition);
	output_write_string(output, "<code>");
	markup_write(output, text_slice(&page->scratch));
	output_write_string(output, "</code>");
	text_clear(&page->scratch);
	if (board_target_add(&page->scratch, item, item->groups[0].items)) {
		output_write_string(output, " \u00b7 target ");
		markup_write(output, text_slice(&page->scratch));
	}
	if (!slice_is_empty(definition->record.owner)) {
		output_write_string(output, " \u00b7 owner: ");
		markup_write(output, definition->record.owner);
	}
	output_write_string(output, "</p>\n");
}

static void
write_limits(struct board_page *page, const struct board_item *item,
    const struct board_line *line)
{
	const struct control_point *point =
	    &line->control[line->control_count - 1];
	struct output *output = page->output;

	output_write_string(output, "mean ");
	board_value_write(page, item, point->centre, true);
	output_write_string(output, ", natural limits ");
	board_value_write(page, item, point->lower, false);
	output_write_string(output, " to ");
	board_value_write(page, item, point->upper, true);
	output_write_string(output, ". ");
}

static void
write_signals(struct board_page *page, const struct board_item *item,
    const struct board_line *line)
{
	struct output *output = page->output;
	size_t told = 0;

	if (line->signals == 0) {
		output_write_string(output, "No signals: the process is "
		    "stable.");
		return;
	}
	output_write_string(output, "Signals (diamonds): ");
	for (size_t i = line->control_count; i-- > 0 && told < SIGNALS_MAX;) {
		if (line->control[i].signals == 0)
			continue;
		text_clear(&page->scratch);
		if (told > 0)
			text_add_string(&page->scratch, "; ");
		board_period_add(&page->scratch, page->board, item,
		    line->places[i]);
		text_add_string(&page->scratch, " ");
		board_signals_add(&page->scratch, line->control[i].signals);
		markup_write(output, text_slice(&page->scratch));
		told++;
	}
	if (line->signals > told)
		output_write_format(output, "; and %zu before",
		    line->signals - told);
	output_write_string(output, ".");
}

static void
write_chart(struct board_page *page, const struct board_item *item,
    const struct board_line *line)
{
	struct output *output = page->output;
	struct arena arena = { 0 };
	struct plot plot;

	board_plot(&plot, page->board, item, line, &arena);
	output_write_string(output, "<figure>\n");
	plot_chart_write(&plot, false, output);
	output_write_string(output, "<figcaption>");
	if (!slice_is_empty(line->name) && item->indicator->series_count > 1) {
		output_write_string(output, "<strong>");
		markup_write(output, line->name);
		output_write_string(output, "</strong>: ");
	}
	if (line->has_limits) {
		output_write_string(output, "Individuals chart, ");
		write_limits(page, item, line);
		write_signals(page, item, line);
	} else
		output_write_format(output, "Periods with data: %zu; "
		    "limits are drawn from %d on.", line->control_count,
		    BOARD_LIMITS_FROM);
	output_write_string(output, "</figcaption>\n</figure>\n");
	arena_release(&arena);
}

static void
write_charts(struct board_page *page, const struct board_item *item)
{
	size_t count = item->indicator->series_count;

	if (item->periods < 2)
		return;
	if (item->has_total) {
		write_chart(page, item, &item->total);
		return;
	}
	output_write_string(page->output, "<div class=\"charts\">\n");
	for (size_t i = 0; i < count && i < CHARTS_MAX; i++)
		write_chart(page, item, &item->groups[i]);
	output_write_string(page->output, "</div>\n");
	if (count > CHARTS_MAX)
		output_write_format(page->output, "<p class=\"how\">%zu "
		    "more groups are in the table.</p>\n",
		    count - CHARTS_MAX);
}

static void
write_cell(struct board_page *page, const struct board_item *item,
    const struct board_line *line, size_t at)
{
	const struct figure_item *figure = &line->items[at];
	struct output *output = page->output;

	if (!figure->has_value) {
		output_write_string(output, "<td><span class=\"nodata\">no "
		    "data</span></td>");
		return;
	}
	output_write_string(output, "<td>");
	if (figure->status != FIGURE_NO_TARGET) {
		output_write_format(output, "<span class=\"%s\">",
		    figure_status_name(figure->status));
		board_icon_write(output, figure->status);
		output_write_format(output, "<span class=\"v\"> %s</span>"
		    "</span> ", board_word(figure->status));
	}
	board_figure_write(page, item, figure);
	for (size_t i = 0; line->has_limits && i < line->control_count; i++)
		if (line->places[i] == at && line->control[i].signals != 0)
			output_write_string(output, "<svg class=\"sig\" "
			    "role=\"img\" aria-label=\"signal\">"
			    "<use href=\"#m-signal\"/></svg>");
	board_records_write(output, item, figure);
	output_write_string(output, "</td>");
}

static void
write_row(struct board_page *page, const struct board_item *item,
    const struct board_line *line, size_t from, size_t until)
{
	bool all = line == &item->total;
	struct output *output = page->output;
	struct arena arena = { 0 };
	struct plot plot;

	output_write_format(output, "<tr%s><th scope=\"row\">",
	    all ? " class=\"all\"" : "");
	markup_write(output, all || slice_is_empty(line->name) ?
	    slice_of("All") : line->name);
	output_write_string(output, "</th>");
	if (until == item->periods && item->periods > 1) {
		board_plot(&plot, page->board, item, line, &arena);
		output_write_string(output, "<td>");
		plot_spark_write(&plot, output);
		output_write_string(output, "</td>");
	}
	for (size_t i = until; i-- > from;)
		write_cell(page, item, line, i);
	output_write_string(output, "</tr>\n");
	arena_release(&arena);
}

static void
write_head(struct board_page *page, const struct board_item *item,
    size_t from, size_t until)
{
	struct output *output = page->output;

	output_write_string(output, "<thead><tr><th scope=\"col\" "
	    "class=\"t\">Group</th>");
	if (until == item->periods && item->periods > 1)
		output_write_string(output,
		    "<th scope=\"col\" class=\"t\">Course</th>");
	for (size_t i = until; i-- > from;) {
		text_clear(&page->scratch);
		board_period_add(&page->scratch, page->board, item, i);
		output_write_string(output, "<th scope=\"col\">");
		markup_write(output, item->indicator->kind ==
		    INDICATOR_NO_PERIOD ? slice_of("Figure") :
		    text_slice(&page->scratch));
		output_write_string(output, "</th>");
	}
	output_write_string(output, "</tr></thead>\n<tbody>\n");
}

/* The periods from the latest back. */
static void
write_table(struct board_page *page, const struct board_item *item,
    size_t from, size_t until)
{
	struct output *output = page->output;
	size_t count = item->indicator->series_count;

	output_write_string(output, "<div class=\"scroll\" tabindex=\"0\" "
	    "role=\"region\" aria-label=\"Figures\">\n<table>\n<caption>");
	markup_write(output, item->indicator->title);
	output_write_string(output, ", in ");
	markup_write(output, item->scale.unit);
	output_write_string(output, "</caption>\n");
	write_head(page, item, from, until);
	if (item->has_total && count > 1)
		write_row(page, item, &item->total, from, until);
	for (size_t i = 0; i < count; i++)
		write_row(page, item, &item->groups[i], from, until);
	output_write_string(output, "</tbody>\n</table>\n</div>\n");
}

static void
write_tables(struct board_page *page, const struct board_item *item)
{
	size_t until = item->periods;
	size_t from = until > PERIODS_IN_TABLE ? until - PERIODS_IN_TABLE : 0;

	write_table(page, item, from, until);
	while (from > 0) {
		until = from;
		from = until > PERIODS_IN_TABLE ? until - PERIODS_IN_TABLE :
		    0;
		text_clear(&page->scratch);
		board_period_add(&page->scratch, page->board, item, from);
		text_add_string(&page->scratch, " to ");
		board_period_add(&page->scratch, page->board, item,
		    until - 1);
		output_write_string(page->output, "<details><summary>");
		markup_write(page->output, text_slice(&page->scratch));
		output_write_string(page->output, "</summary>\n");
		write_table(page, item, from, until);
		output_write_string(page->output, "</details>\n");
	}
}

void
board_section_write(struct board_page *page, const struct board_item *item)
{
	struct output *output = page->output;
	size_t number = item->number + 1;

	output_write_format(output, "<section class=\"card\" id=\"i%zu\" "
	    "aria-labelledby=\"h%zu\">\n<header><h2 id=\"h%zu\">", number,
	    number, number);
	markup_write(output, item->indicator->title);
	output_write_string(output, "</h2>");
	board_pill_write(output, board_status(item));
	output_write_string(output, "</header>\n");
	write_how(page, item);
	write_charts(page, item);
	write_tables(page, item);
	output_write_string(output, "</section>\n");
}
