/*
 * board.h - the parts of a board, as a page and as tables
 *
 * Every text of the input is escaped.  The same figures, definitions and
 * options give the same bytes.
 */
#ifndef OPS_KPI_BOARD_H
#define OPS_KPI_BOARD_H

#include "cli/program.h"
#include "domain/board.h"
#include "record/grid.h"
#include "record/plot.h"

enum { BOARD_GRIDS_MAX = 4, BOARD_SOURCES_MAX = 64 };

/* A file which the board was made from. */
struct board_source {
	const char *what;		/* "figures", "definitions" */
	struct slice path;
	uint64_t records;
	char digest[65];		/* SHA-256, in hex */
};

struct board_page {
	const struct board *board;
	struct output *output;
	struct slice title;
	struct slice style;
	const char *now;		/* NULL: not said */
	struct board_source sources[BOARD_SOURCES_MAX];
	size_t source_count;
	struct text scratch;
};

/* Parts of the page, each in a file of its own. */
void board_page_write(struct board_page *page);
void board_tiles_write(struct board_page *page);
void board_heat_write(struct board_page *page);
void board_section_write(struct board_page *page,
    const struct board_item *item);
void board_about_write(struct board_page *page);

/* What a board is as tables: summary, figures, signals, definitions. */
bool board_grids_make(struct grid grids[BOARD_GRIDS_MAX],
    const struct board *board, struct error *error);

/* The control charts, each an SVG file of the folder, which is made. */
bool board_charts_write(const struct board *board, const char *folder,
    struct error *error);

/* Words and marks. */
const char *board_word(enum figure_status status);
/* Nothing without a target. */
void board_icon_write(struct output *output, enum figure_status status);
void board_pill_write(struct output *output, enum figure_status status);

/* "client and service": the columns which make the groups. */
void board_columns_add(struct text *out, const struct board *board,
    const struct board_item *item);

void board_value_write(struct board_page *page,
    const struct board_item *item, struct decimal value, bool unit);

/* The value of a figure, with a sign before it which says that it is near. */
void board_figure_write(struct board_page *page,
    const struct board_item *item, const struct figure_item *figure);

/* Of how many records it is; a count says so itself. */
void board_records_write(struct output *output,
    const struct board_item *item, const struct figure_item *figure);

void board_period_add(struct text *out, const struct board *board,
    const struct board_item *item, size_t at);
void board_signals_add(struct text *out, unsigned signals);

/*
 * Against the period before: "up 2.1 points on Sep 2026, better"; nothing where
 * either has no value.
 */
void board_change_add(struct text *out, const struct board *board,
    const struct board_item *item, const struct figure_item *items);

/* The latest target of a line: "at least 90 %". */
bool board_target_add(struct text *out, const struct board_item *item,
    const struct figure_item *items);

/* The points and texts live as long as the arena. */
void board_plot(struct plot *out, const struct board *board,
    const struct board_item *item, const struct board_line *line,
    struct arena *arena);

#endif
