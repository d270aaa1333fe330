/* Which syncs of a log reach the disk, and in what order with the file. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/sqlite_layer.h"
#include "store/sqlite_page.h"
#include "tap.h"

static const char name[] = "build/tests/log.db";
static const char log_name[] = "build/tests/log.db-wal";
static const char shared_name[] = "build/tests/log.db-shm";
static const char dead[] = "build/tests/log-dead.db";
static const char dead_log[] = "build/tests/log-dead.db-wal";

enum { EVENTS_MAX = 256, COPY_MAX = 1 << 23 };

/*
 * A layer below ours which notes "W" and "S" for writes and syncs of the log,
 * "w" and "s" for those of the file.
 */
static char events[EVENTS_MAX];
static size_t event_count;
static sqlite3_vfs *system_vfs;

static void
note(char event)
{
	if (event_count < EVENTS_MAX - 1)
		events[event_count++] = event;
	events[event_count] = '\0';
}

/* What came since the last time; equal events in a row count once. */
static bool
came(const char *expected)
{
	char got[EVENTS_MAX];
	size_t length = 0;

	for (size_t i = 0; i < event_count; i++)
		if (i == 0 || events[i] != events[i - 1])
			got[length++] = events[i];
	got[length] = '\0';
	event_count = 0;
	if (strcmp(got, expected) != 0)
		printf("# came %s, not %s\n", got, expected);
	return strcmp(got, expected) == 0;
}

static int
write_log(sqlite3_file *file, const void *bytes, int length,
    sqlite3_int64 at)
{
	note('W');
	return SQLITE_BELOW(file, xWrite, bytes, length, at);
}

static int
write_file(sqlite3_file *file, const void *bytes, int length,
    sqlite3_int64 at)
{
	note('w');
	return SQLITE_BELOW(file, xWrite, bytes, length, at);
}

static int
sync_log(sqlite3_file *file, int flags)
{
	note('S');
	return SQLITE_BELOW(file, xSync, flags);
}

static int
sync_file(sqlite3_file *file, int flags)
{
	note('s');
	return SQLITE_BELOW(file, xSync, flags);
}

static int
open_noted(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
    int *out_flags)
{
	static sqlite3_io_methods methods = { 2, sqlite_layer_close,
		sqlite_layer_read, NULL, sqlite_layer_truncate, NULL,
		sqlite_layer_size, sqlite_layer_lock, sqlite_layer_unlock,
		sqlite_layer_reserved, sqlite_layer_control,
		sqlite_layer_sector, sqlite_layer_device,
		sqlite_layer_shm_map, sqlite_layer_shm_lock,
		sqlite_layer_shm_barrier, sqlite_layer_shm_unmap, NULL, NULL };
	static sqlite3_io_methods log_methods;
	int result = system_vfs->xOpen(system_vfs, path,
	    sqlite_layer_below(file), flags, out_flags);

	(void)vfs;
	methods.xWrite = write_file;
	methods.xSync = sync_file;
	log_methods = methods;
	log_methods.xWrite = write_log;
	log_methods.xSync = sync_log;
	file->pMethods = result != SQLITE_OK ? NULL :
	    (flags & SQLITE_OPEN_WAL) != 0 ? &log_methods : &methods;
	return result;
}

static bool
run(sqlite3 *database, const char *sql)
{
	return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static sqlite3 *
opened(const char *path)
{
	sqlite3 *database = NULL;

	if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE, sqlite_page_layer()) != SQLITE_OK ||
	    !run(database, "PRAGMA synchronous = EXTRA"))
		printf("# %s\n", sqlite3_errmsg(database));
	return database;
}

static void
copy(const char *from, const char *to)
{
	static char bytes[COPY_MAX];
	FILE *in = fopen(from, "r"), *out = fopen(to, "w");

	(void)fwrite(bytes, 1, fread(bytes, 1, COPY_MAX, in), out);
	(void)fclose(in);
	(void)fclose(out);
}

static void
forget(void)
{
	(void)unlink(name);
	(void)unlink(log_name);
	(void)unlink(dead);
	(void)unlink(dead_log);
}

static void
test_new_log(void)
{
	sqlite3 *database = opened(name);

	tap_ok(run(database, "PRAGMA journal_mode = WAL; CREATE TABLE t (c)"),
	    "a file with a log");
	event_count = 0;
	tap_ok(sqlite3_close(database) == SQLITE_OK, "is closed");
	event_count = 0;
	database = opened(name);
	tap_ok(run(database, "INSERT INTO t VALUES (1)") && came("WS"),
	    "a commit in a new log is synced once");
	tap_ok(run(database, "INSERT INTO t VALUES (2)") && came("WS"),
	    "and so is the next one");
	tap_ok(sqlite3_close(database) == SQLITE_OK && came("ws"),
	    "the log is not synced again before the file is written");
}

/* All of it was written back, so the next commit begins the log again. */
static void
test_log_begun_again(void)
{
	sqlite3 *database = opened(name);

	tap_ok(run(database, "INSERT INTO t VALUES (3)") && came("WS") &&
	    run(database, "PRAGMA wal_checkpoint") && came("ws"),
	    "a log which was written back");
	tap_ok(run(database, "INSERT INTO t VALUES (4)") && came("WSWS"),
	    "begins again with its header synced by itself");
	tap_ok(sqlite3_close(database) == SQLITE_OK && came("ws"),
	    "and is written back");
}

/* Who finds the log of a program which died does not know what is on disk. */
static void
test_log_of_the_dead(void)
{
	sqlite3 *database = opened(name);

	(void)run(database, "INSERT INTO t VALUES (5)");
	copy(name, dead);
	copy(log_name, dead_log);
	(void)sqlite3_close(database);
	event_count = 0;
	database = opened(dead);
	tap_ok(run(database, "SELECT * FROM t") && came(""), "is read");
	tap_ok(sqlite3_close(database) == SQLITE_OK && came("Sws"),
	    "and synced before the file is written");
}

/* A log which one commit is in stays ------------------------------------- */

static sqlite3 *
opened_to_keep(const char *path)
{
	sqlite3 *database = opened(path);

	sqlite_page_keep_log(database);
	return database;
}

static bool
is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static bool
is_empty(const char *path)
{
	static const char head[] = "opsutils: nothing is in this log";
	char got[sizeof(head)] = "";
	FILE *in = fopen(path, "r");
	bool same;

	if (in == NULL)
		return false;
	same = fread(got, 1, sizeof(head) - 1, in) == sizeof(head) - 1 &&
	    strcmp(got, head) == 0;
	(void)fclose(in);
	return same;
}

static int64_t
sum(const char *path)
{
	sqlite3 *database = opened_to_keep(path);
	sqlite3_stmt *statement = NULL;
	int64_t result = -1;

	if (sqlite3_prepare_v2(database, "SELECT sum(c) FROM t", -1,
	    &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		result = sqlite3_column_int64(statement, 0);
	(void)sqlite3_finalize(statement);
	(void)sqlite3_close(database);
	return result;
}

static bool
commit(const char *path, const char *sql)
{
	sqlite3 *database = opened_to_keep(path);
	bool done = run(database, sql);

	return sqlite3_close(database) == SQLITE_OK && done;
}

static void
test_log_kept(void)
{
	tap_ok(commit(name, "DELETE FROM t") && is_empty(log_name) &&
	    !is_there(shared_name), "a log with one commit stays, as empty");
	event_count = 0;
	tap_ok(commit(name, "INSERT INTO t VALUES (1)") && came("WSwsW") &&
	    is_empty(log_name), "the next commit in it is synced once");
	tap_ok(sum(name) == 1 && is_empty(log_name), "who reads leaves it");
	tap_ok(commit(name, "INSERT INTO t VALUES (1);"
	    "INSERT INTO t VALUES (1)") && !is_there(log_name),
	    "a log with two commits does not stay");
	tap_ok(sum(name) == 3 && !is_there(log_name),
	    "nor one which was made for a reader");
	tap_ok(commit(name, "BEGIN; DELETE FROM t; ROLLBACK; "
	    "UPDATE t SET c = 2 WHERE rowid = 1") && is_empty(log_name),
	    "what was rolled back does not count");
	tap_ok(!commit(name, "BEGIN; INSERT INTO t SELECT value FROM t, "
	    "json_each('[1,1]'); PRAGMA cache_spill = 1; "
	    "INSERT INTO no VALUES (1)") && sum(name) == 4,
	    "nor does what was never committed");
	tap_ok(commit(name, "INSERT INTO t WITH RECURSIVE n (n) AS (SELECT 1 "
	    "UNION ALL SELECT n + 1 FROM n LIMIT 300000) SELECT 0 FROM n") &&
	    !is_there(log_name), "a long log does not stay");
}

static void
test_log_of_two_programs(void)
{
	sqlite3 *first, *second;

	(void)commit(name, "INSERT INTO t VALUES (1)");
	first = opened_to_keep(name);
	second = opened_to_keep(name);
	(void)run(first, "INSERT INTO t VALUES (1)");
	(void)run(second, "INSERT INTO t VALUES (1)");
	(void)sqlite3_close(second);
	tap_ok(is_there(log_name) && is_there(shared_name),
	    "who is not the last leaves all as it is");
	(void)sqlite3_close(first);
	tap_ok(!is_there(log_name) && sum(name) == 7,
	    "a log to which another one added does not stay");
	(void)commit(name, "INSERT INTO t VALUES (1)");
	first = opened_to_keep(name);
	second = opened_to_keep(name);
	(void)run(first, "INSERT INTO t VALUES (1)");
	(void)run(first, "PRAGMA wal_checkpoint");
	(void)run(second, "INSERT INTO t VALUES (1)");
	(void)run(second, "INSERT INTO t VALUES (1)");
	(void)sqlite3_close(second);
	(void)sqlite3_close(first);
	tap_ok(!is_there(log_name) && sum(name) == 11,
	    "nor one which another one began again");
}

static void
put(const char *path, const char *from, long at, size_t length)
{
	static char bytes[COPY_MAX];
	FILE *in = fopen(from, "r"), *out = fopen(path, "r+");

	(void)fseek(in, at, SEEK_SET);
	(void)fseek(out, at, SEEK_SET);
	(void)fwrite(bytes, 1, fread(bytes, 1, length, in), out);
	(void)fclose(in);
	(void)fclose(out);
}

/*
 * The power fails in the second commit, when the disk has the header of the
 * first, and the frames of the first, of the second, or of both.
 */
static void
test_old_header(void)
{
	enum { FRAME = 24 + 4096, BOTH = 32 + 8 * FRAME };
	static const char old_log[] = "build/tests/log-old";
	sqlite3 *database;
	int wrong = 0;

	(void)commit(name, "DELETE FROM t; INSERT INTO t VALUES (1)");
	(void)commit(name, "INSERT INTO t VALUES (1)");
	database = opened_to_keep(name);
	(void)run(database, "UPDATE t SET c = 3");
	copy(log_name, old_log);
	(void)sqlite3_close(database);
	copy(name, dead);
	database = opened_to_keep(name);
	(void)run(database, "UPDATE t SET c = 7");
	for (int i = 0; i < 8; i++) {
		copy(old_log, dead_log);
		put(dead_log, log_name, 32, (size_t)(i * 4096));
		if (sum(dead) != 6)
			wrong++;
		(void)unlink(dead_log);
		copy(log_name, dead_log);
		put(dead_log, old_log, 0, 32);
		put(dead_log, old_log, 32 + i * FRAME, BOTH);
		if (sum(dead) != 6)
			wrong++;
		(void)unlink(dead_log);
	}
	(void)sqlite3_close(database);
	tap_ok(wrong == 0, "frames of two commits below the old header");
	tap_ok(sum(name) == 14, "leave what came before");
	(void)unlink(old_log);
}

int
main(void)
{
	static sqlite3_vfs noted;

	tap_begin();
	system_vfs = sqlite3_vfs_find(NULL);
	noted = *system_vfs;
	noted.zName = "noted";
	noted.pNext = NULL;
	noted.szOsFile += SQLITE_LAYER_BYTES;
	noted.xOpen = open_noted;
	tap_ok(sqlite3_vfs_register(&noted, 1) == SQLITE_OK, "files are noted");
	forget();
	test_new_log();
	test_log_begun_again();
	test_log_of_the_dead();
	test_log_kept();
	test_log_of_two_programs();
	test_old_header();
	forget();
	return tap_end();
}
