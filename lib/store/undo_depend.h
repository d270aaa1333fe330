/*
 * undo_depend.h - which later work stands on what a run did?
 *
 * Each function gives an error of the store which names the first later run
 * that depends, and why, unless that was undone itself.
 */
#ifndef STORE_UNDO_DEPEND_H
#define STORE_UNDO_DEPEND_H

#include "record/schema.h"
#include "store/store.h"

/* Entries of the run which were reversed since. */
bool undo_depend_journal(struct store *store, int64_t run,
    struct error *error);

/* The journal which was posted under the batch; payments made of it. */
bool undo_depend_pay_lines(struct store *store, int64_t run,
    struct slice batch, struct error *error);

/* A file in which the batch was sent. */
bool undo_depend_payments(struct store *store, int64_t run,
    struct slice batch, struct error *error);

/*
 * Entries posted and payments stored since, of a day from that of a rate on,
 * in its currency: whether they used the rate is not looked at.
 */
bool undo_depend_rates(struct store *store, int64_t run,
    struct error *error);

/*
 * Changes of the same records since; records, lines of pay and of the journal
 * which name a record that the run added; payments to an account, or from
 * one, which it changed.
 */
bool undo_depend_register(struct store *store, int64_t run,
    const struct schema *schema, struct error *error);

#endif
