#include "store/sqlite_connection.h"

#include <stdio.h>

#include "base/assert.h"
#include "base/memory.h"
#include "store/sqlite_plan.h"

enum { SQLITE_PARAMETERS_MAX = 192 };

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

bool
sqlite_statement_prepare(void **out, void *opened, const char *sql,
    struct error *error)
{
	struct connection *connection = opened;
	struct prepared *prepared;
	sqlite3_stmt *statement;
	int result, count;

	result = sqlite3_prepare_v3(connection->database, sql, -1,
	    SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	if (result != SQLITE_OK)
		return sqlite_connection_failed(connection, result, error);
	if (!sqlite_plan_check(connection, sql, error)) {
		(void)sqlite3_finalize(statement);
		return false;
	}
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

void
sqlite_statement_finish(void *statement)
{
	struct prepared *prepared = statement;

	(void)sqlite3_finalize(prepared->statement);
	memory_free(prepared);
}

void
sqlite_statement_reset(void *statement)
{
	struct prepared *prepared = statement;

	(void)sqlite3_reset(prepared->statement);
	(void)sqlite3_clear_bindings(prepared->statement);
	prepared->failed = SQLITE_OK;
}

static int
statement_place(const struct prepared *prepared, int at)
{
	ENSURE(at > 0 && at <= SQLITE_PARAMETERS_MAX);
	ENSURE(prepared->places[at] != 0);
	return prepared->places[at];
}

static void
statement_bound(struct prepared *prepared, int result)
{
	/* A statement which gave a row must be reset before it is bound. */
	ENSURE(result != SQLITE_MISUSE && result != SQLITE_RANGE);
	if (prepared->failed == SQLITE_OK)
		prepared->failed = result;
}

void
sqlite_statement_bind_text(void *statement, int at, struct slice text,
    bool copy)
{
	struct prepared *prepared = statement;

	statement_bound(prepared, sqlite3_bind_text64(prepared->statement,
	    statement_place(prepared, at), text.length > 0 ? text.text : "",
	    text.length, copy ? SQLITE_TRANSIENT : SQLITE_STATIC,
	    SQLITE_UTF8));
}

void
sqlite_statement_bind_integer(void *statement, int at, int64_t value)
{
	struct prepared *prepared = statement;

	statement_bound(prepared, sqlite3_bind_int64(prepared->statement,
	    statement_place(prepared, at), value));
}

void
sqlite_statement_bind_null(void *statement, int at)
{
	struct prepared *prepared = statement;

	statement_bound(prepared, sqlite3_bind_null(prepared->statement,
	    statement_place(prepared, at)));
}

bool
sqlite_statement_step(void *statement, struct error *error)
{
	struct prepared *prepared = statement;
	int result = prepared->failed;

	if (result == SQLITE_OK)
		result = sqlite3_step(prepared->statement);
	if (result == SQLITE_ROW)
		return true;
	if (result != SQLITE_DONE) {
		(void)sqlite_connection_failed(prepared->connection, result, error);
		(void)sqlite3_reset(prepared->statement);
	}
	return false;
}

int64_t
sqlite_statement_changes(const void *statement)
{
	const struct prepared *prepared = statement;

	return sqlite3_changes64(prepared->connection->database);
}

struct slice
sqlite_statement_text(const void *statement, int column)
{
	const struct prepared *prepared = statement;
	const unsigned char *text =
	    sqlite3_column_text(prepared->statement, column);
	int length = sqlite3_column_bytes(prepared->statement, column);

	return text != NULL ?
	    slice_from((const char *)text, (size_t)length) :
	    slice_from("", 0);
}

int64_t
sqlite_statement_integer(const void *statement, int column)
{
	const struct prepared *prepared = statement;

	return sqlite3_column_int64(prepared->statement, column);
}

bool
sqlite_statement_is_null(const void *statement, int column)
{
	const struct prepared *prepared = statement;

	return sqlite3_column_type(prepared->statement, column) ==
	    SQLITE_NULL;
}

int
sqlite_statement_columns(const void *statement)
{
	const struct prepared *prepared = statement;

	return sqlite3_column_count(prepared->statement);
}
