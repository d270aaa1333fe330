#include "store/store.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/migrate.h"
#include "tap.h"

static const char name[] = "build/tests/store.db";

static void
forget(void)
{
	(void)unlink(name);
	(void)unlink("build/tests/store.db-wal");
	(void)unlink("build/tests/store.db-shm");
}

static struct store *
opened(enum store_mode mode)
{
	struct error error = { 0 };
	struct store *store = NULL;

	if (!store_open(&store, name, mode, &error))
		printf("# %s\n", error.message);
	return store;
}

static bool
put(struct store *store, int64_t number, const char *text,
    struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store,
	    "INSERT INTO thing (number, text) VALUES ($2, $1)", error))
		return false;
	store_bind_integer(statement, 2, number);
	store_bind_text(statement, 1, slice_of(text));
	return store_run(statement, error);
}

static int64_t
count(struct store *store)
{
	struct error error = { 0 };
	struct statement *statement;
	int64_t rows = -1;

	if (store_prepare(&statement, store, "SELECT count(*) FROM thing /*scan*/",
	    &error))
		(void)store_get_integer(&rows, statement, &error);
	return rows;
}

static void
missing_and_made(void)
{
	struct error error = { 0 };
	struct store *store = NULL;
	struct stat status;

	forget();
	tap_ok(!store_open(&store, name, STORE_WRITE, &error) &&
	    error.fault == FAULT_STORE, "a store which is not there: %s",
	    error.message);
	tap_ok(access(name, F_OK) != 0, "and looking for it makes none");
	store = opened(STORE_CREATE);
	tap_ok(store != NULL && store_created(store), "init makes one");
	tap_ok(stat(name, &status) == 0 &&
	    (status.st_mode & 0777) == 0600, "only its owner reads it");
	store_close(store);
	store = opened(STORE_CREATE);
	tap_ok(store != NULL && !store_created(store), "init twice: found");
	store_close(store);
}

static void
transactions(void)
{
	struct error error = { 0 };
	struct store *store = opened(STORE_WRITE);

	tap_ok(store_begin(store, &error) && store_script(store,
	    "CREATE TABLE thing (number BIGINT PRIMARY KEY, text TEXT);",
	    &error) && store_commit(store, &error), "a table is made");
	tap_ok(store_begin(store, &error) && store_begin(store, &error) &&
	    put(store, 1, "one", &error) && store_commit(store, &error),
	    "an inner transaction ends");
	tap_ok(store_in_transaction(store), "the outer one goes on");
	store_rollback(store);
	tap_ok(count(store) == 0, "and takes the inner one back with it");
	tap_ok(!store_commit(store, &error) && error.fault == FAULT_STORE,
	    "what was rolled back cannot be committed: %s", error.message);
	error_clear(&error);
	tap_ok(store_begin(store, &error) && put(store, 1, "one", &error) &&
	    store_commit(store, &error) && count(store) == 1,
	    "a commit stays");
	tap_ok(!put(store, 1, "again", &error) &&
	    error.fault == FAULT_STORE, "a key twice: %s", error.message);
	tap_ok(!put(store, 3, "three", &error) && count(store) == 1,
	    "after a failure nothing is run");
	store_close(store);
}

static void
texts_and_absence(void)
{
	struct error error = { 0 };
	struct store *store = opened(STORE_WRITE);
	struct statement *statement;
	struct date day = { 20000 };

	(void)store_prepare(&statement, store, "SELECT $1, $2, $3, $1",
	    &error);
	store_bind_date(statement, 1, day);
	store_bind_null(statement, 2);
	store_bind_integer(statement, 3, INT64_MIN);
	tap_ok(store_step(statement, &error), "there is a row");
	tap_ok(store_date(statement, 3, &error).days == day.days,
	    "a date comes back");
	tap_ok(store_is_null(statement, 1) &&
	    store_text(statement, 1).length == 0 &&
	    date_is_none(store_date(statement, 1, &error)),
	    "null is absent, empty and no date");
	tap_ok(store_integer(statement, 2) == INT64_MIN,
	    "the smallest number comes back");
	tap_ok(!store_step(statement, &error) && error.fault == FAULT_NONE,
	    "the end is no fault");
	store_close(store);
}

static void
two_writers(void)
{
	struct error error = { 0 };
	struct store *one = opened(STORE_WRITE);
	struct store *two = opened(STORE_READ);

	(void)store_begin(one, &error);
	(void)put(one, 2, "two", &error);
	tap_ok(count(two) == 1, "who reads sees nothing of an open run");
	(void)store_commit(one, &error);
	tap_ok(count(two) == 2, "and all of it after the commit");
	store_close(two);
	store_close(one);
}

static void
versions(void)
{
	struct error error = { 0 };
	struct store *store = opened(STORE_WRITE);
	unsigned applied = 9;

	(void)store_set_version(store, INT64_C(999) << 16, &error);
	store_close(store);
	tap_ok(!store_open(&store, name, STORE_READ, &error) &&
	    error.fault == FAULT_STORE, "newer: %s", error.message);
	error_clear(&error);
	store = opened(STORE_MIGRATE);
	tap_ok(!migrate_apply(store, &applied, &error) &&
	    error.fault == FAULT_STORE, "not migrated: %s", error.message);
	error_clear(&error);
	(void)store_set_version(store, migrate_version() ^ 1, &error);
	store_close(store);
	tap_ok(!store_open(&store, name, STORE_READ, &error),
	    "other columns: %s", error.message);
	error_clear(&error);
	store = opened(STORE_MIGRATE);
	tap_ok(migrate_apply(store, &applied, &error) && applied == 0,
	    "migrated without a step");
	store_close(store);
	store = opened(STORE_READ);
	tap_ok(store != NULL, "and usable again");
	store_close(store);
}

static void
foreign_and_damaged(void)
{
	struct error error = { 0 };
	struct store *store = NULL;
	FILE *file;

	forget();
	file = fopen(name, "w");
	for (int i = 0; i < 1000; i++)
		(void)fputs("this is not a database\n", file);
	(void)fclose(file);
	tap_ok(!store_open(&store, name, STORE_WRITE, &error) &&
	    error.fault == FAULT_STORE, "a text: %s", error.message);
	error_clear(&error);
	tap_ok(!store_open(&store, name, STORE_CREATE, &error) &&
	    error.fault == FAULT_STORE, "is not made into one: %s",
	    error.message);
	forget();
}

int
main(void)
{
	tap_begin();
	missing_and_made();
	transactions();
	texts_and_absence();
	two_writers();
	versions();
	foreign_and_damaged();
	return tap_end();
}
