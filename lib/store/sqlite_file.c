#include "store/sqlite_connection.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/replace.h"
#include "base/text.h"

enum { SQLITE_COPY_PAGES = 4096 };	/* before others may write */

/* Every row of a check which is not "ok" is something wrong. */
static bool
file_check_by(struct connection *connection, const char *sql,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	sqlite3_stmt *statement = NULL;
	int result;

	result = sqlite3_prepare_v2(connection->database, sql, -1, &statement,
	    NULL);
	if (result != SQLITE_OK)
		return sqlite_connection_failed(connection, result, error);
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
	if (result != SQLITE_DONE)
		return sqlite_connection_failed(connection, result, error);
	return !sqlite_connection_broke(connection, error);
}

bool
sqlite_file_check(void *opened,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	return file_check_by(opened, "PRAGMA integrity_check", say, context,
	    error) && file_check_by(opened,
	    "SELECT 'row ' || rowid || ' of ' || \"table\" || "
	    "' points to no row of ' || parent "
	    "FROM pragma_foreign_key_check", say, context, error);
}

bool
sqlite_file_copy(void *opened, const char *path, struct error *error)
{
	struct connection *connection = opened;
	struct connection target = { .name = memory_copy_string(path) };
	sqlite3_backup *backup;
	bool created = false;
	int result;

	if (!sqlite_connection_create(path, &created, error))
		goto done;
	result = sqlite3_open_v2(path, &target.database,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (result == SQLITE_OK) {
		(void)sqlite3_busy_timeout(target.database,
		    SQLITE_WAIT_MS_MAX);
		result = sqlite3_exec(target.database,
		    "PRAGMA synchronous = EXTRA", NULL, NULL, NULL);
	}
	backup = result != SQLITE_OK ? NULL : sqlite3_backup_init(
	    target.database, "main", connection->database, "main");
	if (backup == NULL) {
		(void)sqlite_connection_failed(&target,
		    sqlite3_errcode(target.database), error);
		goto done;
	}
	do {
		result = sqlite3_backup_step(backup, SQLITE_COPY_PAGES);
	} while (result == SQLITE_OK);
	(void)sqlite3_backup_finish(backup);
	if (result != SQLITE_DONE)
		(void)sqlite_connection_failed(&target, result, error);
done:
	(void)sqlite3_close(target.database);
	memory_free(target.name);
	return error->fault == FAULT_NONE;
}

/* The parts of a store in one file; what is in its log is part of it. */
static const char *const file_parts[] = { "-wal", "-shm", "-journal", "" };

enum { FILE_LOGS = 3, FILE_PARTS = 4 };

static bool
file_unlink(const char *name, size_t parts, struct error *error)
{
	struct text path = { 0 };

	for (size_t i = 0; i < parts; i++) {
		text_clear(&path);
		text_add_format(&path, "%s%s", name, file_parts[i]);
		if (unlink(path.bytes) != 0 && errno != ENOENT &&
		    error->fault == FAULT_NONE)
			(void)error_set(error, FAULT_SYSTEM, "%s: %s",
			    path.bytes, strerror(errno));
	}
	text_release(&path);
	return error->fault == FAULT_NONE;
}

/* The log first: it must never be applied to another file of the name. */
bool
sqlite_file_discard(const char *name, struct error *error)
{
	return file_unlink(name, FILE_PARTS, error);
}

/* A log which could not be written back would be lost with its name. */
static bool
file_is_complete(const char *name, struct error *error)
{
	struct text path = { 0 };
	bool complete = true;

	for (size_t i = 0; i < FILE_LOGS && complete; i++) {
		text_clear(&path);
		text_add_format(&path, "%s%s", name, file_parts[i]);
		complete = access(path.bytes, F_OK) != 0;
	}
	if (!complete)
		(void)error_set(error, FAULT_SYSTEM,
		    "%s: it could not be written to its end", path.bytes);
	text_release(&path);
	return complete;
}

bool
sqlite_file_replace(const char *beside, const char *name,
    struct error *error)
{
	return file_is_complete(beside, error) &&
	    file_unlink(name, FILE_LOGS, error) &&
	    replace_rename(beside, name, error);
}
