/*
 * undone.h - was a run undone?
 *
 * What an undone run wrote is still there (undo.h); batches and rates which it
 * stored do not count any more.
 */
#ifndef STORE_UNDONE_H
#define STORE_UNDONE_H

#include "store/store.h"

/* The run which undid the run, or 0. */
bool undone_by(int64_t *out, struct store *store, int64_t run,
    struct error *error);

/*
 * An error of the store if the run which stored the batch was undone; what
 * is "the batch", "the payment batch".
 */
bool undone_refuse(struct store *store, int64_t run, const char *what,
    struct slice batch, struct error *error);

#endif
