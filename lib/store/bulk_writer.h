/*
 * bulk_writer.h - a thread which writes a block while the program reads on
 *
 * A store has one, made when the first full block is written.  One block at
 * most is being written; who gives the next one, or does anything else on
 * the connection, waits until it is done (store.c sees to that), so the
 * connection is never used by two threads at once.  A failure is kept for
 * the next who can report it, and at the latest for the commit.
 */
#ifndef STORE_BULK_WRITER_H
#define STORE_BULK_WRITER_H

#include "store/bulk.h"

struct bulk_writer;

/* NULL if the system gives no thread: then blocks are written at once. */
struct bulk_writer *bulk_writer_new(void);
void bulk_writer_free(struct bulk_writer *writer);	/* NULL allowed */

/*
 * Write and seal the block of the bulk (bulk_write), when the one before is
 * done.  It must stay as it is until the writer has finished.
 */
bool bulk_writer_put(struct bulk_writer *writer, const struct bulk *bulk,
    const struct bulk_block *block, struct error *error);

/* Wait until nothing is being written; costs nothing if nothing is. */
void bulk_writer_finish(struct bulk_writer *writer);

/* The same, and report what failed since the last forget. */
bool bulk_writer_check(struct bulk_writer *writer, struct error *error);
void bulk_writer_forget(struct bulk_writer *writer);

#endif
