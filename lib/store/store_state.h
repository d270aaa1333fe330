/*
 * store_state.h - what a store and its statements are, for store*.c only
 */
#ifndef STORE_STORE_STATE_H
#define STORE_STORE_STATE_H

#include "base/table.h"
#include "store/bulk_writer.h"
#include "store/driver.h"

struct statement {
	struct store *store;
	void *handle;		/* the driver's */
};

enum store_place_known {
	STORE_PLACE_UNKNOWN,
	STORE_PLACE_NO,
	STORE_PLACE_YES
};

struct store {
	const struct driver *driver;
	void *connection;
	char *name;
	bool created;
	bool writable;
	enum store_place_known place;	/* store_place.h */
	unsigned depth;		/* of transactions */
	struct bulk_writer *writer;	/* once a full block was written */
	struct table statements;	/* by their text */
};

/* The connection, when nobody else is using it. */
static inline void *
store_idle(const struct store *store)
{
	if (store->writer != NULL)
		bulk_writer_finish(store->writer);
	return store->connection;
}

static inline void *
statement_idle(const struct statement *statement)
{
	(void)store_idle(statement->store);
	return statement->handle;
}

#endif
