/*
 * undo.h - reverse what a run did, by records which say the opposite
 *
 * Nothing is deleted.  Entries of the journal are reversed by entries on
 * a day of the caller's choice; records of registers become, from now on as
 * the store knows them, what they were before the run, on all days; batches
 * of pay lines and of payments are withdrawn, and rates count no more.  What
 * was known before can still be read as it was known.
 *
 * A run on whose work a later one depends, which was not undone itself, is
 * refused with the number of that run; so is one which did something else,
 * such as sending a file of payments.
 */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include "store/run.h"

struct undo_counts {
	int64_t by;		/* it was undone before, by this run */
	uint64_t entries;	/* of the journal, reversed */
	uint64_t records;	/* of registers, as before again */
	uint64_t batches;	/* of pay lines, payments or rates, withdrawn */
};

/* With by set nothing was written, and the caller abandons its run. */
bool undo_run(struct undo_counts *out, struct run *run, int64_t number,
    struct date date, struct error *error);

#endif
