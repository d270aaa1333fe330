/*
 * driver.h - what a kind of database must be able to do
 *
 * The seam between store.c, which knows transactions, statements and versions,
 * and the databases it can sit on.  Connections and statements are the
 * driver's own; store.c only passes them back.  SQL comes as store.h says and
 * the driver turns it into its dialect.
 */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H

#include "store/store.h"

struct bulk_block;
struct bulk_writer;
struct bulk_table;

enum {
	DRIVER_VERSION_EMPTY = 0,	/* nothing is in the database */
	DRIVER_VERSION_FOREIGN = -1	/* something of others is */
};

struct driver {
	/* To create or fill, make the database if it is absent and say so. */
	bool (*open)(void **connection, const char *name,
	    enum store_mode mode, bool *created, struct error *error);
	void (*close)(void *connection);

	/* The version set last by set_version, or one of the above. */
	bool (*version)(int64_t *out, void *connection, struct error *error);
	bool (*set_version)(void *connection, int64_t version,
	    struct error *error);

	/* Several statements of a migration, without parameters. */
	bool (*script)(void *connection, const char *sql,
	    struct error *error);

	/*
	 * A query for the tables which are the store's, in the order in which
	 * they were made, and their columns: the names of both, is it a whole
	 * number, its place in the primary key or 0, is it never null.
	 */
	const char *catalog;

	/*
	 * By type ("index", "trigger", "view") and name what there is besides,
	 * with, in any database alike, the table and the columns of an index,
	 * before which come, as "cut", tables which are partitioned; and, NULL where they are not kept, the texts which defined all.
	 */
	const char *objects;
	const char *definitions;

	bool (*begin)(void *connection, struct error *error);

	/* To read only, all of it as it is at one moment; ends by rollback. */
	bool (*snapshot)(void *connection, struct error *error);
	bool (*commit)(void *connection, struct error *error);
	void (*rollback)(void *connection);

	bool (*prepare)(void **statement, void *connection, const char *sql,
	    struct error *error);
	void (*finish)(void *statement);
	void (*reset)(void *statement);		/* nothing is bound after it */

	/* With copy, the text need not live until the last step. */
	void (*bind_text)(void *statement, int at, struct slice text,
	    bool copy);
	void (*bind_integer)(void *statement, int at, int64_t value);
	void (*bind_null)(void *statement, int at);

	bool (*step)(void *statement, struct error *error);
	int64_t (*changes)(const void *statement);
	struct slice (*text)(const void *statement, int column);
	int64_t (*integer)(const void *statement, int column);
	bool (*is_null)(const void *statement, int column);
	int (*columns)(const void *statement);	/* of a row it gave */

	/*
	 * Rows of a table by the block (bulk.h).  Other statements may run
	 * between two writes, and see the rows of those before; several may
	 * be open.  Texts are UTF-8 without NUL.
	 */
	bool (*bulk_open)(void **bulk, void *connection,
	    const struct bulk_table *table, struct error *error);
	bool (*bulk_write)(void *bulk, const struct bulk_block *block,
	    struct error *error);
	/* All that was written has been taken, or was refused. */
	bool (*bulk_finish)(void *bulk, struct error *error);
	void (*bulk_close)(void *bulk);

	/* Give one line for each thing wrong with the database itself. */
	bool (*check)(void *connection,
	    void (*say)(void *context, const char *line), void *context,
	    struct error *error);

	/*
	 * Is the database written in a way which older programs had, and
	 * write it anew; NULL where there is but one way.
	 */
	bool (*is_old)(const void *connection);
	bool (*renew)(void *connection, struct error *error);

	/*
	 * Copy the whole database, in use or not, to a new file or over
	 * another database.
	 */
	bool (*copy)(void *connection, const char *path,
	    struct error *error);
	bool (*discard)(const char *name, struct error *error);
	bool (*replace)(const char *beside, const char *name,
	    struct error *error);
};

/* That of the store, for those who need more of it than store.h has. */
const struct driver *store_driver(void **connection,
    const struct store *store);

/* Wait for blocks which are being written, and report a failure. */
bool store_settle(const struct store *store, struct error *error);

/* The thread which writes its blocks, made at the first call, or NULL. */
struct bulk_writer *store_writer(struct store *store);

#endif
