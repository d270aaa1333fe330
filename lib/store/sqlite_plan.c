#include "store/sqlite_plan.h"

#include <stdlib.h>

#include "base/table.h"

enum { PLAN_DETAIL = 3 };	/* column of EXPLAIN QUERY PLAN */

/* Is it asked for, and does the text not ask to be let through? */
static bool
plan_concerns(const char *sql)
{
	const char *scans = getenv("OPS_STORE_SCANS");

	return scans != NULL && strcmp(scans, "refuse") == 0 &&
	    strstr(sql, "/*scan*/") == NULL;
}

static bool
plan_starts(struct slice *detail, const char *word)
{
	size_t length = strlen(word);

	if (!slice_starts_with(*detail, slice_of(word)))
		return false;
	*detail = slice_from(detail->text + length, detail->length - length);
	return true;
}

/*
 * The plan has a row for each table: "SCAN thing", "SCAN thing USING INDEX
 * name", "SEARCH thing USING ...".  What a query makes for itself is announced
 * ("MATERIALIZE name", "CO-ROUTINE name") and may be scanned by that name.  To
 * read a whole index is to read a whole table, and so is to make an index for
 * one query.
 */
static bool
plan_scans(struct slice *table, struct table *made, struct slice detail)
{
	if (plan_starts(&detail, "MATERIALIZE ") ||
	    plan_starts(&detail, "CO-ROUTINE ")) {
		table_set(made, detail, made);
		return false;
	}
	if (plan_starts(&detail, "SEARCH ")) {
		*table = slice_cut(&detail, ' ');
		return plan_starts(&detail, "USING AUTOMATIC ") &&
		    table_get(made, *table) == NULL;
	}
	if (!plan_starts(&detail, "SCAN "))
		return false;
	*table = slice_cut(&detail, ' ');
	return !slice_starts_with(detail, slice_of("CONSTANT ROW")) &&
	    !slice_is(*table, "CONSTANT") &&
	    !slice_starts_with(detail, slice_of("VIRTUAL TABLE")) &&
	    table_get(made, *table) == NULL;
}

static struct slice
plan_detail(sqlite3_stmt *plan)
{
	const void *text = sqlite3_column_text(plan, PLAN_DETAIL);
	int length = sqlite3_column_bytes(plan, PLAN_DETAIL);

	return slice_from(text != NULL ? text : "", (size_t)length);
}

static bool
plan_walk(sqlite3_stmt *plan, const struct connection *connection,
    const char *sql, struct error *error)
{
	struct table made = { 0 };
	struct slice table;
	int result;

	while ((result = sqlite3_step(plan)) == SQLITE_ROW)
		if (plan_scans(&table, &made, plan_detail(plan))) {
			(void)error_set(error, FAULT_STORE,
			    "%.*s is read from end to end by: %s",
			    SLICE_PRINT(table), sql);
			break;
		}
	if (result != SQLITE_ROW && result != SQLITE_DONE)
		(void)sqlite_connection_failed(connection, result, error);
	table_release(&made);
	return error->fault == FAULT_NONE;
}

bool
sqlite_plan_check(const struct connection *connection, const char *sql,
    struct error *error)
{
	sqlite3_stmt *plan;
	char *text;
	int result;

	if (!plan_concerns(sql))
		return true;
	text = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	if (text == NULL)
		return sqlite_connection_failed(connection, SQLITE_NOMEM,
		    error);
	result = sqlite3_prepare_v2(connection->database, text, -1, &plan,
	    NULL);
	sqlite3_free(text);
	if (result != SQLITE_OK)
		return sqlite_connection_failed(connection, result, error);
	(void)plan_walk(plan, connection, sql, error);
	sqlite3_finalize(plan);
	return error->fault == FAULT_NONE;
}
