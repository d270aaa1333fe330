/*
 * csv_reader.h - rows of delimited text (RFC 4180)
 *
 * libcsv is the conforming parser.  It reads every row in which a quote
 * stands; lines without one, by far the most, are split here at the speed of
 * memory, and a test holds both ways equal.  Cells are slices into the window
 * of the input or into the reader, valid until the next row.
 */
#ifndef RECORD_CSV_READER_H
#define RECORD_CSV_READER_H

#include <csv.h>

#include "base/text.h"
#include "record/window.h"

enum csv_result {
	CSV_READER_ROW,
	CSV_READER_END,
	CSV_READER_WRONG,	/* this row; the next one can be read */
	CSV_READER_FAILED	/* nothing more can be read */
};

struct csv_reader {
	char delimiter;
	bool always_libcsv;	/* for the test which compares the two */
	uint64_t line;		/* of the row, from 1 */
	uint64_t next_line;
	struct slice *cells;
	size_t count;
	struct slice raw;	/* the row, without its line end */
	struct csv_parser parser;
	bool parser_ready;
	struct text quoted;	/* the cells of a row with quotes */
	size_t *quoted_ends;
	size_t rows;		/* which libcsv has ended */
};

void csv_reader_begin(struct csv_reader *reader, char delimiter);

/* Read one row.  Rows without any cell (blank lines) are passed over. */
enum csv_result csv_reader_next(struct csv_reader *reader,
    struct window *window, struct error *error);

void csv_reader_release(struct csv_reader *reader);

#endif
