#include "store/sqlite_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/page_sum.h"
#include "tap.h"

/* Programs which were killed leave a file and its journal; these are they. */
static const char name[] = "build/tests/page.db";
static const char journal[] = "build/tests/page.db-journal";
static const char dead[] = "build/tests/page-dead.db";
static const char dead_journal[] = "build/tests/page-dead.db-journal";

enum { FILE_MAX = 1 << 22 };

static sqlite3 *
opened(const char *path, const char *layer)
{
	sqlite3 *database = NULL;

	if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE, layer) != SQLITE_OK)
		printf("# %s\n", sqlite3_errmsg(database));
	(void)sqlite3_extended_result_codes(database, 1);
	return database;
}

static bool
run(sqlite3 *database, const char *sql)
{
	return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static size_t
bytes_of(unsigned char *out, const char *path)
{
	FILE *file = fopen(path, "r");
	size_t length = file != NULL ? fread(out, 1, FILE_MAX, file) : 0;

	if (file != NULL)
		(void)fclose(file);
	return length;
}

static void
copy(const char *from, const char *to)
{
	static unsigned char bytes[FILE_MAX];
	size_t length = bytes_of(bytes, from);
	FILE *file = fopen(to, "w");

	(void)fwrite(bytes, 1, length, file);
	(void)fclose(file);
}

static void
forget(void)
{
	(void)unlink(name);
	(void)unlink(journal);
	(void)unlink(dead);
	(void)unlink(dead_journal);
}

/* 400 rows of 1,000 bytes: more pages than the cache holds later. */
static sqlite3 *
made(const char *layer)
{
	sqlite3 *database = opened(name, layer);

	if (layer != NULL)
		(void)sqlite_page_make_room(database);
	(void)run(database, "PRAGMA application_id = 0x6f707331;"
	    "CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT);"
	    "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 "
	    "FROM s WHERE n < 400) INSERT INTO t "
	    "SELECT n, hex(zeroblob(500)) FROM s");
	return database;
}

static void
count(void *context, uint32_t number)
{
	(void)number;
	++*(int *)context;
}

static int
damaged(const char *path)
{
	sqlite3 *database = opened(path, sqlite_page_layer());
	int64_t more;
	int found = 0;

	if (sqlite_page_scan(database, &more, count, &found) != SQLITE_OK)
		found = -1;
	(void)sqlite3_close(database);
	return found + (int)more;
}

/* Half of a large change is in the file, and its journal beside. */
static bool
die_halfway(const char *layer)
{
	sqlite3 *database = opened(name, layer);
	bool done = run(database, "PRAGMA cache_size = 10; BEGIN; "
	    "UPDATE t SET text = replace(text, '0', '1')");

	copy(name, dead);
	copy(journal, dead_journal);
	(void)run(database, "ROLLBACK");
	(void)sqlite3_close(database);
	return done;
}

static bool
holds(const char *path, const char *layer, const char *query)
{
	sqlite3 *database = opened(path, layer);
	sqlite3_stmt *statement = NULL;
	bool right;

	right = sqlite3_prepare_v2(database, query, -1, &statement, NULL) ==
	    SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW &&
	    sqlite3_column_int(statement, 0) == 1;
	if (!right)
		printf("# %s\n", sqlite3_errmsg(database));
	(void)sqlite3_finalize(statement);
	(void)sqlite3_close(database);
	return right;
}

static const char untouched[] =
    "SELECT count(*) = 400 AND sum(instr(text, '1')) = 0 FROM t";

static void
has_sums(void)
{
	forget();
	(void)sqlite3_close(made(sqlite_page_layer()));
	tap_ok(damaged(name) == 0, "each page which was written agrees");
	tap_ok(holds(name, sqlite_page_layer(), untouched), "and is read");
	tap_ok(holds(name, NULL, untouched), "also without the layer");
	tap_ok(die_halfway(sqlite_page_layer()) &&
	    holds(dead, sqlite_page_layer(), untouched) &&
	    damaged(dead) == 0, "what a journal puts back agrees too");
}

static void
finds_damage(void)
{
	sqlite3 *database = opened(name, NULL);
	sqlite3 *reader;

	(void)run(database, "UPDATE t SET text = 'x' WHERE n = 390");
	(void)sqlite3_close(database);
	tap_ok(damaged(name) == 2, "who writes without the layer is found");
	reader = opened(name, sqlite_page_layer());
	tap_ok(sqlite3_exec(reader, "SELECT * FROM t", NULL, NULL, NULL) ==
	    SQLITE_IOERR_DATA && sqlite_page_refused(reader) == 1,
	    "and nothing is read any more");
	sqlite_page_tolerate(reader, true);
	tap_ok(run(reader, "SELECT * FROM t"), "unless it may be damaged");
	(void)sqlite3_close(reader);
}

/* Files of others, which were given by mistake, must stay whole. */
static void
leaves_plain(void)
{
	static unsigned char before[FILE_MAX], after[FILE_MAX];
	size_t length;

	forget();
	(void)sqlite3_close(made(NULL));
	length = bytes_of(before, name);
	tap_ok(holds(name, sqlite_page_layer(), untouched) &&
	    bytes_of(after, name) == length &&
	    memcmp(before, after, length) == 0,
	    "a file without checksums is read, and stays as it is");
	tap_ok(die_halfway(NULL) && holds(dead, sqlite_page_layer(),
	    untouched) && bytes_of(after, dead) == length &&
	    memcmp(before, after, length) == 0,
	    "also when a journal puts back what it was");
}

static void
becomes_summed(void)
{
	sqlite3 *database = opened(name, sqlite_page_layer());

	tap_ok(!sqlite_page_has_sums(database), "it has no room for them");
	tap_ok(run(database, "PRAGMA journal_mode = WAL") &&
	    sqlite_page_make_room(database) == SQLITE_OK &&
	    run(database, "VACUUM"), "until it is written anew");
	tap_ok(sqlite_page_has_sums(database), "then it has");
	(void)sqlite3_close(database);
	tap_ok(damaged(name) == 0 && holds(name, sqlite_page_layer(),
	    untouched) && holds(name, NULL, untouched), "and each agrees");
}

/* Whatever one byte of the head says, the pages are held to checksums. */
static void
head_is_no_switch(void)
{
	static unsigned char bytes[FILE_MAX];
	size_t length = bytes_of(bytes, name);
	int missed = 0, found;
	int64_t more;

	for (size_t at = 0; at < 100; at++) {
		sqlite3 *database;
		FILE *file = fopen(dead, "w");

		bytes[at] ^= 8;
		(void)fwrite(bytes, 1, length, file);
		(void)fclose(file);
		bytes[at] ^= 8;
		database = opened(dead, sqlite_page_layer());
		missed += run(database, untouched);
		found = 0;
		missed += sqlite_page_scan(database, &more, count,
		    &found) != SQLITE_OK || found != 1;
		(void)sqlite3_close(database);
	}
	tap_ok(missed == 0, "no damage to its head turns them off");
	forget();
}

int
main(void)
{
	tap_begin();
	has_sums();
	finds_damage();
	leaves_plain();
	becomes_summed();
	head_is_no_switch();
	return tap_end();
}
