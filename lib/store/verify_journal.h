/*
 * verify_journal.h - the lines of the journal, all verified in one pass
 *
 * The lines are read once, in the order of their numbers, and beside them the
 * entries and the batches which they belong to: no query has to join or to
 * sort them.  On the way each entry must balance, by entity, fund and
 * currency, and the lines of each run must come to its journal_total; the
 * caller makes the seals of the lines.
 *
 * Where entries or batches are no longer in the order of their lines, lines
 * belong to none: what that hides from one check their own seals tell.
 */
#ifndef STORE_VERIFY_JOURNAL_H
#define STORE_VERIFY_JOURNAL_H

#include "store/seal_table.h"

struct verify_journal;

/* One call of say for each entry and each total which is wrong. */
bool verify_journal_open(struct verify_journal **out, struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);
void verify_journal_close(struct verify_journal *journal);

/* The next line which a batch leads to; false at the end and at an error. */
bool verify_journal_next(struct verify_journal *journal,
    struct error *error);

/* Of the line it is on: the run of its batch; add it to the run's seal. */
int64_t verify_journal_run(const struct verify_journal *journal);
void verify_journal_seal(struct seal *seal,
    const struct verify_journal *journal);

/* How many lines no batch led to, so far. */
int64_t verify_journal_strays(const struct verify_journal *journal);

#endif
