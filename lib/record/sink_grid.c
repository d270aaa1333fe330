#include "record/sink_writer.h"

#include "base/memory.h"

static bool
sink_grid_begin(struct sink *sink, const struct sink_options *options,
    struct error *error)
{
	(void)options;
	(void)error;
	sink->grid = memory_new(sizeof(*sink->grid));
	grid_begin(sink->grid, sink->names, sink->column_count);
	sink->grid->title = slice_of(sink->schema != NULL ?
	    sink->schema->name : "records");
	sink->cells = arena_new(&sink->arena,
	    (sink->column_count + 1) * sizeof(*sink->cells));
	return true;
}

/* The text is the caller's: it goes to the row, and from there to the grid. */
static void
sink_grid_cell(struct sink *sink, enum sink_cell kind, struct slice text)
{
	(void)kind;
	text_add(&sink->row, text);
	sink->cells[sink->at].length = text.length;
}

static void
sink_grid_end(struct sink *sink)
{
	const char *at = text_slice(&sink->row).text;

	for (size_t i = 0; i < sink->column_count; i++) {
		sink->cells[i].text = at;
		at += sink->cells[i].length;
	}
	if (sink->failure.fault == FAULT_NONE)
		(void)grid_add_row(sink->grid, sink->cells, &sink->failure);
	text_clear(&sink->row);
}

static bool
sink_grid_close(struct sink *sink, struct error *error)
{
	(void)error;
	grid_finish(sink->grid);
	grid_table_write(sink->grid, sink->output);
	return true;
}

const struct sink_writer sink_grid_writer = {
	.begin = sink_grid_begin,
	.cell = sink_grid_cell,
	.end = sink_grid_end,
	.close = sink_grid_close
};
