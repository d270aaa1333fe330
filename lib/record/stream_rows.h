/*
 * stream_rows.h - the rows of a block of a stream, for stream_spread.c only
 *
 * A block is a window of whole rows, apart from its stream.  Nothing of the
 * stream is changed, and several threads may read blocks of it at once, each
 * with rows of its own.
 */
#ifndef RECORD_STREAM_ROWS_H
#define RECORD_STREAM_ROWS_H

#include "record/csv_reader.h"
#include "record/decoder.h"
#include "record/stream.h"

struct stream_rows {
	const struct stream *stream;
	struct csv_reader csv;
	struct slice *slots;
	struct record record;
	bool quick;		/* there is a decoder */
	struct decoder decoder;
	void *value;
	uint64_t lines;		/* of the last block */
	uint64_t records;
};

void stream_rows_init(struct stream_rows *rows, const struct stream *stream);
void stream_rows_release(struct stream_rows *rows);

/*
 * Give each record of the block to take; false if it or a record is wrong,
 * and nothing is said of that.
 */
bool stream_rows_read(struct stream_rows *rows, const struct window *block,
    bool (*take)(void *context, void *value, struct error *error),
    void *context);

/*
 * How many bytes of the text, which begins with a row, are whole rows: up to
 * the last line end with an even number of quotes before it, which is outside
 * of quotes if no row before it is wrong.
 */
size_t stream_rows_cut(struct slice text);

#endif
