/*
 * postgresql_connection.h - what the files of the driver for PostgreSQL share
 *
 * The connection is in pipeline mode: commands are sent without waiting for
 * their answers, and answers are fetched when somebody needs one.  At most
 * one query gives its rows at a time; when another command comes between,
 * what is left of its rows is kept in memory.  A query which says that it is
 * read in parts has a cursor instead (postgresql_cursor.c), and any number of
 * those may give rows in turn.
 */
#ifndef STORE_POSTGRESQL_CONNECTION_H
#define STORE_POSTGRESQL_CONNECTION_H

#include "store/postgresql.h"
#include "store/postgresql_library.h"

struct prepared;

enum { POSTGRESQL_STATE_MAX = 6 };	/* a code of SQL and its end */

struct connection {
	PGconn *server;
	char *name;
	struct prepared *active;	/* whose rows are being read */
	struct postgresql_bulk *copier;	/* who is sending rows */
	struct postgresql_bulk *bulks;	/* all which are open */
	unsigned queued;		/* answers which were not fetched */
	unsigned failures;		/* of anything, so far */
	unsigned named;			/* statements and cursors, so far */
	unsigned begun;			/* transactions, so far */
	bool transaction;		/* of a run, or a snapshot */
	bool unlimited;			/* no rights by row concern the user */
	char state[POSTGRESQL_STATE_MAX];	/* of the last error */
};

/* Say what the result or, without one, the connection tells; gives false. */
bool postgresql_connection_failed(struct connection *connection,
    const PGresult *result, struct error *error);

/* Make ready for another command. */
bool postgresql_connection_settle(struct connection *connection,
    struct error *error);

/*
 * Send a command without parameters; its answer is fetched by the next wait.
 * What is sent must not be able to fail alone: after a failure the server
 * passes over what else was sent before the wait.
 */
bool postgresql_connection_send(struct connection *connection,
    const char *sql, struct error *error);

/* Tell the server that answers are wanted now. */
bool postgresql_connection_sync(struct connection *connection,
    struct error *error);

/*
 * Fetch so many answers, or the answer to a sync; false if one of them is an
 * error.  All are fetched in any case, if the connection lives.
 */
bool postgresql_connection_fetch(struct connection *connection,
    unsigned count, struct error *error);
bool postgresql_connection_end(struct connection *connection,
    struct error *error);

/* Wait until all that was sent is done. */
bool postgresql_connection_wait(struct connection *connection,
    struct error *error);

/*
 * Run SQL of any kind outside the pipeline; gives the result, which the caller
 * clears, or NULL.
 */
PGresult *postgresql_connection_execute(struct connection *connection,
    const char *sql, struct error *error);

/* The same while bulks may have rows which were not sent. */
PGresult *postgresql_connection_execute_now(struct connection *connection,
    const char *sql, struct error *error);

bool postgresql_statement_prepare(void **out, void *opened, const char *sql,
    struct error *error);
void postgresql_statement_finish(void *statement);
void postgresql_statement_reset(void *statement);
void postgresql_statement_bind_text(void *statement, int at,
    struct slice text, bool copy);
void postgresql_statement_bind_integer(void *statement, int at,
    int64_t value);
void postgresql_statement_bind_null(void *statement, int at);
bool postgresql_statement_step(void *statement, struct error *error);
int64_t postgresql_statement_changes(const void *statement);
struct slice postgresql_statement_text(const void *statement, int column);
int64_t postgresql_statement_integer(const void *statement, int column);
bool postgresql_statement_is_null(const void *statement, int column);
int postgresql_statement_columns(const void *statement);

/* Read what is left of the rows of the active query into memory. */
bool postgresql_row_settle(struct connection *connection,
    struct error *error);

bool postgresql_bulk_open(void **bulk, void *opened,
    const struct bulk_table *table, struct error *error);
bool postgresql_bulk_write(void *bulk, const struct bulk_block *block,
    struct error *error);
bool postgresql_bulk_finish(void *bulk, struct error *error);
void postgresql_bulk_close(void *bulk);

/* Have all rows taken which were written. */
bool postgresql_bulk_settle(struct connection *connection,
    struct error *error);

/* The columns of the tables, and the objects besides: queries (driver.h). */
extern const char postgresql_catalog[];
extern const char postgresql_objects[];

bool postgresql_check(void *opened,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

#endif
