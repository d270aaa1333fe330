/*
 * journal_sums.h - what the lines of a run come to, by period and block
 *
 * Gathered as a run posts and kept in the table journal_total, so that a
 * trial balance reads a few thousand rows instead of every line; gathered
 * again from the lines when the store is verified.  A zeroed struct is empty.
 */
#ifndef STORE_JOURNAL_SUMS_H
#define STORE_JOURNAL_SUMS_H

#include "base/error.h"
#include "value/period.h"

struct journal_sum {
	int64_t lines;			/* 0: the block has none */
	int64_t debit;
	int64_t credit;			/* above zero, too */
	int64_t functional;
};

/* Of one period, by the number of the block, whose numbers are dense. */
struct journal_sums_period {
	struct period period;
	struct journal_sum *sums;
	size_t count;
	size_t capacity;
	struct journal_sums_period *next;	/* a later one */
};

struct journal_sums {
	struct journal_sums_period *first;
	struct journal_sums_period *last_used;
};

/* A sum which passes 64 bits is an error of the store. */
bool journal_sums_add(struct journal_sums *sums, struct period period,
    int64_t block, int64_t amount, int64_t functional, struct error *error);

/*
 * The sum after that of *period and *block, in order; the first one when
 * *block is 0.  NULL at the end.
 */
const struct journal_sum *journal_sums_next(const struct journal_sums *sums,
    struct period *period, int64_t *block);

void journal_sums_release(struct journal_sums *sums);

#endif
