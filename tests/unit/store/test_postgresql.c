#include "store/postgresql.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "store_name.h"
#include "tap.h"

static const char *name;

static struct store *
opened_as(const char *url, enum store_mode mode)
{
	struct error error = { 0 };
	struct store *store = NULL;

	if (!store_open(&store, url, mode, &error))
		printf("# %s\n", error.message);
	return store;
}

static bool
put(struct store *store, int64_t number, struct slice text,
    struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store,
	    "INSERT INTO thing (number, text) VALUES ($1, $2)", error))
		return false;
	store_bind_integer(statement, 1, number);
	store_bind_text(statement, 2, text);
	return store_run(statement, error);
}

static int64_t
number_of(struct store *store, const char *sql)
{
	struct error error = { 0 };
	struct statement *statement;
	int64_t number = -1;

	if (!store_prepare(&statement, store, sql, &error) ||
	    !store_get_integer(&number, statement, &error))
		printf("# %s\n", error.message);
	return number;
}

static void
made(struct store *store)
{
	struct error error = { 0 };

	tap_ok(store_script(store, "CREATE TABLE thing (number BIGINT "
	    "PRIMARY KEY, text TEXT);", &error), "a table");
	tap_ok(store_begin(store, &error), "a run");
	for (int64_t i = 1; i <= 1000; i++)
		(void)put(store, i, slice_of(i % 2 != 0 ? "Zoo" : "ape"),
		    &error);
	tap_ok(store_commit(store, &error) && number_of(store,
	    "SELECT count(*) FROM thing") == 1000,
	    "more rows than are sent at once: %s", error.message);
	tap_ok(number_of(store, "SELECT number FROM thing ORDER BY text, "
	    "number LIMIT 1") == 1, "texts are ordered by their bytes");
}

/* Two queries at once: what the first has left is kept. */
static void
two_cursors(struct store *store)
{
	struct error error = { 0 };
	struct statement *outer;
	int64_t sum = 0;
	bool same = true;

	(void)store_prepare_own(&outer, store, "SELECT number, text FROM "
	    "thing WHERE number <= 100 ORDER BY number", &error);
	while (store_step(outer, &error)) {
		struct slice text = store_text(outer, 1);

		sum += store_integer(outer, 0);
		if (number_of(store, "SELECT 7") != 7)
			same = false;
		if (!slice_is(text,
		    store_integer(outer, 0) % 2 != 0 ? "Zoo" : "ape"))
			same = false;
	}
	tap_ok(error.fault == FAULT_NONE && sum == 5050 && same,
	    "a query between the rows of another");
	store_finish(outer);
	(void)store_prepare_own(&outer, store, "SELECT number FROM thing "
	    "ORDER BY number", &error);
	tap_ok(store_step(outer, &error) && store_step(outer, &error) &&
	    store_integer(outer, 0) == 2, "a query is left half-way");
	store_finish(outer);
	tap_ok(number_of(store, "SELECT count(*) FROM thing") == 1000,
	    "and the next is answered");
}

/* A query which is read in parts, from the number on. */
static struct statement *
in_parts(struct store *store, int64_t from)
{
	struct error error = { 0 };
	struct statement *rows;

	if (!store_prepare_own(&rows, store, "SELECT CAST(n AS BIGINT), "
	    "CAST($1 AS BIGINT) + n FROM generate_series(1, 5000) AS n "
	    "ORDER BY n /*scan*/ /*parts*/", &error))
		printf("# %s\n", error.message);
	store_bind_integer(rows, 1, from);
	return rows;
}

/* Several queries, each larger than a part, give rows in turn. */
static void
parts(struct store *store)
{
	struct error error = { 0 };
	struct statement *one, *other;
	int64_t rows = 0;
	bool same = true;

	(void)store_snapshot(store, &error);
	one = in_parts(store, 10);
	other = in_parts(store, 20);
	while (store_step(one, &error) && store_step(other, &error)) {
		rows++;
		same = same && store_integer(one, 0) == rows &&
		    store_integer(one, 1) == rows + 10 &&
		    store_integer(other, 1) == rows + 20;
	}
	tap_ok(error.fault == FAULT_NONE && rows == 5000 && same &&
	    !store_step(other, &error), "two queries in parts, in turn: %s",
	    error.message);
	store_finish(one);
	store_reset(other);
	store_bind_integer(other, 1, 30);
	tap_ok(store_step(other, &error) && store_integer(other, 1) == 31,
	    "one is used again, and left");
	store_rollback(store);
	store_finish(other);
	tap_ok(number_of(store, "SELECT count(*) FROM thing") == 1000,
	    "after its transaction it ends in peace");
}

static void
parts_fail(struct store *store)
{
	struct error error = { 0 };
	struct statement *rows;

	(void)store_begin(store, &error);
	(void)store_prepare_own(&rows, store, "SELECT 10 / (4999 - n) FROM "
	    "generate_series(1, 5000) AS n /*scan*/ /*parts*/", &error);
	while (store_step(rows, &error))
		continue;
	tap_ok(error.fault == FAULT_STORE, "a later part fails: %s",
	    error.message);
	store_finish(rows);
	store_rollback(store);
	error_clear(&error);
	(void)store_begin(store, &error);
	(void)store_prepare_own(&rows, store,
	    "SELECT nothing FROM nowhere /*scan*/ /*parts*/", &error);
	tap_ok(!store_step(rows, &error) && error.fault == FAULT_STORE,
	    "or all of it: %s", error.message);
	store_finish(rows);
	store_rollback(store);
	tap_ok(number_of(store, "SELECT count(*) FROM thing") == 1000,
	    "and the store can be read");
}

static void
late_failures(struct store *store)
{
	struct error error = { 0 };

	(void)store_begin(store, &error);
	tap_ok(put(store, 1, slice_of("again"), &error),
	    "an insertion is on its way");
	tap_ok(!store_commit(store, &error) && error.fault == FAULT_STORE,
	    "and the commit tells that it failed: %s", error.message);
	store_rollback(store);
	error_clear(&error);
	(void)store_begin(store, &error);
	(void)put(store, 2001, slice_of("new"), &error);
	(void)put(store, 2001, slice_of("again"), &error);
	tap_ok(number_of(store, "SELECT count(*) FROM thing") == -1,
	    "or the next query");
	tap_ok(!store_commit(store, &error) && error.fault == FAULT_STORE,
	    "after which nothing is committed: %s", error.message);
	store_rollback(store);
	error_clear(&error);
	(void)store_begin(store, &error);
	(void)put(store, 2001, slice_from("\xff\xfe", 2), &error);
	tap_ok(!store_commit(store, &error) && error.fault == FAULT_STORE,
	    "bytes which are no UTF-8: %s", error.message);
	store_rollback(store);
	error_clear(&error);
	(void)store_begin(store, &error);
	(void)put(store, 2001, slice_of("new"), &error);
	tap_ok(store_commit(store, &error) && number_of(store,
	    "SELECT count(*) FROM thing") == 1001, "a good one after all");
}

static void
sums(struct store *store)
{
	struct error error = { 0 };
	struct statement *statement;

	(void)store_prepare(&statement, store, "SELECT sum(x), 1 FROM "
	    "(SELECT 9223372036854775807 AS x UNION ALL SELECT $1) AS y",
	    &error);
	store_bind_integer(statement, 1, -1);
	tap_ok(store_step(statement, &error) && store_integer(statement, 0) ==
	    INT64_MAX - 1, "a sum is a number");
	(void)store_prepare(&statement, store, "SELECT sum(x), 1 FROM "
	    "(SELECT 9223372036854775807 AS x UNION ALL SELECT $1) AS y",
	    &error);
	store_bind_integer(statement, 1, 1);
	tap_ok(!store_step(statement, &error) && error.fault == FAULT_STORE,
	    "and one beyond all numbers a fault: %s", error.message);
}

static void
busy(struct store *store)
{
	struct error error = { 0 };
	char url[512];
	struct store *other;

	(void)snprintf(url, sizeof(url), "%s%%20-clock_timeout%%3D100", name);
	other = opened_as(url, STORE_WRITE);
	(void)store_begin(store, &error);
	tap_ok(!store_begin(other, &error) && error.fault == FAULT_BUSY,
	    "who comes second is told: %s", error.message);
	error_clear(&error);
	tap_ok(number_of(other, "SELECT count(*) FROM thing") == 1001,
	    "but may read");
	store_rollback(store);
	tap_ok(store_begin(other, &error), "and write afterwards");
	store_close(other);
}

static void
end_of(struct store *victim, struct store *other)
{
	struct error error = { 0 };
	struct statement *end;

	(void)store_prepare(&end, other, "SELECT count(pg_terminate_backend("
	    "CAST($1 AS INTEGER)))", &error);
	store_bind_integer(end, 1, number_of(victim,
	    "SELECT pg_backend_pid()"));
	tap_ok(store_step(end, &error), "a connection ends: %s",
	    error.message);
}

static void
lost(struct store *store)
{
	struct error error = { 0 };
	struct store *victim = opened_as(name, STORE_WRITE);
	struct statement *count;

	(void)store_begin(victim, &error);
	(void)put(victim, 3000, slice_of("lost"), &error);
	end_of(victim, store);
	tap_ok((!put(victim, 3001, slice_of("lost"), &error) ||
	    !store_prepare(&count, victim, "SELECT count(*) FROM thing",
	    &error) || !store_step(count, &error)) &&
	    error.fault == FAULT_SYSTEM, "who had it is told: %s",
	    error.message);
	store_close(victim);
	victim = opened_as(name, STORE_WRITE);
	error_clear(&error);
	(void)store_begin(victim, &error);
	(void)store_script(victim, "UPDATE thing SET text = 'x' "
	    "WHERE number = 1", &error);
	end_of(victim, store);
	tap_ok(!store_commit(victim, &error) && error.fault == FAULT_SYSTEM,
	    "in the commit too: %s", error.message);
	store_close(victim);
	tap_ok(number_of(store, "SELECT count(*) FROM thing "
	    "WHERE text IN ('lost', 'x')") == 0, "nothing of it stays");
}

static void
refused(void)
{
	struct error error = { 0 };
	struct store *store;

	tap_ok(!store_open(&store, "postgresql:///x?host=/no/such/place",
	    STORE_READ, &error) && error.fault == FAULT_SYSTEM,
	    "no server: %s", error.message);
	if (name[0] == '\0')
		return;
	error_clear(&error);
	tap_ok(!store_open(&store, name, STORE_WRITE, &error) &&
	    error.fault == FAULT_STORE, "no store: %s", error.message);
}

int
main(void)
{
	struct store *store;

	tap_begin();
	name = store_name_of("");
	refused();
	if (name[0] == '\0')	/* the rest needs the server of tests/run */
		return tap_end();
	store = opened_as(name, STORE_CREATE);
	if (tap_ok(store != NULL && store_created(store), "a store")) {
		made(store);
		two_cursors(store);
		parts(store);
		parts_fail(store);
		late_failures(store);
		sums(store);
		busy(store);
		lost(store);
		store_close(store);
	}
	return tap_end();
}
