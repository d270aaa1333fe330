#include "store/store.h"

#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

static const char name[] = "build/tests/sqlite_plan.db";

/* Is the query taken when it is prepared? */
static bool
prepares(struct store *store, const char *sql, struct error *error)
{
	struct statement *statement = NULL;

	if (!store_prepare_own(&statement, store, sql, error))
		return false;
	store_finish(statement);
	return true;
}

static void
refused(struct store *store, const char *sql, const char *what)
{
	struct error error = { 0 };

	tap_ok(!prepares(store, sql, &error) &&
	    error.fault == FAULT_STORE && strstr(error.message,
	    " is read from end to end by: ") != NULL &&
	    strstr(error.message, sql) != NULL, "%s: %s", what,
	    error.message);
}

static void
taken(struct store *store, const char *sql, const char *what)
{
	struct error error = { 0 };

	tap_ok(prepares(store, sql, &error), "%s %s", what, error.message);
}

static void
refuses(struct store *store)
{
	refused(store, "SELECT text FROM thing", "a whole table");
	refused(store, "SELECT text FROM thing AS t WHERE text = $1",
	    "a field without an index, under another name");
	refused(store, "SELECT number FROM thing ORDER BY number",
	    "a whole index");
	refused(store, "UPDATE thing SET text = $1 WHERE text = $2",
	    "a change of what is not found by an index");
	refused(store, "SELECT count(*) FROM thing AS a WHERE EXISTS "
	    "(SELECT 1 FROM thing AS b WHERE b.text = a.text) AND "
	    "a.number = $1", "a whole table in a subquery");
	refused(store, "INSERT INTO thing (number, text) "
	    "SELECT number + 1, text FROM thing", "a copy of all");
	refused(store, "WITH some AS (SELECT number, text FROM thing "
	    "WHERE number IN ($1, $2) LIMIT 2) SELECT count(*) FROM some "
	    "JOIN thing ON thing.text = some.text",
	    "an index made for one query");
}

static void
takes(struct store *store)
{
	taken(store, "SELECT text FROM thing WHERE number = $1",
	    "one row by its key");
	taken(store, "SELECT max(number) FROM thing", "the end of an index");
	taken(store, "SELECT $1", "no table");
	taken(store, "INSERT INTO thing (number, text) VALUES ($1, $2)",
	    "a new row");
	taken(store, "INSERT INTO thing (number, text) VALUES ($1, $2), "
	    "($3, $4)", "new rows");
	taken(store, "WITH some AS (SELECT number FROM thing WHERE "
	    "number > $1 LIMIT 5) SELECT count(*) FROM some",
	    "what the query has made itself");
	taken(store, "SELECT text FROM thing /*scan*/",
	    "a whole table, if the query says that it means to");
}

int
main(void)
{
	struct error error = { 0 };
	struct store *store;

	tap_begin();
	(void)unlink(name);
	(void)unsetenv("OPS_STORE_SCANS");
	if (tap_ok(store_open(&store, name, STORE_CREATE, &error), "open") &&
	    tap_ok(store_script(store, "CREATE TABLE thing "
	    "(number BIGINT PRIMARY KEY, text TEXT);", &error), "a table")) {
		taken(store, "SELECT text FROM thing",
		    "nobody asks, and all is taken");
		(void)setenv("OPS_STORE_SCANS", "refuse", 1);
		refuses(store);
		takes(store);
		store_close(store);
	}
	(void)unlink(name);
	return tap_end();
}
