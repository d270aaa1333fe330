/*
 * sqlite_connection.h - what the files of the driver for SQLite share
 *
 * A connection with its name for messages, what a result of SQLite means, and
 * the functions which the driver's table (sqlite.c) names.
 */
#ifndef STORE_SQLITE_CONNECTION_H
#define STORE_SQLITE_CONNECTION_H

#include <sqlite3.h>

#include "store/sqlite.h"

struct bulk_source;

enum {
	SQLITE_APPLICATION = 0x6f707331	/* "ops1" in the file's head */
};

struct connection {
	sqlite3 *database;
	char *name;
	struct bulk_source *bulk;	/* once there was a bulk write */
	int64_t waits_since_ms;		/* for another who writes */
};

/* Open the file, whose pages have checksums; gives a result. */
int sqlite_connection_open(sqlite3 **out, const char *name);

/*
 * SQLite reads what it cannot open for writing, for whatever reason; it
 * should only do so where the file allows no writing.
 */
bool sqlite_connection_is_as_wanted(const struct connection *connection,
    struct error *error);

/* Say what the result means; gives false. */
bool sqlite_connection_failed(const struct connection *connection, int result,
    struct error *error);

/*
 * Did a system call on the file fail?  SQLite takes a disk which cannot be
 * read for a file which is damaged.  True, and the error is set, if so.
 */
bool sqlite_connection_broke(const struct connection *connection,
    struct error *error);

/* From now on wait for others, SQLITE_WAIT_MS_MAX at most. */
void sqlite_wait_begin(struct connection *connection);

/* Refuses what is on a file system which other machines may write. */
bool sqlite_place_check(const char *name, struct error *error);

/*
 * The file exists before SQLite opens it, so that it is never readable by
 * others; its log takes the mode of the file.
 */
bool sqlite_connection_create(const char *name, bool *created,
    struct error *error);

bool sqlite_statement_prepare(void **out, void *opened, const char *sql,
    struct error *error);
void sqlite_statement_finish(void *statement);
void sqlite_statement_reset(void *statement);
void sqlite_statement_bind_text(void *statement, int at, struct slice text,
    bool copy);
void sqlite_statement_bind_integer(void *statement, int at, int64_t value);
void sqlite_statement_bind_null(void *statement, int at);
bool sqlite_statement_step(void *statement, struct error *error);
int64_t sqlite_statement_changes(const void *statement);
struct slice sqlite_statement_text(const void *statement, int column);
int64_t sqlite_statement_integer(const void *statement, int column);
bool sqlite_statement_is_null(const void *statement, int column);
int sqlite_statement_columns(const void *statement);

bool sqlite_bulk_open(void **out, void *opened,
    const struct bulk_table *table, struct error *error);
bool sqlite_bulk_write(void *opened, const struct bulk_block *block,
    struct error *error);
bool sqlite_bulk_finish(void *bulk, struct error *error);
void sqlite_bulk_close(void *opened);

bool sqlite_file_check(void *opened,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);
bool sqlite_file_is_old(const void *opened);
bool sqlite_file_renew(void *opened, struct error *error);
bool sqlite_file_copy(void *opened, const char *path, struct error *error);
bool sqlite_file_discard(const char *name, struct error *error);
bool sqlite_file_replace(const char *beside, const char *name,
    struct error *error);

#endif
