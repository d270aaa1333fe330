#include "record/stream_spread.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/memory.h"
#include "record/stream_parts.h"
#include "record/stream_rows.h"

enum {
	SPREAD_BLOCK_BYTES = 256 * 1024,
	SPREAD_BLOCKS_EACH = 3		/* of a thread: one to read, two done
					   before those of others */
};

#define SPREAD_NONE UINT64_MAX

struct spread_block {
	struct window window;
	uint64_t lines;
	uint64_t records;
	bool done;
};

/* One file.  Blocks are numbered from 0, and number n is in n % count. */
struct spread {
	struct stream *stream;
	const struct stream_spread *how;
	pthread_mutex_t lock;		/* of all that follows */
	pthread_cond_t moved;
	struct spread_block *blocks;
	size_t block_count;
	size_t block_bytes;
	uint64_t taken;
	uint64_t done;			/* and all before */
	uint64_t wrong;			/* the first one, or SPREAD_NONE */
	bool ended;			/* no more to take */
	struct error error;		/* of reading the file */
};

struct spread_worker {
	struct spread *spread;
	void *context;
	pthread_t thread;
};

/* Cut the next block; sets ended when there is none after it. */
static bool
spread_cut(struct spread *spread, struct spread_block *block)
{
	struct window *window = &spread->stream->window;
	size_t bytes = 0, want = spread->block_bytes;

	for (; bytes == 0 && !spread->ended; want *= 2) {
		if (!window_fill(window, want, &spread->error)) {
			spread->ended = true;
			return false;
		}
		bytes = window->end - window->start;
		spread->ended = window->ended && bytes <= want;
		if (spread->ended)
			break;
		spread->ended = want > STREAM_LINE_MAX;
		bytes = stream_rows_cut(slice_from(window->buffer +
		    window->start, bytes < want ? bytes : want));
	}
	if (bytes == 0)
		return false;
	window_give(window, &block->window, bytes);
	return true;
}

/* The number of the next block, or SPREAD_NONE. */
static uint64_t
spread_take(struct spread *spread)
{
	uint64_t number = SPREAD_NONE;

	(void)pthread_mutex_lock(&spread->lock);
	while (!spread->ended && spread->wrong == SPREAD_NONE &&
	    spread->taken - spread->done == spread->block_count)
		(void)pthread_cond_wait(&spread->moved, &spread->lock);
	if (!spread->ended && spread->wrong == SPREAD_NONE &&
	    spread_cut(spread, &spread->blocks[spread->taken %
	    spread->block_count]))
		number = spread->taken++;
	(void)pthread_mutex_unlock(&spread->lock);
	return number;
}

/* The blocks before are done, too: count what they had. */
static void
spread_advance(struct spread *spread)
{
	struct stream *stream = spread->stream;
	struct spread_block *block =
	    &spread->blocks[spread->done % spread->block_count];

	while (spread->done < spread->taken && block->done) {
		stream->csv.next_line += block->lines;
		stream->record.number += block->records;
		stream->records += block->records;
		block->done = false;
		spread->done++;
		block = &spread->blocks[spread->done % spread->block_count];
	}
}

static void
spread_finish(struct spread *spread, uint64_t number,
    const struct stream_rows *rows, bool good)
{
	struct spread_block *block =
	    &spread->blocks[number % spread->block_count];
	const struct stream_options *options = &spread->stream->options;

	(void)pthread_mutex_lock(&spread->lock);
	if (good) {
		block->done = true;
		block->lines = rows->lines;
		block->records = rows->records;
		if (options->step != NULL)
			options->step(options->context, rows->records,
			    block->window.end - block->window.start);
		spread_advance(spread);
	} else if (number < spread->wrong) {
		spread->wrong = number;
	}
	(void)pthread_cond_broadcast(&spread->moved);
	(void)pthread_mutex_unlock(&spread->lock);
}

static void *
spread_work(void *given)
{
	struct spread_worker *worker = given;
	struct spread *spread = worker->spread;
	struct stream_rows rows;
	uint64_t number;

	stream_rows_init(&rows, spread->stream);
	while ((number = spread_take(spread)) != SPREAD_NONE) {
		const struct spread_block *block =
		    &spread->blocks[number % spread->block_count];
		bool good = stream_rows_read(&rows, &block->window,
		    spread->how->take, worker->context);

		spread_finish(spread, number, &rows, good);
	}
	stream_rows_release(&rows);
	return NULL;
}

/* Give the stream back what was taken, from the first wrong block on. */
static void
spread_take_back(struct spread *spread)
{
	const struct window *given[STREAM_SPREAD_MAX * SPREAD_BLOCKS_EACH];
	size_t count = 0;

	for (uint64_t i = spread->wrong; i < spread->taken; i++)
		given[count++] =
		    &spread->blocks[i % spread->block_count].window;
	ENSURE(spread->done == spread->wrong);
	window_take_back(&spread->stream->window, given, count);
}

/* A file of one block is read by the one thread which is there. */
static void
spread_run(struct spread *spread)
{
	struct spread_worker workers[STREAM_SPREAD_MAX];
	const struct stream_spread *how = spread->how;
	const struct window *window = &spread->stream->window;
	size_t count = window->ended && window->end - window->start <=
	    spread->block_bytes ? 1 : how->count;
	size_t started = 1;
	sigset_t all, before;

	for (size_t i = 0; i < how->count; i++)
		workers[i] = (struct spread_worker){ .spread = spread,
		    .context = how->contexts[i] };
	/* Signals are for the thread which was there first. */
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	while (started < count && pthread_create(&workers[started].thread,
	    NULL, spread_work, &workers[started]) == 0)
		started++;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	(void)spread_work(&workers[0]);
	for (size_t i = 1; i < started; i++)
		(void)pthread_join(workers[i].thread, NULL);
}

/* False without a fault: there is a wrong record, which is next. */
static bool
spread_file(struct stream *stream, const struct stream_spread *how,
    struct error *error)
{
	struct spread spread = { .stream = stream, .how = how,
	    .wrong = SPREAD_NONE,
	    .block_count = how->count * SPREAD_BLOCKS_EACH,
	    .block_bytes = how->block_bytes > 0 ? how->block_bytes :
	    SPREAD_BLOCK_BYTES };

	if (!window_fill(&stream->window, spread.block_bytes + 1, error))
		return error_locate(error, stream->record.origin, 0);
	spread.blocks = memory_new(spread.block_count *
	    sizeof(*spread.blocks));
	(void)pthread_mutex_init(&spread.lock, NULL);
	(void)pthread_cond_init(&spread.moved, NULL);
	spread_run(&spread);
	if (spread.wrong != SPREAD_NONE)
		spread_take_back(&spread);
	(void)pthread_cond_destroy(&spread.moved);
	(void)pthread_mutex_destroy(&spread.lock);
	for (size_t i = 0; i < spread.block_count; i++)
		memory_free(spread.blocks[i].window.buffer);
	memory_free(spread.blocks);
	if (spread.wrong == SPREAD_NONE && spread.error.fault != FAULT_NONE) {
		*error = spread.error;
		return error_locate(error, stream->record.origin, 0);
	}
	return spread.wrong == SPREAD_NONE;
}

/* Patterns keep what they matched in themselves, for one thread. */
static bool
spread_can(const struct stream *stream)
{
	const struct schema *schema = stream->header.schema;

	if (stream->format == STREAM_JSON || schema == NULL ||
	    stream->options.rejects != NULL || stream->options.watch != NULL ||
	    stream->options.decimal_mark == ',')
		return false;
	for (size_t i = 0; i < schema->count; i++)
		if (schema->fields[i].pattern != NULL &&
		    stream->header.columns[i] != 0)
			return false;
	return true;
}

/* One record after the other, for the first context. */
static bool
spread_plainly(struct stream *stream, const struct stream_spread *how,
    struct error *error)
{
	void *value = memory_new(stream->header.schema->size);
	struct record record;
	bool good = true;

	while (good && stream_decode(stream, value, &record, error))
		good = how->take(how->contexts[0], value, error) ||
		    stream_reject(stream, &record, error);
	memory_free(value);
	return error->fault == FAULT_NONE;
}

bool
stream_spread(struct stream *stream, const struct stream_spread *how,
    struct error *error)
{
	while (stream->open && spread_can(stream)) {
		bool good = spread_file(stream, how, error);

		if (!good && error->fault == FAULT_NONE)
			/* What was wrong is wrong again. */
			ENSURE(!spread_plainly(stream, how, error));
		if (!good)
			return false;
		/* Of a line which is too long the rest is there. */
		if (stream->window.start < stream->window.end)
			break;
		if (!stream_next_file(stream, error))
			return error->fault == FAULT_NONE;
	}
	return spread_plainly(stream, how, error);
}

size_t
stream_spread_count(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	if (count < 1)
		return 1;
	return count < STREAM_SPREAD_MAX ? (size_t)count : STREAM_SPREAD_MAX;
}
