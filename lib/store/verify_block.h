/*
 * verify_block.h - the blocks of the journal, all in memory
 *
 * Lines name their dimensions by the number of a block.  There are as many
 * blocks as combinations in use: thousands where there are millions of lines.
 */
#ifndef STORE_VERIFY_BLOCK_H
#define STORE_VERIFY_BLOCK_H

#include "base/table.h"
#include "store/store.h"

struct verify_block {
	int64_t number;
	struct currency currency;	/* none: it is not one any more */
	size_t unit;		/* entity, fund and currency, which balance */
};

struct verify_blocks {
	struct verify_block *blocks;	/* by number */
	size_t count;
	size_t capacity;
	struct table units;
};

/* Released by the caller, also after a failure. */
bool verify_blocks_read(struct verify_blocks *out, struct store *store,
    struct error *error);
void verify_blocks_release(struct verify_blocks *blocks);

struct slice verify_blocks_entity(const struct verify_blocks *blocks,
    const struct verify_block *block);

/* NULL: there is no block of the number. */
const struct verify_block *verify_blocks_find(
    const struct verify_blocks *blocks, int64_t number);

#endif
