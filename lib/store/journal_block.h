/*
 * journal_block.h - what a line is charged to, as one number
 *
 * A block is a combination of entity, account, dimensions and currency.  The
 * blocks of the store are kept in memory while a run posts; a new one is
 * stored when it is first seen.  A block is checked against the registers
 * once for each day.
 */
#ifndef STORE_JOURNAL_BLOCK_H
#define STORE_JOURNAL_BLOCK_H

#include "base/table.h"
#include "base/text.h"
#include "domain/journal.h"
#include "schema/journal_line.h"
#include "store/run.h"

enum {
	JOURNAL_DIMENSIONS = 7	/* entity, account, fund, ... donor */
};

struct journal_block {
	int64_t number;
	const struct journal_code *entity;
	const struct journal_code *fund;
	int32_t month;			/* of the days checked */
	uint32_t days;			/* bit of each day of it */
};

struct journal_blocks {
	struct run *run;
	struct store *store;
	struct slice control;		/* the sub-ledger which posts */
	struct arena arena;
	struct table blocks;		/* by key: struct journal_block */
	struct table stretches;		/* the same, by how they were written */
	struct table codes[JOURNAL_DIMENSIONS];
	struct table accounts;		/* by code and day */
	struct text key;
	int64_t last_number;
};

bool journal_blocks_open(struct journal_blocks *blocks, struct run *run,
    struct slice control, struct error *error);
void journal_blocks_release(struct journal_blocks *blocks);

/*
 * The block of the line, whose codes are all in force on its day (given in
 * parts besides, since a caller has many lines of one day).  The record is
 * that which the line was read from.
 */
bool journal_blocks_get(struct journal_block **out,
    struct journal_blocks *blocks, const struct journal_line *line,
    const struct record *record, struct date_parts day, struct error *error);

#endif
