/* The control charts of a board as files. */
#include "board.h"

#include <errno.h>
#include <sys/stat.h>

enum { NAME_MAX_BYTES = 60 };

/* Letters, digits, "-" and "_"; the number before it makes it unique. */
static void
add_name(struct text *path, struct slice name)
{
	for (size_t i = 0; i < name.length && i < NAME_MAX_BYTES; i++) {
		char c = name.text[i];
		bool plain = (c >= '0' && c <= '9') || c == '-' ||
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		text_add_character(path, plain ? c : '_');
	}
}

static bool
write_file(const struct board *board, const struct board_item *item,
    const struct board_line *line, const char *path, struct error *error)
{
	struct arena arena = { 0 };
	struct output *output;
	struct text title = { 0 };
	struct plot plot;
	bool done = output_open(&output, path, error);

	if (done) {
		board_plot(&plot, board, item, line, &arena);
		text_add(&title, item->indicator->title);
		text_add_string(&title, ", ");
		text_add(&title, line->name);
		plot.title = text_slice(&title);
		plot_chart_write(&plot, true, output);
		done = output_close(output, error);
	}
	text_release(&title);
	arena_release(&arena);
	return done;
}

static bool
write_lines(const struct board *board, const struct board_item *item,
    const char *folder, struct text *path, struct error *error)
{
	size_t count = item->has_total ? 1 : item->indicator->series_count;

	for (size_t i = 0; i < count; i++) {
		const struct board_line *line = item->has_total ?
		    &item->total : &item->groups[i];

		text_clear(path);
		text_add_format(path, "%s/%zu-", folder, item->number + 1);
		add_name(path, item->indicator->code);
		if (!item->has_total) {
			text_add_format(path, "-%zu-", i + 1);
			add_name(path, line->name);
		}
		text_add_string(path, ".svg");
		if (!write_file(board, item, line, path->bytes, error))
			return false;
	}
	return true;
}

bool
board_charts_write(const struct board *board, const char *folder,
    struct error *error)
{
	struct text path = { 0 };
	bool done = mkdir(folder, 0777) == 0 || errno == EEXIST ||
	    error_set(error, FAULT_SYSTEM, "cannot make \"%s\": %s", folder,
	    strerror(errno));

	for (size_t i = 0; done && i < board->count; i++)
		done = write_lines(board, &board->items[i], folder, &path,
		    error);
	text_release(&path);
	return done;
}
