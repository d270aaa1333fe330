/*
 * bulk.h - many rows of one table, written fast
 *
 * A row is given column by column in the order of the table's description.
 * Rows gather in a block of bounded memory, which goes to the driver as a
 * whole and, when it is full, is written by a thread (bulk_writer.h) while
 * the next one gathers.  Statements of the same transaction see the rows
 * after the next flush.  Texts are copied.  A block which the database refuses fails the flush, and
 * the transaction with it: which of its rows was wrong, nobody knows then.
 *
 * A zeroed struct bulk is closed and may be released.
 */
#ifndef STORE_BULK_H
#define STORE_BULK_H

#include "base/text.h"
#include "store/store.h"

enum {
	BULK_COLUMNS_MAX = 160,		/* a register's fit (catalog.c) */
	BULK_VALUES_MAX = 8192,		/* in a block */
	BULK_TEXT_BYTES = 1 << 18	/* of a block; its last row may pass it */
};

enum bulk_kind {
	BULK_NULL,
	BULK_INTEGER,
	BULK_TEXT
};

struct bulk_column {
	const char *name;
	enum bulk_kind kind;		/* unless it is null */
};

struct bulk_table {
	const char *name;
	const struct bulk_column *columns;
	size_t column_count;
	size_t placed_count;	/* behind them, in a store of store_place.h */
};

struct bulk_value {
	int64_t integer;	/* of a text, where it is in the bytes */
	uint32_t length;	/* of a text */
	enum bulk_kind kind;
};

/* Row by row: value C of row R is values[R * column_count + C]. */
struct bulk_block {
	const struct bulk_value *values;
	const char *bytes;
	size_t row_count;
};

struct seal;

struct bulk {
	const struct bulk_table *table;	/* NULL, or shape */
	struct bulk_table shape;	/* as the store has it */
	size_t own_count;		/* columns but for those of the place */
	struct seal *seal;		/* NULL, or gets every row (seal.h) */
	struct store *store;
	const struct driver *driver;
	void *handle;			/* the driver's */
	struct bulk_value *values;
	struct text bytes;
	struct bulk_value *spare_values;	/* of the block which is */
	struct text spare_bytes;		/* being written */
	size_t value_count;
	size_t row_count;
};

/* The description must live as long as the bulk, which stays where it is. */
bool bulk_begin(struct bulk *out, struct store *store,
    const struct bulk_table *table, struct error *error);

/* Have the rows the columns of the place too? */
bool bulk_is_placed(const struct bulk *bulk);

void bulk_integer(struct bulk *bulk, int64_t value);
void bulk_text(struct bulk *bulk, struct slice text);
void bulk_null(struct bulk *bulk);

/* The row has all of its columns; a full block is flushed. */
bool bulk_row(struct bulk *bulk, struct error *error);

bool bulk_flush(struct bulk *bulk, struct error *error);

/* Give the driver a block and seal it; for whoever writes, not for topics. */
bool bulk_write(const struct bulk *bulk, const struct bulk_block *block,
    struct error *error);

/* Flush and release; it is released after a failure too. */
bool bulk_end(struct bulk *bulk, struct error *error);
void bulk_release(struct bulk *bulk);	/* unwritten rows are forgotten */

#endif
