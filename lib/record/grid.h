/*
 * grid.h - a whole stream in memory, for those who look at it
 *
 * A grid holds the rows of one stream as text, with a type for each column,
 * so that a table can be aligned and a workbook typed.  A column of numbers
 * is one whose every value is a plain decimal without leading zeros and with
 * at most GRID_DIGITS_MAX digits; longer ones and codes with leading zeros
 * stay text.  Released with grid_release.
 */
#ifndef RECORD_GRID_H
#define RECORD_GRID_H

#include "base/arena.h"
#include "base/output.h"
#include "record/stream.h"
#include "value/decimal.h"

enum {
	GRID_ROWS_MAX = 1048575,	/* of a worksheet, less the header */
	GRID_DIGITS_MAX = 15		/* what a spreadsheet keeps of a number */
};

enum grid_type {
	GRID_TEXT,
	GRID_NUMBER,
	GRID_DATE
};

struct grid_column {
	struct slice name;
	enum grid_type type;
	unsigned places;	/* most decimal places of a number */
	size_t width;		/* widest cell or name, in columns */
	bool totalled;
	struct decimal total;
};

struct grid {
	struct arena arena;
	struct slice title;
	struct grid_column *columns;
	size_t column_count;
	struct slice *cells;	/* row after row */
	size_t row_count;
	size_t row_capacity;
	bool has_totals;
};

/*
 * Read the rest of a stream which was opened without a schema.  More than
 * GRID_ROWS_MAX rows are an error of input.
 */
bool grid_read(struct grid *grid, struct stream *stream,
    struct error *error);

/* Start an empty grid with these columns; add rows; find the types. */
void grid_begin(struct grid *grid, const struct slice names[], size_t count);
bool grid_add_row(struct grid *grid, const struct slice cells[],
    struct error *error);
void grid_finish(struct grid *grid);

/* The number of the column, or -1. */
int grid_find(const struct grid *grid, struct slice name);

/* Sum the column exactly; a column which is not of numbers is an error. */
bool grid_total(struct grid *grid, int column, struct error *error);

/* The text of a total, with the places of its column. */
struct slice grid_total_text(const struct grid_column *column,
    char buffer[DECIMAL_TEXT_MAX]);

static inline struct slice
grid_cell(const struct grid *grid, size_t row, size_t column)
{
	return grid->cells[row * grid->column_count + column];
}

void grid_release(struct grid *grid);

/* Each in a file of its own name. */
void grid_table_write(const struct grid *grid, struct output *output);
void grid_csv_write(const struct grid *grid, struct output *output);
void grid_markdown_write(const struct grid *grid, struct output *output);
void grid_html_write(const struct grid *grids, size_t count,
    struct output *output);

/*
 * A workbook with one sheet a grid, named after its title: typed cells,
 * header frozen, columns as wide as their contents, totals as formulas.  The
 * file is written beside path and renamed.
 */
bool grid_xlsx_write(const struct grid *grids, size_t count,
    const char *path, struct error *error);

#endif
