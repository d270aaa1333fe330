/*
 * journal_insert.h - the rows of the journal, as they are written
 *
 * Entries and lines are numbered one after the other in the order in which
 * they are posted.  Only one run writes at a time, so the numbers are counted
 * in memory.  Rows go to the store in blocks: who looks for an entry of the
 * same run flushes first.
 */
#ifndef STORE_JOURNAL_INSERT_H
#define STORE_JOURNAL_INSERT_H

#include "store/bulk.h"
#include "store/journal_sums.h"
#include "store/run.h"

struct journal_insert {
	struct run *run;
	int64_t first_entry;		/* of the run */
	int64_t first_line;
	int64_t entry;			/* of the next one */
	int64_t line;
	struct period period;		/* of the last entry */
	struct journal_sums sums;
	struct bulk *entries;
	struct bulk *lines;
};

struct journal_entry_row {
	struct slice entry;
	struct date date;
	int64_t reverses;		/* number of an entry, or 0 */
	int64_t lines;
};

struct journal_line_row {
	int64_t block;
	int64_t amount;
	int64_t functional_amount;
	struct currency currency;	/* of the block */
	struct slice entity;		/* of the block */
	struct slice reference;
	struct slice text;
};

bool journal_insert_begin(struct journal_insert *out, struct run *run,
    struct error *error);

/* The entry counts its lines from the next one on; they must follow. */
bool journal_insert_entry(struct journal_insert *insert,
    const struct journal_entry_row *row, struct error *error);
bool journal_insert_line(struct journal_insert *insert,
    const struct journal_line_row *row, struct error *error);

/*
 * After the last line: what the run has written, under the batch key or, when
 * that is empty, none.
 */
bool journal_insert_end(struct journal_insert *insert, struct slice batch,
    struct error *error);
void journal_insert_release(struct journal_insert *insert);

#endif
