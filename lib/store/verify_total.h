/*
 * verify_total.h - are the sums which balances are made of those of the lines?
 *
 * The lines of a run are added; at its end they are held to journal_total.
 */
#ifndef STORE_VERIFY_TOTAL_H
#define STORE_VERIFY_TOTAL_H

#include "store/journal_sums.h"
#include "store/verify_block.h"

struct verify_total {
	struct store *store;
	const struct verify_blocks *blocks;
	struct journal_sums sums;	/* by place among the blocks, from 1 */
	bool wrong;			/* the lines cannot be summed */
};

/* A line with a block or a date which is none makes the sums wrong. */
void verify_total_add(struct verify_total *total, struct slice date,
    const struct verify_block *block, int64_t amount, int64_t functional);

/* Are they those of the run?  The next run can begin. */
bool verify_total_end(bool *right, struct verify_total *total, int64_t run,
    struct error *error);

#endif
