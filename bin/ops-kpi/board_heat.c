/* Entities by indicators, in the latest period: one table a grouping. */
#include "board.h"

#include "record/markup.h"

static const struct figure_item *
last_of(const struct board_item *item, const struct board_line *line)
{
	return &line->items[item->periods - 1];
}

/* Are two indicators shown in one table? */
static bool
belong(const struct board_item *one, const struct board_item *other)
{
	return one->indicator->columns == other->indicator->columns &&
	    one->indicator->kind == other->indicator->kind;
}

/* The line of the group among those of the indicator, NULL if it has none. */
static const struct board_line *
line_of(const struct board_item *item, size_t group)
{
	size_t low = 0, high = item->indicator->series_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t found = item->indicator->series[middle].group;

		if (found == group)
			return &item->groups[middle];
		if (found < group)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void
write_cell(struct board_page *page, const struct board_item *item,
    const struct board_line *line)
{
	struct output *output = page->output;
	const struct figure_item *last;

	if (line == NULL) {
		output_write_string(output, "<td><span class=\"v\">not "
		    "measured</span></td>");
		return;
	}
	last = last_of(item, line);
	if (!last->has_value) {
		output_write_string(output, "<td class=\"no-data\">");
		board_icon_write(output, FIGURE_NO_DATA);
		output_write_string(output, " no data</td>");
		return;
	}
	output_write_format(output, "<td class=\"%s\">",
	    last->status == FIGURE_NO_TARGET ? "plain" :
	    figure_status_name(last->status));
	board_icon_write(output, last->status);
	output_write_string(output, " ");
	board_figure_write(page, item, last);
	if (last->status != FIGURE_NO_TARGET)
		output_write_format(output, "<span class=\"v\"> %s</span>",
		    board_word(last->status));
	board_records_write(output, item, last);
	output_write_string(output, "</td>");
}

static void
write_head(struct board_page *page, const struct board_item *like)
{
	struct output *output = page->output;

	output_write_string(output, "<thead><tr><th scope=\"col\" "
	    "class=\"t\">Group</th>");
	for (size_t i = 0; i < page->board->count; i++) {
		const struct board_item *item = &page->board->items[i];

		if (!belong(item, like))
			continue;
		output_write_format(output,
		    "<th scope=\"col\"><a href=\"#i%zu\">",
		    item->number + 1);
		markup_write(output, item->indicator->title);
		output_write_string(output, "</a><small>");
		markup_write(output, item->scale.unit);
		output_write_string(output, "</small></th>");
	}
	output_write_string(output, "</tr></thead>\n<tbody>\n");
}

/* group SIZE_MAX is the total. */
static void
write_row(struct board_page *page, const struct board_item *like,
    size_t group)
{
	const struct board *board = page->board;
	struct output *output = page->output;
	bool all = group == SIZE_MAX;

	output_write_format(output, "<tr%s><th scope=\"row\">",
	    all ? " class=\"all\"" : "");
	markup_write(output, all ? slice_of("All") :
	    board->book->groups[group].name);
	output_write_string(output, "</th>");
	for (size_t i = 0; i < board->count; i++) {
		const struct board_item *item = &board->items[i];

		if (belong(item, like))
			write_cell(page, item, !all ? line_of(item, group) :
			    item->has_total ? &item->total : NULL);
	}
	output_write_string(output, "</tr>\n");
}

static bool
has_group(const struct board *board, const struct board_item *like,
    size_t group)
{
	for (size_t i = 0; i < board->count; i++)
		if (belong(&board->items[i], like) &&
		    line_of(&board->items[i], group) != NULL)
			return true;
	return false;
}

static void
write_caption(struct board_page *page, const struct board_item *item)
{
	text_clear(&page->scratch);
	text_add_string(&page->scratch, "By ");
	board_columns_add(&page->scratch, page->board, item);
	if (item->indicator->kind != INDICATOR_NO_PERIOD) {
		text_add_string(&page->scratch, ", ");
		board_period_add(&page->scratch, page->board, item,
		    item->periods - 1);
	}
	output_write_string(page->output, "<caption>");
	markup_write(page->output, text_slice(&page->scratch));
	output_write_string(page->output, "</caption>\n");
}

/* Has any of the indicators of the table a figure of all groups? */
static bool
has_total(const struct board *board, const struct board_item *like)
{
	for (size_t i = 0; i < board->count; i++)
		if (belong(&board->items[i], like) &&
		    board->items[i].has_total)
			return true;
	return false;
}

static void
write_map(struct board_page *page, const struct board_item *item)
{
	struct output *output = page->output;

	output_write_string(output, "<div class=\"card\"><div class=\"scroll"
	    "\" tabindex=\"0\" role=\"region\" aria-label=\"Heat map\">\n"
	    "<table class=\"heat\">\n");
	write_caption(page, item);
	write_head(page, item);
	if (has_total(page->board, item))
		write_row(page, item, SIZE_MAX);
	for (size_t i = 0; i < page->board->book->group_count; i++)
		if (has_group(page->board, item, i))
			write_row(page, item, i);
	output_write_string(output, "</tbody>\n</table>\n</div></div>\n");
}

void
board_heat_write(struct board_page *page)
{
	const struct board *board = page->board;
	bool any = false;

	for (size_t i = 0; i < board->count; i++) {
		const struct board_item *item = &board->items[i];
		bool first = item->indicator->columns != 0;

		for (size_t j = 0; j < i; j++)
			first = first && !belong(&board->items[j], item);
		if (!first)
			continue;
		if (!any)
			output_write_string(page->output, "<section "
			    "aria-labelledby=\"heat\">\n<h2 id=\"heat\">Who "
			    "stands where</h2>\n");
		any = true;
		write_map(page, item);
	}
	if (any)
		output_write_string(page->output, "</section>\n");
}
