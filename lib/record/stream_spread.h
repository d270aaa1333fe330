/*
 * stream_spread.h - the records of a stream, read by several threads
 *
 * The input is cut into blocks of whole rows; each thread takes the next one,
 * reads its records as the stream would, and gives them to a context of its
 * own.  Which thread gets which block is chance: what contexts gather must not
 * depend on order.
 *
 * When a record is wrong, the input is read again from its block on, one
 * record after the other, so that the first wrong record is reported with the
 * place and the words it always has.  Contexts are void then.
 *
 * JSON, and input whose records are looked at one by one (rejects, control
 * totals, decimal commas, patterns), is read by the one thread which asks.
 */
#ifndef RECORD_STREAM_SPREAD_H
#define RECORD_STREAM_SPREAD_H

#include "record/stream.h"

enum { STREAM_SPREAD_MAX = 16 };	/* threads */

struct stream_spread {
	size_t block_bytes;		/* 0: what is good; tests have less */
	size_t count;			/* of contexts, at least one */
	void *contexts[STREAM_SPREAD_MAX];
	/*
	 * value is the C structure of the schema, which may be changed where
	 * the input has no column of the field.
	 */
	bool (*take)(void *context, void *value, struct error *error);
};

/* Give all records which are left to the contexts. */
bool stream_spread(struct stream *stream, const struct stream_spread *how,
    struct error *error);

/* How many threads the machine can run, at most STREAM_SPREAD_MAX. */
size_t stream_spread_count(void);

#endif
