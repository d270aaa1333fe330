/*
 * journal_insert.h - the rows of the journal, as they are written
 *
 * Entries and lines are numbered one after the other in the order in which
 * they are posted.  Only one run writes at a time, so the numbers are counted
 * in memory, and its two statements are kept at hand.
 */
#ifndef STORE_JOURNAL_INSERT_H
#define STORE_JOURNAL_INSERT_H

#include "store/store.h"

struct journal_numbers {
	int64_t entry;			/* of the next one */
	int64_t line;
	struct statement *insert_entry;
	struct statement *insert_line;
};

struct journal_entry_row {
	struct slice entry;
	struct date date;
	int64_t run;
	int64_t reverses;		/* number of an entry, or 0 */
	int64_t lines;
};

struct journal_line_row {
	int64_t block;
	int64_t amount;
	int64_t functional_amount;
	struct slice reference;
	struct slice text;
};

bool journal_insert_begin(struct journal_numbers *out, struct store *store,
    struct error *error);

/* The entry counts its lines from the next one on; they must follow. */
bool journal_insert_entry(struct journal_numbers *numbers,
    const struct journal_entry_row *row, struct error *error);
bool journal_insert_line(struct journal_numbers *numbers,
    const struct journal_line_row *row, struct error *error);

/* Nothing is written without a batch key. */
bool journal_insert_batch(struct store *store, struct slice batch,
    int64_t run, int64_t first_entry, int64_t last_entry,
    struct error *error);

#endif
