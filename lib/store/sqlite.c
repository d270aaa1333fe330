#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/dialect.h"

enum {
	SQLITE_PARAMETERS_MAX = 192,
	SQLITE_APPLICATION = 0x6f707331,	/* "ops1" in the file's head */
	SQLITE_COPY_PAGES = 4096	/* copied before others may write */
};

struct connection {
	sqlite3 *database;
	char *name;
};

/*
 * SQLite numbers "$3" in the order in which the texts of parameters appear,
 * not by the digits; places has the number it gave to each.
 */
struct prepared {
	struct connection *connection;
	sqlite3_stmt *statement;
	int failed;		/* the first result which was not SQLITE_OK */
	uint8_t places[SQLITE_PARAMETERS_MAX + 1];
};

static enum fault
sqlite_fault(int result)
{
	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return FAULT_BUSY;
	case SQLITE_IOERR:
	case SQLITE_FULL:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_NOMEM:
		return FAULT_SYSTEM;
	default:
		return FAULT_STORE;
	}
}

static bool
sqlite_failed(const struct connection *connection, int result,
    struct error *error)
{
	enum fault fault = sqlite_fault(result);

	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(error, fault,
		    "%s: another program is writing to it; try again",
		    connection->name);
	case SQLITE_NOTADB:
		return error_set(error, fault,
		    "%s: this is not a store of opsutils", connection->name);
	case SQLITE_CORRUPT:
		return error_set(error, fault,
		    "%s: the file is damaged (%s); restore a backup with "
		    "ops-store restore", connection->name,
		    sqlite3_errmsg(connection->database));
	default:
		return error_set(error, fault, "%s: %s", connection->name,
		    sqlite3_errmsg(connection->database));
	}
}

static bool
sqlite_execute(struct connection *connection, const char *sql,
    struct error *error)
{
	int result = sqlite3_exec(connection->database, sql, NULL, NULL, NULL);

	return result == SQLITE_OK || sqlite_failed(connection, result, error);
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
		return sqlite_failed(connection, result, error);
	return true;
}

/*
 * The file exists before SQLite opens it, so that it is never readable by
 * others; its log takes the mode of the file.
 */
static bool
sqlite_create(const char *name, bool *created, struct error *error)
{
	int file = open(name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

	*created = file >= 0;
	if (file < 0 && errno != EEXIST)
		return error_set(error, FAULT_SYSTEM, "%s: %s", name,
		    strerror(errno));
	if (file >= 0)
		(void)close(file);
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

static bool
sqlite_configure(struct connection *connection, bool create,
    struct error *error)
{
	(void)sqlite3_busy_timeout(connection->database, SQLITE_WAIT_MS_MAX);
	(void)sqlite3_extended_result_codes(connection->database, 1);
	if (!sqlite_execute(connection, "PRAGMA foreign_keys = ON", error))
		return false;
	if (create && !sqlite_execute(connection, "PRAGMA journal_mode = WAL",
	    error))
		return false;
	return sqlite_execute(connection, "PRAGMA synchronous = FULL", error);
}

static bool
sqlite_open(void **out, const char *name, bool create, bool *created,
    struct error *error)
{
	struct connection *connection;
	int result;

	*created = false;
	if (create && !sqlite_create(name, created, error))
		return false;
	if (access(name, F_OK) != 0 && errno == ENOENT)
		return error_set(error, FAULT_STORE,
		    "%s: there is no such store; make it with ops-store init",
		    name);
	connection = memory_new(sizeof(*connection));
	connection->name = memory_copy_string(name);
	result = sqlite3_open_v2(name, &connection->database,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (result != SQLITE_OK)
		(void)sqlite_failed(connection, result, error);
	else
		(void)sqlite_configure(connection, *created, error);
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

static bool
sqlite_prepare(void **out, void *opened, const char *sql,
    struct error *error)
{
	struct connection *connection = opened;
	struct prepared *prepared;
	sqlite3_stmt *statement;
	int result, count;

	result = sqlite3_prepare_v3(connection->database, sql, -1,
	    SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	if (result != SQLITE_OK)
		return sqlite_failed(connection, result, error);
	prepared = memory_new(sizeof(*prepared));
	prepared->connection = connection;
	prepared->statement = statement;
	count = sqlite3_bind_parameter_count(statement);
	ENSURE(count <= SQLITE_PARAMETERS_MAX);
	for (int at = 1; at <= count; at++) {
		char name[8];

		(void)snprintf(name, sizeof(name), "$%d", at);
		prepared->places[at] = (uint8_t)
		    sqlite3_bind_parameter_index(statement, name);
	}
	*out = prepared;
	return true;
}

static void
sqlite_finish(void *statement)
{
	struct prepared *prepared = statement;

	(void)sqlite3_finalize(prepared->statement);
	memory_free(prepared);
}

static void
sqlite_reset(void *statement)
{
	struct prepared *prepared = statement;

	(void)sqlite3_reset(prepared->statement);
	(void)sqlite3_clear_bindings(prepared->statement);
	prepared->failed = SQLITE_OK;
}

static int
sqlite_place(const struct prepared *prepared, int at)
{
	ENSURE(at > 0 && at <= SQLITE_PARAMETERS_MAX);
	ENSURE(prepared->places[at] != 0);
	return prepared->places[at];
}

static void
sqlite_bound(struct prepared *prepared, int result)
{
	/* A statement which gave a row must be reset before it is bound. */
	ENSURE(result != SQLITE_MISUSE && result != SQLITE_RANGE);
	if (prepared->failed == SQLITE_OK)
		prepared->failed = result;
}

static void
sqlite_bind_text(void *statement, int at, struct slice text, bool copy)
{
	struct prepared *prepared = statement;

	sqlite_bound(prepared, sqlite3_bind_text64(prepared->statement,
	    sqlite_place(prepared, at), text.length > 0 ? text.text : "",
	    text.length, copy ? SQLITE_TRANSIENT : SQLITE_STATIC,
	    SQLITE_UTF8));
}

static void
sqlite_bind_integer(void *statement, int at, int64_t value)
{
	struct prepared *prepared = statement;

	sqlite_bound(prepared, sqlite3_bind_int64(prepared->statement,
	    sqlite_place(prepared, at), value));
}

static void
sqlite_bind_null(void *statement, int at)
{
	struct prepared *prepared = statement;

	sqlite_bound(prepared, sqlite3_bind_null(prepared->statement,
	    sqlite_place(prepared, at)));
}

static bool
sqlite_step(void *statement, struct error *error)
{
	struct prepared *prepared = statement;
	int result = prepared->failed;

	if (result == SQLITE_OK)
		result = sqlite3_step(prepared->statement);
	if (result == SQLITE_ROW)
		return true;
	if (result != SQLITE_DONE) {
		(void)sqlite_failed(prepared->connection, result, error);
		(void)sqlite3_reset(prepared->statement);
	}
	return false;
}

static int64_t
sqlite_changes(const void *statement)
{
	const struct prepared *prepared = statement;

	return sqlite3_changes64(prepared->connection->database);
}

static struct slice
sqlite_text(const void *statement, int column)
{
	const struct prepared *prepared = statement;
	const unsigned char *text =
	    sqlite3_column_text(prepared->statement, column);
	int length = sqlite3_column_bytes(prepared->statement, column);

	return text != NULL ?
	    slice_from((const char *)text, (size_t)length) :
	    slice_from("", 0);
}

static int64_t
sqlite_integer(const void *statement, int column)
{
	const struct prepared *prepared = statement;

	return sqlite3_column_int64(prepared->statement, column);
}

static bool
sqlite_is_null(const void *statement, int column)
{
	const struct prepared *prepared = statement;

	return sqlite3_column_type(prepared->statement, column) ==
	    SQLITE_NULL;
}

/* Every row of a check which is not "ok" is something wrong. */
static bool
sqlite_check_by(struct connection *connection, const char *sql,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	sqlite3_stmt *statement = NULL;
	int result;

	result = sqlite3_prepare_v2(connection->database, sql, -1, &statement,
	    NULL);
	if (result != SQLITE_OK)
		return sqlite_failed(connection, result, error);
	while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *line =
		    (const char *)sqlite3_column_text(statement, 0);
		const char *head = line != NULL ? strrchr(line, '\n') : NULL;

		/* The first finding comes behind a headline of its own. */
		if (head != NULL)
			line = head + 1;
		if (line != NULL && strcmp(line, "ok") != 0)
			say(context, line);
	}
	(void)sqlite3_finalize(statement);
	return result == SQLITE_DONE ||
	    sqlite_failed(connection, result, error);
}

static bool
sqlite_check(void *opened, void (*say)(void *context, const char *line),
    void *context, struct error *error)
{
	return sqlite_check_by(opened, "PRAGMA integrity_check", say, context,
	    error) && sqlite_check_by(opened,
	    "SELECT 'row ' || rowid || ' of ' || \"table\" || "
	    "' points to no row of ' || parent "
	    "FROM pragma_foreign_key_check", say, context, error);
}

static bool
sqlite_copy(void *opened, const char *path, struct error *error)
{
	struct connection *connection = opened;
	struct connection target = { .name = memory_copy_string(path) };
	sqlite3_backup *backup;
	bool created = false;
	int result;

	if (!sqlite_create(path, &created, error))
		goto done;
	result = sqlite3_open_v2(path, &target.database,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	(void)sqlite3_busy_timeout(target.database, SQLITE_WAIT_MS_MAX);
	backup = result != SQLITE_OK ? NULL : sqlite3_backup_init(
	    target.database, "main", connection->database, "main");
	if (backup == NULL) {
		(void)sqlite_failed(&target,
		    sqlite3_errcode(target.database), error);
		goto done;
	}
	do {
		result = sqlite3_backup_step(backup, SQLITE_COPY_PAGES);
	} while (result == SQLITE_OK);
	(void)sqlite3_backup_finish(backup);
	if (result != SQLITE_DONE)
		(void)sqlite_failed(&target, result, error);
done:
	(void)sqlite3_close(target.database);
	memory_free(target.name);
	return error->fault == FAULT_NONE;
}

/* The log first: it must never be applied to another file of the name. */
static bool
sqlite_discard(const char *name, struct error *error)
{
	static const char *const parts[] = { "-wal", "-shm", "-journal", "" };
	struct text path = { 0 };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		text_clear(&path);
		text_add_format(&path, "%s%s", name, parts[i]);
		if (unlink(path.bytes) != 0 && errno != ENOENT &&
		    error->fault == FAULT_NONE)
			(void)error_set(error, FAULT_SYSTEM, "%s: %s",
			    path.bytes, strerror(errno));
	}
	text_release(&path);
	return error->fault == FAULT_NONE;
}

const struct driver sqlite_driver = {
	.open = sqlite_open,
	.close = sqlite_close,
	.version = sqlite_version,
	.set_version = sqlite_set_version,
	.script = sqlite_script,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.prepare = sqlite_prepare,
	.finish = sqlite_finish,
	.reset = sqlite_reset,
	.bind_text = sqlite_bind_text,
	.bind_integer = sqlite_bind_integer,
	.bind_null = sqlite_bind_null,
	.step = sqlite_step,
	.changes = sqlite_changes,
	.text = sqlite_text,
	.integer = sqlite_integer,
	.is_null = sqlite_is_null,
	.check = sqlite_check,
	.copy = sqlite_copy,
	.discard = sqlite_discard
};
