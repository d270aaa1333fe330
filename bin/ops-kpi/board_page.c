/* The page as a whole. */
#include "board.h"

#include "record/markup.h"

/* Each state has a shape of its own: disc, triangle, crossed square, ring. */
static const char marks[] =
    "<svg width=\"0\" height=\"0\" style=\"position:absolute\" "
    "aria-hidden=\"true\" focusable=\"false\">\n"
    "<symbol id=\"m-green\" viewBox=\"0 0 16 16\"><path fill-rule=\"evenodd\""
    " d=\"M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0zM6.9 12.2l6-6.2-1.7-1.6-4.3 "
    "4.5-2-2L3.3 8.5z\"/></symbol>\n"
    "<symbol id=\"m-amber\" viewBox=\"0 0 16 16\"><path fill-rule=\"evenodd\""
    " d=\"M8 .8L16 15.2H0zM7 6v4.5h2V6zm0 5.7v1.8h2v-1.8z\"/>"
    "</symbol>\n"
    "<symbol id=\"m-red\" viewBox=\"0 0 16 16\"><path fill-rule=\"evenodd\""
    " d=\"M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z"
    "M4.2 5.6L6.6 8 4.2 10.4l1.4 1.4L8 9.4l2.4 2.4 "
    "1.4-1.4L9.4 8l2.4-2.4-1.4-1.4L8 6.6 5.6 4.2z\"/>"
    "</symbol>\n"
    "<symbol id=\"m-no-data\" viewBox=\"0 0 16 16\"><circle cx=\"8\" "
    "cy=\"8\" r=\"6.7\" fill=\"none\" stroke=\"currentColor\" "
    "stroke-width=\"2\" stroke-dasharray=\"3 2.3\"/></symbol>\n"
    "<symbol id=\"m-signal\" viewBox=\"0 0 16 16\"><path d=\"M8 0l8 8-8 8"
    "-8-8z\"/></symbol>\n</svg>\n";

static void
write_frame(struct board_page *page)
{
	struct output *output = page->output;

	output_write_string(output, "<!DOCTYPE html>\n<html lang=\"en\">\n"
	    "<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<link rel=\"icon\" href=\"data:,\">\n<title>");
	markup_write(output, page->title);
	output_write_string(output, "</title>\n<style>\n");
	output_write(output, page->style);
	output_write_string(output, "</style>\n</head>\n<body>\n"
	    "<a class=\"skip\" href=\"#main\">To the figures</a>\n");
	output_write_string(output, marks);
}

/* "Figures to Oct 2026", of the kind with the most indicators. */
static void
write_date(struct board_page *page)
{
	const struct board *board = page->board;
	size_t groups = 0;

	for (size_t i = 0; i < board->book->group_count; i++)
		groups += !slice_is_empty(board->book->groups[i].name);
	for (size_t i = 0; i < board->count; i++) {
		const struct board_item *item = &board->items[i];

		if (item->indicator->kind == INDICATOR_NO_PERIOD)
			continue;
		text_clear(&page->scratch);
		text_add_string(&page->scratch, "Figures to ");
		board_period_add(&page->scratch, board, item,
		    item->periods - 1);
		text_add_format(&page->scratch, " \u00b7 %zu indicator%s "
		    "\u00b7 %zu group%s", board->count, board->count == 1 ?
		    "" : "s", groups, groups == 1 ? "" : "s");
		output_write_string(page->output, "<p>");
		markup_write(page->output, text_slice(&page->scratch));
		output_write_string(page->output, "</p>\n");
		return;
	}
}

/* In one sentence. */
static void
write_lead(struct board_page *page)
{
	const size_t *states = page->board->states;
	size_t count = states[FIGURE_GREEN] + states[FIGURE_AMBER] +
	    states[FIGURE_RED] + states[FIGURE_NO_DATA];

	if (count == 0)
		return;
	output_write_format(page->output, "<p class=\"lead\">Of %zu "
	    "indicator%s with a target, %zu %s on target, %zu near it, %zu "
	    "missed", count, count == 1 ? "" : "s", states[FIGURE_GREEN],
	    states[FIGURE_GREEN] == 1 ? "is" : "are", states[FIGURE_AMBER],
	    states[FIGURE_RED]);
	if (states[FIGURE_NO_DATA] > 0)
		output_write_format(page->output, ", %zu without data",
		    states[FIGURE_NO_DATA]);
	output_write_string(page->output, ".</p>\n");
}

static void
write_legend(struct board_page *page)
{
	struct output *output = page->output;

	output_write_string(output, "<ul class=\"legend\">");
	for (int i = FIGURE_GREEN; i <= FIGURE_NO_DATA; i++) {
		output_write_string(output, "<li>");
		board_pill_write(output, (enum figure_status)i);
		output_write_string(output, "</li>");
	}
	output_write_string(output, "<li><svg class=\"sig\" aria-hidden="
	    "\"true\"><use href=\"#m-signal\"/></svg> signal of a control "
	    "chart</li></ul>\n");
}

void
board_page_write(struct board_page *page)
{
	struct output *output = page->output;

	write_frame(page);
	output_write_string(output, "<header>\n<h1>");
	markup_write(output, page->title);
	output_write_string(output, "</h1>\n");
	write_date(page);
	write_lead(page);
	output_write_string(output, "</header>\n<main id=\"main\">\n");
	write_legend(page);
	board_tiles_write(page);
	board_heat_write(page);
	for (size_t i = 0; i < page->board->count; i++)
		board_section_write(page, &page->board->items[i]);
	board_about_write(page);
	output_write_string(output, "</main>\n</body>\n</html>\n");
}
