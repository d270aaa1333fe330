#include "store/bulk.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "record/schema.h"
#include "store/catalog.h"
#include "store_name.h"
#include "tap.h"

static const char *name;

static const struct bulk_column columns[] = {
	{ "number", BULK_INTEGER }, { "text", BULK_TEXT },
	{ "amount", BULK_INTEGER }
};
static const struct bulk_table things = { "thing", columns, 3, 0 };

static void
forget(void)
{
	(void)unlink(name);
	(void)unlink("build/tests/bulk.db-wal");
	(void)unlink("build/tests/bulk.db-shm");
}

/* A store with an empty table, in a transaction. */
static struct store *
made(void)
{
	struct error error = { 0 };
	struct store *store = NULL;

	forget();
	if (!store_open(&store, name, STORE_CREATE, &error) ||
	    !store_script(store, "CREATE TABLE IF NOT EXISTS thing "
	    "(number BIGINT PRIMARY KEY, text TEXT, amount BIGINT NOT NULL)", &error) ||
	    !store_begin(store, &error))
		printf("# %s\n", error.message);
	return store;
}

static int64_t
number(struct store *store, const char *sql)
{
	struct error error = { 0 };
	struct statement *statement;
	int64_t result = -1;

	if (store_prepare(&statement, store, sql, &error))
		(void)store_get_integer(&result, statement, &error);
	return result;
}

static bool
put(struct bulk *bulk, int64_t at, struct slice text, struct error *error)
{
	bulk_integer(bulk, at);
	if (text.text != NULL)
		bulk_text(bulk, text);
	else
		bulk_null(bulk);
	bulk_integer(bulk, at < 0 ? at : -at);
	return bulk_row(bulk, error);
}

static void
values_come_back(void)
{
	struct error error = { 0 };
	struct store *store = made();
	struct bulk bulk;

	tap_ok(bulk_begin(&bulk, store, &things, &error) &&
	    put(&bulk, INT64_MIN, slice_of("\xc3\xa9t\xc3\xa9"), &error) &&
	    put(&bulk, 0, slice_of(""), &error) &&
	    put(&bulk, INT64_MAX, (struct slice){ NULL, 0 }, &error),
	    "rows are taken");
	tap_ok(number(store, "SELECT count(*) FROM thing") == 0,
	    "and gather before they are written");
	tap_ok(bulk_flush(&bulk, &error), "they are written: %s",
	    error.message);
	tap_ok(number(store, "SELECT amount FROM thing WHERE number < 0 AND "
	    "text = '\xc3\xa9t\xc3\xa9'") == INT64_MIN,
	    "the least number and a text come back");
	tap_ok(number(store, "SELECT count(*) FROM thing WHERE text = '' "
	    "AND number = 0") == 1, "an empty text is a text");
	tap_ok(number(store, "SELECT -amount FROM thing WHERE text IS NULL")
	    == INT64_MAX, "and null is null");
	tap_ok(bulk_end(&bulk, &error), "the end has nothing to write");
	store_close(store);
}

/* Rows enough for many blocks, texts so long that one passes a block. */
static void
many_blocks(void)
{
	enum { ROWS = 20000, LONG = 3 * BULK_TEXT_BYTES };
	struct error error = { 0 };
	struct store *store = made();
	char *longer = memory_new(LONG);
	uint64_t before;
	struct bulk bulk;
	bool done;

	memset(longer, 'x', LONG);
	done = bulk_begin(&bulk, store, &things, &error);
	before = memory_requests();
	for (int64_t i = 1; done && i <= ROWS; i++)
		done = put(&bulk, i, slice_of("ten bytes."), &error);
	tap_ok(done && memory_requests() - before <= 1 + ROWS /
	    (BULK_VALUES_MAX / 3), "at most one allocation a block");
	done = done && put(&bulk, ROWS + 1, slice_from(longer, LONG),
	    &error) && put(&bulk, ROWS + 2, slice_of("last"), &error) &&
	    bulk_end(&bulk, &error);
	tap_ok(done, "many rows are written: %s", error.message);
	tap_ok(number(store, "SELECT count(*) FROM thing WHERE "
	    "text = 'ten bytes.' AND amount = -number") == ROWS,
	    "every row is there");
	tap_ok(number(store, "SELECT sum(length(text)) FROM thing") ==
	    ROWS * 10 + LONG + 4, "with its whole text");
	memory_free(longer);
	store_close(store);
}

static void
refused_and_forgotten(void)
{
	struct error error = { 0 };
	struct store *store = made();
	struct bulk bulk, none = { 0 };

	(void)bulk_begin(&bulk, store, &things, &error);
	(void)put(&bulk, 1, slice_of("once"), &error);
	(void)put(&bulk, 1, slice_of("twice"), &error);
	tap_ok(!bulk_end(&bulk, &error) && error.fault == FAULT_STORE,
	    "a key twice is refused: %s", error.message);
	error_clear(&error);
	store_rollback(store);
	(void)store_begin(store, &error);
	(void)bulk_begin(&bulk, store, &things, &error);
	(void)put(&bulk, 2, slice_of("forgotten"), &error);
	bulk_release(&bulk);
	bulk_release(&none);
	tap_ok(number(store, "SELECT count(*) FROM thing") == 0,
	    "what is released unwritten is not there");
	store_rollback(store);
	store_close(store);
}

/*
 * A block which is written meanwhile fails.  Who comes next hears of it, the
 * database's own way: a later row, a statement, or the end.
 */
static void
refused_meanwhile(void)
{
	enum { ROWS = BULK_VALUES_MAX };
	struct error error = { 0 };
	struct store *store = made();
	struct statement *statement;
	int64_t rows = 0;
	struct bulk bulk;
	bool took = true;

	(void)bulk_begin(&bulk, store, &things, &error);
	for (int64_t i = 0; took && i < ROWS; i++)
		took = put(&bulk, i == 10 ? 9 : i, slice_of("x"), &error);
	tap_ok(!(took && bulk_flush(&bulk, &error) &&
	    store_prepare(&statement, store, "SELECT count(*) FROM thing",
	    &error) && store_get_integer(&rows, statement, &error)) &&
	    error.fault == FAULT_STORE, "no statement is answered: %s",
	    error.message);
	error_clear(&error);
	bulk_release(&bulk);
	store_rollback(store);
	tap_ok(number(store, "SELECT count(*) FROM thing") == 0 &&
	    store_begin(store, &error) &&
	    bulk_begin(&bulk, store, &things, &error),
	    "after the rollback all begins anew");
	for (int64_t i = 0; i < ROWS; i++)
		(void)put(&bulk, i, slice_of("x"), &error);
	tap_ok(number(store, "SELECT count(*) FROM thing") % (BULK_VALUES_MAX
	    / 3) == 0 && bulk_end(&bulk, &error) &&
	    number(store, "SELECT count(*) FROM thing") == ROWS,
	    "whole blocks are seen, and at the end all rows");
	store_close(store);
}

static bool
put_wide(struct bulk *bulk, int64_t row, struct error *error)
{
	for (size_t i = 0; i < bulk->table->column_count; i++)
		if (bulk->table->columns[i].kind == BULK_INTEGER)
			bulk_integer(bulk, row + (int64_t)i);
		else
			bulk_text(bulk, slice_of("wide"));
	return bulk_row(bulk, error);
}

/* The table "wide", or NULL. */
static const struct catalog_table *
find_wide(const struct catalog *catalog)
{
	for (size_t i = 0; i < catalog->count; i++)
		if (strcmp(catalog->tables[i]->table.name, "wide") == 0)
			return catalog->tables[i];
	return NULL;
}

/* What ops-store copy does with the widest table which it takes. */
static void
widest(void)
{
	enum { ROWS = 500, LAST = BULK_COLUMNS_MAX - 1 };
	struct error error = { 0 };
	struct store *store = made();
	const struct catalog_table *wide = NULL;
	struct catalog catalog;
	struct text sql = { 0 };
	struct bulk bulk;
	bool done;

	text_add_string(&sql, "CREATE TABLE wide (c0 BIGINT PRIMARY KEY");
	for (int i = 1; i <= LAST; i++)
		text_add_format(&sql, ", c%d %s", i,
		    i % 2 != 0 ? "BIGINT" : "TEXT");
	text_add_string(&sql, ");");
	tap_ok(store_script(store, sql.bytes, &error) &&
	    catalog_read(&catalog, store, &error) &&
	    (wide = find_wide(&catalog)) != NULL &&
	    wide->table.column_count == BULK_COLUMNS_MAX,
	    "a table of %d columns: %s", BULK_COLUMNS_MAX, error.message);
	done = error.fault == FAULT_NONE &&
	    bulk_begin(&bulk, store, &wide->table, &error);
	for (int64_t i = 1; done && i <= ROWS; i++)
		done = put_wide(&bulk, i, &error);
	tap_ok(done && bulk_end(&bulk, &error), "its rows are written: %s",
	    error.message);
	text_clear(&sql);
	text_add_format(&sql, "SELECT count(*) FROM wide WHERE c%d = c0 + %d "
	    "AND c%d = 'wide'", LAST, LAST, LAST - 1);
	tap_ok(number(store, sql.bytes) == ROWS, "to the last column");
	text_release(&sql);
	catalog_release(&catalog);
	store_close(store);
}

/* And the widest of our own, with room for as many columns again. */
static void
registers_fit(void)
{
	const struct schema *const *schemas;
	size_t count, most = 0;

	schemas = schema_all(&count);
	for (size_t i = 0; i < count; i++)
		if (schemas[i]->count > most)
			most = schemas[i]->count;
	tap_ok(2 * (most + CATALOG_VERSION_COLUMNS) <= CATALOG_COLUMNS_MAX,
	    "the widest schema has %zu fields, a table may have %d", most,
	    CATALOG_COLUMNS_MAX);
}

int
main(void)
{
	tap_begin();
	name = store_name_of("build/tests/bulk.db");
	(void)unsetenv("OPS_STORE_SCANS");	/* it counts whole tables */
	values_come_back();
	many_blocks();
	refused_and_forgotten();
	refused_meanwhile();
	widest();
	registers_fit();
	forget();
	return tap_end();
}
