/*
 * store.h - the database, seen by the files of this folder
 *
 * One connection, transactions which nest (only the outermost commits),
 * statements prepared once and kept by their text.  SQL is written in the
 * subset which SQLite and PostgreSQL share: parameters $1, $2, ...; INSERT ...
 * ON CONFLICT; RETURNING; amounts BIGINT of minor units, dates and instants
 * ISO text, booleans BIGINT 0 and 1.  No file outside lib/store/ contains SQL;
 * programs call named functions of the topics (store/journal.h and the like).
 * A query with the comment "parts" reads a large table while others run
 * between its rows: within a transaction it does so in bounded memory.
 *
 * A text which a column gives is valid until the next step, reset or end of
 * its statement.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdint.h>

#include "base/error.h"
#include "base/slice.h"
#include "value/date.h"
#include "value/instant.h"
#include "value/money.h"

struct store;
struct statement;

enum store_mode {
	STORE_READ,		/* must exist and be of this version */
	STORE_WRITE,
	STORE_CREATE,		/* ops-store init */
	STORE_FILL,		/* ops-store copy: may be empty, and stays so */
	STORE_MIGRATE,		/* ops-store migrate: may be older */
	STORE_EXAMINE,		/* to read; may be of any version */
	STORE_VERIFY,		/* ops-store verify: and be damaged */
	STORE_MODEL		/* made in memory; the name is for messages */
};

/* $OPS_STORE, else "ops.db". */
const char *store_default_name(void);

/* name NULL: the default. */
bool store_open(struct store **out, const char *name, enum store_mode mode,
    struct error *error);
void store_close(struct store *store);	/* rolls back; NULL is allowed */
const char *store_name(const struct store *store);

/* Did STORE_CREATE make it, or was it there? */
bool store_created(const struct store *store);

/* The version (store/migrate.h) which the store has. */
bool store_version(int64_t *out, struct store *store, struct error *error);
bool store_set_version(struct store *store, int64_t version,
    struct error *error);

bool store_begin(struct store *store, struct error *error);

/* Instead of begin: read all as it is now, until store_rollback. */
bool store_snapshot(struct store *store, struct error *error);

bool store_commit(struct store *store, struct error *error);
void store_rollback(struct store *store);	/* to the outermost begin */
bool store_in_transaction(const struct store *store);

/*
 * The statement of the text, prepared at the first call and kept by the
 * store; it comes reset and with no parameter bound.  The texts should
 * be few: each is kept until the store is closed.
 */
bool store_prepare(struct statement **out, struct store *store,
    const char *sql, struct error *error);

/*
 * A statement of the caller's own, of any text, which it ends itself: for
 * cursors of which several may be open.
 */
bool store_prepare_own(struct statement **out, struct store *store,
    const char *sql, struct error *error);
void store_finish(struct statement *statement);	/* NULL is allowed */

/* Parameters are numbered from 1.  Text must live until the last step. */
void store_bind_text(struct statement *statement, int at, struct slice text);
void store_bind_integer(struct statement *statement, int at, int64_t value);
void store_bind_date(struct statement *statement, int at, struct date date);
void store_bind_null(struct statement *statement, int at);

/*
 * One row: true with a row; false at the end (no fault) or at an error.  As
 * with streams: while (store_step(...)) ...; return error->fault == 0.
 */
bool store_step(struct statement *statement, struct error *error);

/*
 * For statements which give no row: step to the end and reset.  Not after a
 * failure: SQLite may have ended the transaction then, and would begin anew.
 */
bool store_run(struct statement *statement, struct error *error);

/* Forget parameters and rows which are left. */
void store_reset(struct statement *statement);

/* Rows which the last run changed. */
int64_t store_changes(const struct statement *statement);

/* Columns are numbered from 0. */
struct slice store_text(const struct statement *statement, int column);
int64_t store_integer(const struct statement *statement, int column);
struct date store_date(const struct statement *statement, int column,
    struct error *error);
bool store_is_null(const struct statement *statement, int column);
int store_columns(const struct statement *statement);	/* of the row */

/* The first column of the only row; none is an error. */
bool store_get_integer(int64_t *out, struct statement *statement,
    struct error *error);

/* Run the text of a migration: several statements, no parameters. */
bool store_script(struct store *store, const char *sql, struct error *error);

/* What is wrong with the database itself, one call of say for each thing. */
bool store_check(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

/*
 * Is it written in a way which older programs had (its pages without
 * checksums), whatever its version, and write it anew.  Not within a
 * transaction.
 */
bool store_is_old(const struct store *store);
bool store_renew(struct store *store, struct error *error);

/* Copy the store, in use or not, to a new file or over another store. */
bool store_copy(struct store *store, const char *path, struct error *error);

/* Remove a store which is beyond use, with what belongs to it. */
bool store_discard(const char *name, struct error *error);

/*
 * Give the name to the store in the file beside, which nobody has open; what
 * had it is gone, and so is its log.
 */
bool store_replace(const char *beside, const char *name,
    struct error *error);

#endif
