#include "store/sqlite_connection.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/replace.h"
#include "base/text.h"
#include "store/sqlite_page.h"

enum { SQLITE_COPY_PAGES = 4096 };	/* before others may write */

/* SQLite takes a page for damaged for which it had no memory. */
static bool
file_check_lacks_memory(const char *line)
{
	static const char end[] = "error code=7";	/* SQLITE_NOMEM */
	size_t length = strlen(line);

	return length >= sizeof(end) - 1 &&
	    strcmp(line + length - (sizeof(end) - 1), end) == 0;
}

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
		if (line == NULL || file_check_lacks_memory(line)) {
			result = SQLITE_NOMEM;
			break;
		}
		if (strcmp(line, "ok") != 0)
			say(context, line);
	}
	(void)sqlite3_finalize(statement);
	if (result != SQLITE_DONE)
		return sqlite_connection_failed(connection, result, error);
	return !sqlite_connection_broke(connection, error);
}

struct file_saying {
	void (*say)(void *context, const char *line);
	void *context;
};

static void
file_say_page(void *context, uint32_t number)
{
	const struct file_saying *saying = context;
	char line[64];

	(void)snprintf(line, sizeof(line), "page %lu does not agree with its "
	    "checksum", (unsigned long)number);
	saying->say(saying->context, line);
}

/* From here on the content of the pages is looked at, whatever it is. */
static bool
file_check_pages(const struct connection *connection,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct file_saying saying = { say, context };
	char line[64];
	int64_t more;
	int result;

	sqlite_page_tolerate(connection->database, true);
	result = sqlite_page_scan(connection->database, &more, file_say_page,
	    &saying);
	if (result != SQLITE_OK)
		return sqlite_connection_failed(connection, result, error);
	(void)snprintf(line, sizeof(line), "%lld more pages do not agree "
	    "with their checksums", (long long)more);
	if (more > 0)
		say(context, line);
	return true;
}

bool
sqlite_file_check(void *opened,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	return file_check_pages(opened, say, context, error) &&
	    file_check_by(opened, "PRAGMA integrity_check", say, context,
	    error) && file_check_by(opened,
	    "SELECT 'row ' || rowid || ' of ' || \"table\" || "
	    "' points to no row of ' || parent "
	    "FROM pragma_foreign_key_check", say, context, error);
}

bool
sqlite_file_is_old(const void *opened)
{
	const struct connection *connection = opened;

	return !sqlite_page_has_sums(connection->database);
}

/* The log, through which a file gets checksums all at once (sqlite_page.h). */
static const char file_use_log[] = "PRAGMA journal_mode = WAL";

bool
sqlite_file_renew(void *opened, struct error *error)
{
	const struct connection *connection = opened;
	sqlite3 *database = connection->database;
	int result = sqlite3_exec(database, file_use_log, NULL, NULL, NULL);

	if (result == SQLITE_OK)
		result = sqlite_page_make_room(database);
	if (result == SQLITE_OK)
		result = sqlite3_exec(database, "VACUUM", NULL, NULL, NULL);
	return result == SQLITE_OK ||
	    sqlite_connection_failed(connection, result, error);
}

/*
 * Of what is over-written nothing is kept, so its pages may be damaged.  It
 * has checksums afterwards, or becomes a file without them like its source.
 */
static int
file_prepare_target(const struct connection *target, bool created, bool plain)
{
	int result;

	sqlite_page_tolerate(target->database, true);
	if (plain)
		sqlite_page_leave_plain(target->database);
	(void)sqlite3_extended_result_codes(target->database, 1);
	(void)sqlite3_busy_timeout(target->database, SQLITE_WAIT_MS_MAX);
	result = sqlite3_exec(target->database, "PRAGMA synchronous = EXTRA",
	    NULL, NULL, NULL);
	if (result != SQLITE_OK || created || plain ||
	    sqlite_page_has_sums(target->database))
		return result;
	return sqlite3_exec(target->database, file_use_log, NULL, NULL, NULL);
}

bool
sqlite_file_copy(void *opened, const char *path, struct error *error)
{
	struct connection *connection = opened;
	struct connection target = { .name = memory_copy_string(path) };
	sqlite3_backup *backup;
	bool created = false;
	int result;

	/* One which was verified may let damaged pages pass. */
	sqlite_page_tolerate(connection->database, false);
	if (!sqlite_connection_create(path, &created, error))
		goto done;
	result = sqlite_connection_open(&target.database, path);
	if (result == SQLITE_OK &&
	    !sqlite_connection_is_as_wanted(&target, error))
		goto done;
	if (result == SQLITE_OK)
		result = file_prepare_target(&target, created,
		    sqlite_file_is_old(connection));
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
		(void)sqlite_connection_failed(result == SQLITE_IOERR_DATA ?
		    connection : &target, result, error);
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
