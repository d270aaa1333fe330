/* The end of the page: what the figures mean and what they were made of. */
#include "board.h"

#include "config.h"
#include "record/markup.h"

static void
write_column(struct output *output, const char *name)
{
	output_write_format(output, "<th scope=\"col\">%s</th>", name);
}

static void
write_slice(struct board_page *page, struct slice text)
{
	output_write_string(page->output, "<td>");
	if (slice_is_empty(text))
		output_write_string(page->output, "\u2013");
	else
		markup_write(page->output, text);
	output_write_string(page->output, "</td>");
}

static void
write_scratch(struct board_page *page)
{
	write_slice(page, text_slice(&page->scratch));
	text_clear(&page->scratch);
}

static void
target_add(struct text *out, const struct board_item *item)
{
	const struct indicator_record *record = &item->definition->record;
	char number[DECIMAL_TEXT_MAX];

	if (!item->definition->has_target)
		return;
	(void)decimal_format(number, record->target);
	text_add_format(out, "%s %s", item->direction > 0 ? "at least" :
	    "at most", number);
	if (record->tolerance.units == 0)
		return;
	(void)decimal_format(number, record->tolerance);
	text_add_format(out, ", near within %s", number);
}

static void
write_definition(struct board_page *page, const struct board_item *item)
{
	const struct indicator_record *record = &item->definition->record;
	struct output *output = page->output;
	char number[DECIMAL_TEXT_MAX];

	output_write_format(output, "<tr><th scope=\"row\"><a href=\"#i%zu"
	    "\">", item->number + 1);
	markup_write(output, record->title);
	output_write_string(output, "</a><br><code>");
	markup_write(output, record->indicator);
	output_write_string(output, "</code></th><td class=\"wide\"><code>");
	text_clear(&page->scratch);
	definition_formula(&page->scratch, item->definition);
	markup_write(output, text_slice(&page->scratch));
	output_write_string(output, "</code></td>");
	write_slice(page, record->unit);
	text_clear(&page->scratch);
	target_add(&page->scratch, item);
	write_scratch(page);
	if (item->definition->has_baseline) {
		(void)decimal_format(number, record->baseline);
		text_add_string(&page->scratch, number);
	}
	write_scratch(page);
	text_add_format(&page->scratch, "%.*s%s%.*s",
	    SLICE_PRINT(record->period), slice_is_empty(record->date) ? "" :
	    " of ", SLICE_PRINT(record->date));
	write_scratch(page);
	write_slice(page, record->owner);
	write_slice(page, record->origin);
	output_write_string(output, "</tr>\n");
}

static void
write_definitions(struct board_page *page)
{
	static const char *const columns[] = { "Indicator", "Formula",
		"Unit", "Target", "Baseline", "Period", "Owner", "Source" };
	struct output *output = page->output;

	output_write_string(output, "<section class=\"card\" "
	    "aria-labelledby=\"definitions\">\n<header><h2 "
	    "id=\"definitions\">Definitions</h2></header>\n"
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-labelledby=\"definitions\">\n<table class=\"words\">\n"
	    "<caption>How each figure is computed, who answers for it, and "
	    "where its definition comes from</caption>\n<thead><tr>");
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		write_column(output, columns[i]);
	output_write_string(output, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < page->board->count; i++)
		if (page->board->items[i].definition != NULL)
			write_definition(page, &page->board->items[i]);
	output_write_string(output, "</tbody>\n</table>\n</div>\n"
	    "</section>\n");
}

static void
write_source(struct board_page *page, const struct board_source *source)
{
	struct output *output = page->output;

	output_write_format(output, "<dt>%s</dt><dd>", source->what);
	markup_write(output, slice_is(source->path, "-") ?
	    slice_of("standard input") : source->path);
	output_write_format(output, ", %llu records, SHA-256 <code>%s</code>"
	    "</dd>\n", (unsigned long long)source->records, source->digest);
}

void
board_about_write(struct board_page *page)
{
	struct output *output = page->output;

	write_definitions(page);
	output_write_string(output, "<section class=\"card words\" "
	    "aria-labelledby=\"about\">\n<header><h2 id=\"about\">The data"
	    "</h2></header>\n<dl>\n");
	for (size_t i = 0; i < page->source_count; i++)
		write_source(page, &page->sources[i]);
	output_write_format(output, "<dt>made by</dt><dd>ops-kpi board, "
	    "opsutils %s</dd>\n", CONFIG_VERSION);
	if (page->now != NULL) {
		output_write_string(output, "<dt>made at</dt><dd>");
		markup_write(output, slice_of(page->now));
		output_write_string(output, "</dd>\n");
	}
	output_write_string(output, "<dt>to read</dt><dd>Totals of shares, "
	    "means and ratios are made of the sums of all groups; "
	    "percentiles have no total. Limits of control charts are mean "
	    "\u00b1 2.66 mean moving ranges; signals are those of Nelson. "
	    "n is the number of records behind a figure; \u2248 stands "
	    "before a percentile of a sketch, which is near the exact one. "
	    "A period without records has no figure and is neither good nor "
	    "bad.</dd>\n"
	    "</dl>\n</section>\n");
}
