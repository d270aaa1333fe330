#include "store/sqlite_connection.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/dialect.h"
#include "store/sqlite_page.h"

static bool
sqlite_execute(struct connection *connection, const char *sql,
    struct error *error)
{
	int result = sqlite3_exec(connection->database, sql, NULL, NULL, NULL);

	return result == SQLITE_OK ||
	    sqlite_connection_failed(connection, result, error);
}

static bool
sqlite_pragma(int64_t *out, struct connection *connection, const char *sql,
    struct error *error)
{
	sqlite3_stmt *statement = NULL;
	int result;

	result = sqlite3_prepare_v2(connection->database, sql, -1, &statement,
	    NULL);
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		*out = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	if (result != SQLITE_ROW && result != SQLITE_DONE)
		return sqlite_connection_failed(connection, result, error);
	return true;
}

static void
sqlite_close(void *opened)
{
	struct connection *connection = opened;

	ENSURE(sqlite3_close(connection->database) == SQLITE_OK);
	memory_free(connection->name);
	memory_free(connection);
}

/* Just created, or left so by a program which was killed. */
static bool
sqlite_is_empty(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0 && status.st_size == 0;
}

static bool
sqlite_configure(struct connection *connection, bool create,
    struct error *error)
{
	sqlite_wait_begin(connection);
	(void)sqlite3_extended_result_codes(connection->database, 1);
	if (!sqlite_execute(connection, "PRAGMA foreign_keys = ON", error))
		return false;
	if (create)
		(void)sqlite_page_make_room(connection->database);
	if (create && !sqlite_execute(connection, "PRAGMA journal_mode = WAL",
	    error))
		return false;
	/*
	 * As FULL; and a rollback journal whose removal was not on the disk
	 * when the power failed would undo what was committed.
	 */
	return sqlite_execute(connection, "PRAGMA synchronous = EXTRA",
	    error);
}

/*
 * A page may be torn in the file, by a loss of power, which the log has whole;
 * only when it was written back does the file alone tell what is damaged.
 * Where others hinder that, SQLite reads the log as before.
 */
static void
sqlite_write_log_back(struct connection *connection)
{
	(void)sqlite3_wal_checkpoint_v2(connection->database, NULL,
	    SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static bool
sqlite_open_model(void **out, struct error *error)
{
	static const char model[] = ":memory:";
	struct connection *connection = memory_new(sizeof(*connection));
	int result;

	connection->name = memory_copy_string(model);
	result = sqlite_connection_open(&connection->database, model);
	if (result != SQLITE_OK) {
		(void)sqlite_connection_failed(connection, result, error);
		sqlite_close(connection);
		return false;
	}
	(void)sqlite_page_make_room(connection->database);
	*out = connection;
	return true;
}

/* What is made, changed or restored as a whole is one file at its end. */
static bool
sqlite_keeps_log(enum store_mode mode)
{
	return mode == STORE_READ || mode == STORE_WRITE ||
	    mode == STORE_VERIFY;
}

static bool
sqlite_open(void **out, const char *name, enum store_mode mode,
    bool *created, struct error *error)
{
	bool create = mode == STORE_CREATE || mode == STORE_FILL;
	struct connection *connection;
	int result;

	*created = false;
	if (mode == STORE_MODEL)
		return sqlite_open_model(out, error);
	if (!sqlite_place_check(name, error))
		return false;
	if (create && !sqlite_connection_create(name, created, error))
		return false;
	if (access(name, F_OK) != 0 && errno == ENOENT)
		return error_set(error, FAULT_STORE,
		    "%s: there is no such store; make it with ops-store init",
		    name);
	connection = memory_new(sizeof(*connection));
	connection->name = memory_copy_string(name);
	result = sqlite_connection_open(&connection->database, name);
	if (result != SQLITE_OK)
		(void)sqlite_connection_failed(connection, result, error);
	else if (sqlite_connection_is_as_wanted(connection, error)) {
		sqlite_page_tolerate(connection->database,
		    mode == STORE_VERIFY);
		if (sqlite_keeps_log(mode))
			sqlite_page_keep_log(connection->database);
		if (sqlite_configure(connection,
		    create && sqlite_is_empty(name), error) &&
		    mode == STORE_VERIFY)
			sqlite_write_log_back(connection);
	}
	if (error->fault != FAULT_NONE) {
		sqlite_close(connection);
		return false;
	}
	*out = connection;
	return true;
}

static bool
sqlite_version(int64_t *out, void *opened, struct error *error)
{
	int64_t application = 0, schema = 0;

	if (!sqlite_pragma(&application, opened, "PRAGMA application_id",
	    error))
		return false;
	if (application == SQLITE_APPLICATION)
		return sqlite_pragma(out, opened, "PRAGMA user_version",
		    error);
	if (!sqlite_pragma(&schema, opened, "PRAGMA schema_version", error))
		return false;
	*out = schema == 0 && application == 0 ? DRIVER_VERSION_EMPTY :
	    DRIVER_VERSION_FOREIGN;
	return true;
}

static bool
sqlite_set_version(void *opened, int64_t version, struct error *error)
{
	char sql[96];

	(void)snprintf(sql, sizeof(sql),
	    "PRAGMA application_id = %d; PRAGMA user_version = %lld",
	    SQLITE_APPLICATION, (long long)version);
	return sqlite_execute(opened, sql, error);
}

static bool
sqlite_script(void *opened, const char *sql, struct error *error)
{
	struct text text = { 0 };
	bool done;

	dialect_sqlite(&text, slice_of(sql));
	done = sqlite_execute(opened, text.bytes != NULL ? text.bytes : "",
	    error);
	text_release(&text);
	return done;
}

static bool
sqlite_begin(void *opened, struct error *error)
{
	return sqlite_execute(opened, "BEGIN IMMEDIATE", error);
}

static bool
sqlite_snapshot(void *opened, struct error *error)
{
	return sqlite_execute(opened, "BEGIN", error);
}

static bool
sqlite_commit(void *opened, struct error *error)
{
	return sqlite_execute(opened, "COMMIT", error);
}

static void
sqlite_rollback(void *opened)
{
	struct connection *connection = opened;

	/* After some failures SQLite has rolled back already. */
	if (!sqlite3_get_autocommit(connection->database))
		(void)sqlite3_exec(connection->database, "ROLLBACK", NULL,
		    NULL, NULL);
}

const struct driver sqlite_driver = {
	.open = sqlite_open,
	.close = sqlite_close,
	.version = sqlite_version,
	.set_version = sqlite_set_version,
	.script = sqlite_script,
	.catalog = "SELECT m.name, c.name, c.type = 'INTEGER', c.pk, "
	    "c.\"notnull\" FROM sqlite_schema AS m "
	    "JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' "
	    "AND m.name NOT LIKE 'sqlite%' ORDER BY m.rowid, c.cid /*scan*/",
	.objects = "SELECT m.type, m.name, CASE WHEN m.type = 'index' THEN "
	    "CASE WHEN l.\"unique\" THEN 'unique ' ELSE '' END "
	    "|| m.tbl_name || ' (' || (SELECT group_concat(c.name, ', ') "
	    "FROM (SELECT i.name FROM pragma_index_info(m.name) AS i "
	    "ORDER BY i.seqno) AS c) || ')' ELSE '' END "
	    "FROM sqlite_schema AS m LEFT JOIN pragma_index_list(m.tbl_name) "
	    "AS l ON l.name = m.name WHERE m.type <> 'table' "
	    "AND m.sql IS NOT NULL ORDER BY m.type, m.name /*scan*/",
	.definitions = "SELECT type, name, sql FROM sqlite_schema "
	    "WHERE sql IS NOT NULL AND name NOT IN ('sqlite_stat1', "
	    "'sqlite_stat4') ORDER BY type, name /*scan*/",
	.begin = sqlite_begin,
	.snapshot = sqlite_snapshot,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.prepare = sqlite_statement_prepare,
	.finish = sqlite_statement_finish,
	.reset = sqlite_statement_reset,
	.bind_text = sqlite_statement_bind_text,
	.bind_integer = sqlite_statement_bind_integer,
	.bind_null = sqlite_statement_bind_null,
	.step = sqlite_statement_step,
	.changes = sqlite_statement_changes,
	.text = sqlite_statement_text,
	.integer = sqlite_statement_integer,
	.is_null = sqlite_statement_is_null,
	.columns = sqlite_statement_columns,
	.bulk_open = sqlite_bulk_open,
	.bulk_write = sqlite_bulk_write,
	.bulk_finish = sqlite_bulk_finish,
	.bulk_close = sqlite_bulk_close,
	.check = sqlite_file_check,
	.is_old = sqlite_file_is_old,
	.renew = sqlite_file_renew,
	.copy = sqlite_file_copy,
	.discard = sqlite_file_discard,
	.replace = sqlite_file_replace
};
