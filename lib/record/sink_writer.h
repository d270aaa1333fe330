/*
 * sink_writer.h - what a format of output has to do
 *
 * sink.c turns values into text and counts cells; a writer of one format
 * gets the text of each cell with its kind and makes a row of it.  Inside
 * lib/record only.
 */
#ifndef RECORD_SINK_WRITER_H
#define RECORD_SINK_WRITER_H

#include "base/arena.h"
#include "base/output.h"
#include "base/text.h"
#include "record/grid.h"
#include "record/sink.h"

enum { SINK_INTEGER_MAX = 24 };

enum sink_cell {
	SINK_CELL_TEXT,
	SINK_CELL_NUMBER,	/* decimal text */
	SINK_CELL_PLAIN,	/* a date or code: nothing to be quoted */
	SINK_CELL_BOOLEAN,	/* yes or no */
	SINK_CELL_EMPTY
};

struct sink {
	const struct sink_writer *writer;
	const struct schema *schema;
	size_t field_count;
	struct slice *names;	/* of all columns */
	size_t column_count;
	size_t at;		/* column of the next cell */
	uint64_t records;
	bool plain;		/* records go by sink_row_record */
	bool rows;		/* structures go by sink_row_put */
	struct output *output;
	struct text row;	/* being made */
	struct text scratch;	/* for a cell which is changed */
	char delimiter;
	char decimal_mark;
	bool spreadsheet;	/* CRLF, formulas neutralised */
	struct grid *grid;	/* of a table */
	struct slice *cells;	/* row for the grid */
	struct error failure;	/* of the grid */
	struct arena arena;
};

struct sink_writer {
	bool (*begin)(struct sink *sink, const struct sink_options *options,
	    struct error *error);
	void (*cell)(struct sink *sink, enum sink_cell kind,
	    struct slice text);
	void (*end)(struct sink *sink);		/* of a row */
	bool (*close)(struct sink *sink, struct error *error);	/* or NULL */
};

/* Add a JSON string, quoted and escaped. */
void sink_json_string(struct text *row, struct slice text);

bool sink_csv_must_quote(struct slice text, char delimiter);
size_t sink_csv_quote(char *place, struct slice text);	/* gives bytes */

/* The digits; gives their count.  They are not terminated. */
size_t sink_row_integer(char place[SINK_INTEGER_MAX], int64_t value);

/*
 * A whole structure as a line of plain CSV, if sink_row_can.  False, with
 * nothing written, when a text is too long for that.
 */
bool sink_row_can(const struct sink *sink);
bool sink_row_put(struct sink *sink, const void *value);

/* The same for a record, if sink_row_is_plain. */
bool sink_row_is_plain(const struct sink *sink);
bool sink_row_record(struct sink *sink, const struct record *record);

extern const struct sink_writer sink_csv_writer;	/* TSV and spreadsheet too */
extern const struct sink_writer sink_json_writer;
extern const struct sink_writer sink_grid_writer;		/* a table */

#endif
