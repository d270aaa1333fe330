/*
 * catalog.h - the tables of a store, as its database has them
 *
 * Tables come in the order in which they were made, so that what a row
 * refers to is in an earlier one.
 */
#ifndef STORE_CATALOG_H
#define STORE_CATALOG_H

#include "base/arena.h"
#include "store/bulk.h"

enum {
	CATALOG_COLUMNS_MAX = BULK_COLUMNS_MAX,
	CATALOG_VERSION_COLUMNS = 4	/* of a register, besides its fields */
};

/* Names of columns are quoted for SQL. */
struct catalog_table {
	struct bulk_table table;
	struct bulk_column columns[CATALOG_COLUMNS_MAX];
	unsigned keys[CATALOG_COLUMNS_MAX];	/* place in the key, or 0 */
	bool required[CATALOG_COLUMNS_MAX];	/* never null */
	bool keyed;				/* it has a primary key */
};

struct catalog {
	struct arena arena;
	struct catalog_table **tables;
	size_t count;
	size_t capacity;
};

/* Released by the caller, also after a failure. */
bool catalog_read(struct catalog *out, struct store *store,
    struct error *error);
void catalog_release(struct catalog *catalog);

/*
 * "SELECT every column FROM the table ORDER BY its key": the primary key or,
 * without one, all that is never null, which is unique in every table.
 */
void catalog_select(struct text *out, const struct catalog_table *table);

/* "SELECT count(*), sum(...) FROM the table": amounts are summed. */
size_t catalog_totals(struct text *out, const struct catalog_table *table);

#endif
