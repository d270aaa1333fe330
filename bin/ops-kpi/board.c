#include "board.h"

#include <errno.h>

#include "kpi.h"
#include "store/audit.h"

enum { PERIODS_MAX = 120, PERIODS = 24, STYLE_MAX = 1024 * 1024 };

struct boarding {
	struct cli *cli;
	struct figure_book *book;
	struct definitions definitions;
	struct board board;
	struct board_page page;
	struct text style;
};

static bool
add_sources(struct boarding *boarding, const char *what,
    const struct stream *in, struct error *error)
{
	const struct sources *sources = stream_sources(in);
	struct board_page *page = &boarding->page;

	for (size_t i = 0; i < sources->count; i++) {
		const struct source *from = &sources->list[i];
		struct board_source *to;

		if (page->source_count == BOARD_SOURCES_MAX)
			return error_set(error, FAULT_USAGE,
			    "a board is made of at most %d files",
			    BOARD_SOURCES_MAX);
		to = &page->sources[page->source_count++];
		to->what = what;
		to->path = slice_of(from->path);
		to->records = from->records;
		audit_hash_format(to->digest, from->digest);
	}
	return true;
}

/* The name of a file without its folders: it says enough of a pack. */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static bool
read_pack(struct boarding *boarding, const char *name, struct error *error)
{
	const char *path = kpi_pack(boarding->cli, name, error);
	struct stream *in;
	size_t at = boarding->page.source_count;

	if (path == NULL || !cli_open(&in, boarding->cli,
	    &schema_indicator_record, path, error) ||
	    !definitions_add(&boarding->definitions, in, base_name(path),
	    error) || !add_sources(boarding, "definitions", in, error))
		return false;
	for (; at < boarding->page.source_count; at++)
		boarding->page.sources[at].path = slice_of(base_name(path));
	return true;
}

static bool
read_packs(struct boarding *boarding, struct error *error)
{
	size_t count = cli_list_count(boarding->cli, "pack");

	if (count == 0)
		return read_pack(boarding, NULL, error);
	for (size_t i = 0; i < count; i++)
		if (!read_pack(boarding, cli_list(boarding->cli, "pack", i),
		    error))
			return false;
	return true;
}

static bool
read_figures(struct boarding *boarding, struct error *error)
{
	struct cli *cli = boarding->cli;
	struct figure_book_terms terms = { .last = PERIODS };
	struct stream *in;

	if (cli_has(cli, "periods"))
		terms.last = (size_t)cli_number(cli, "periods");
	if (terms.last < 1 || terms.last > PERIODS_MAX)
		return error_set(error, FAULT_USAGE,
		    "--periods: a board shows 1 to %d", PERIODS_MAX);
	if (cli_has(cli, "period") && !figure_period_parse(&terms.until,
	    slice_of(cli_text(cli, "period")), error)) {
		error->fault = FAULT_USAGE;
		return error_in_field(error, "--period", 0);
	}
	if (!cli_input(&in, cli, &schema_figure, 0, error) ||
	    !figure_book_read(&boarding->book, in, &terms, error) ||
	    !add_sources(boarding, "figures", in, error))
		return false;
	return boarding->book->count > 0 || error_set(error, FAULT_INPUT,
	    "there are no figures to show");
}

static bool
read_style(struct boarding *boarding, struct error *error)
{
	const char *path = cli_share(boarding->cli, "board/style.css");
	FILE *file = fopen(path, "r");
	size_t length;

	if (file == NULL)
		return error_set(error, FAULT_SYSTEM, "%s: %s", path,
		    strerror(errno));
	do {
		char *room = text_reserve(&boarding->style, BUFSIZ);

		length = fread(room, 1, BUFSIZ, file);
		boarding->style.length += length;
	} while (length > 0 && boarding->style.length < STYLE_MAX);
	(void)fclose(file);
	boarding->page.style = text_slice(&boarding->style);
	return true;
}

static bool
write_page(struct boarding *boarding, struct error *error)
{
	struct cli *cli = boarding->cli;
	struct board_page *page = &boarding->page;

	if (!read_style(boarding, error) ||
	    !cli_bytes(&page->output, cli, error))
		return false;
	page->board = &boarding->board;
	page->title = slice_of(cli_has(cli, "title") ?
	    cli_text(cli, "title") : "Service performance");
	page->now = cli_text(cli, "now");
	board_page_write(page);
	return true;
}

static bool
write_grids(struct boarding *boarding, bool workbook, struct error *error)
{
	struct grid grids[BOARD_GRIDS_MAX] = { 0 };
	struct output *output;
	bool done = board_grids_make(grids, &boarding->board, error);

	if (done && workbook)
		done = cli_workbook(boarding->cli, grids, BOARD_GRIDS_MAX,
		    error);
	else if (done)
		done = cli_bytes(&output, boarding->cli, error);
	if (done && !workbook)
		grid_table_write(&grids[0], output);
	for (size_t i = 0; i < BOARD_GRIDS_MAX; i++)
		grid_release(&grids[i]);
	return done;
}

/* Without a definition there is no total and no direction. */
static void
say_unknown(const struct boarding *boarding)
{
	for (size_t i = 0; i < boarding->board.count; i++) {
		const struct board_item *item = &boarding->board.items[i];

		if (item->definition == NULL)
			cli_say(boarding->cli, "\"%.*s\" is in none of the "
			    "packs (--pack)", SLICE_PRINT(
			    item->indicator->code));
	}
}

static bool
write_board(struct boarding *boarding, struct error *error)
{
	const char *to = cli_text(boarding->cli, "to");
	const char *folder = cli_text(boarding->cli, "charts");

	board_make(&boarding->board, boarding->book,
	    &boarding->definitions);
	say_unknown(boarding);
	if (folder != NULL && !board_charts_write(&boarding->board, folder,
	    error))
		return false;
	if (to == NULL || strcmp(to, "html") == 0)
		return write_page(boarding, error);
	return write_grids(boarding, strcmp(to, "xlsx") == 0, error);
}

bool
kpi_board(struct cli *cli, struct error *error)
{
	struct boarding boarding = { .cli = cli };
	bool done;

	done = read_packs(&boarding, error) &&
	    read_figures(&boarding, error) && write_board(&boarding, error);
	board_release(&boarding.board);
	figure_book_free(boarding.book);
	definitions_release(&boarding.definitions);
	text_release(&boarding.style);
	text_release(&boarding.page.scratch);
	return done;
}
