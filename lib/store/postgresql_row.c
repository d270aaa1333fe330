#include "store/postgresql_prepared.h"

#include <stdlib.h>

#include "base/assert.h"

enum { POSTGRESQL_NUMERIC = 1700 };	/* the type of sums */

static const struct postgresql_library *const pq = &postgresql_library;

/* Sums are wider than what is summed; the columns are those of every row. */
static void
row_note_sums(struct prepared *prepared, const PGresult *row)
{
	prepared->columns = pq->PQnfields(row);
	ENSURE(prepared->columns <= POSTGRESQL_COLUMNS_MAX);
	for (int i = 0; i < prepared->columns; i++) {
		prepared->is_sum[i] =
		    pq->PQftype(row, i) == POSTGRESQL_NUMERIC;
		prepared->sums |= prepared->is_sum[i];
	}
	prepared->noted = true;
}

/* Nothing is to be read any more. */
static void
row_end(struct prepared *prepared)
{
	if (prepared->connection->active == prepared)
		prepared->connection->active = NULL;
	prepared->state = PREPARED_DONE;
}

/* After a failure: what still comes for this query, and the sync. */
static bool
row_failed(struct prepared *prepared, const PGresult *result,
    struct error *error)
{
	struct connection *connection = prepared->connection;
	struct error after = { 0 };

	(void)postgresql_connection_failed(connection, result, error);
	row_end(prepared);
	connection->queued++;
	(void)postgresql_connection_fetch(connection, 1, &after);
	(void)postgresql_connection_end(connection, &after);
	return false;
}

/*
 * The next row as the server sends it, or NULL at the end (no fault) or at an
 * error.
 */
static PGresult *
row_receive(struct prepared *prepared, struct error *error)
{
	struct connection *connection = prepared->connection;
	PGresult *result = pq->PQgetResult(connection->server);
	ExecStatusType status = pq->PQresultStatus(result);

	if (status == PGRES_SINGLE_TUPLE) {
		if (!prepared->noted)
			row_note_sums(prepared, result);
		return result;
	}
	if (result != NULL && (status == PGRES_TUPLES_OK ||
	    status == PGRES_COMMAND_OK)) {
		prepared->changes = strtoll(pq->PQcmdTuples(result), NULL, 10);
		row_end(prepared);
		connection->queued++;
		(void)postgresql_connection_fetch(connection, 1, error);
		(void)postgresql_connection_end(connection, error);
	} else {
		(void)row_failed(prepared, result, error);
	}
	pq->PQclear(result);
	return NULL;
}

/* A row in memory: for each column its length, -1 for null, and bytes. */
static void
row_hold(struct prepared *prepared, const PGresult *row)
{
	for (int i = 0; i < prepared->columns; i++) {
		int length = pq->PQgetisnull(row, 0, i) != 0 ? -1 :
		    pq->PQgetlength(row, 0, i);

		text_add(&prepared->held, slice_from((const char *)&length,
		    sizeof(length)));
		if (length > 0)
			text_add(&prepared->held, slice_from(
			    pq->PQgetvalue(row, 0, i), (size_t)length));
	}
}

bool
postgresql_row_settle(struct connection *connection,
    struct error *error)
{
	struct prepared *prepared = connection->active;
	struct error found = { 0 };
	PGresult *row;

	if (prepared == NULL)
		return true;
	text_clear(&prepared->held);
	prepared->at = 0;
	while ((row = row_receive(prepared, &found)) != NULL) {
		row_hold(prepared, row);
		pq->PQclear(row);
	}
	if (found.fault != FAULT_NONE) {
		if (error->fault == FAULT_NONE)
			*error = found;
		return false;
	}
	prepared->state = PREPARED_HELD;
	return true;
}

static bool
row_number(int64_t *out, struct slice cell)
{
	bool negative = cell.length > 0 && cell.text[0] == '-';
	size_t at = negative ? 1 : 0;
	int64_t value = 0;

	*out = cell.length == 1 && cell.text[0] == 't' ? 1 : 0;
	for (; at < cell.length; at++) {
		char digit = cell.text[at];

		if (digit < '0' || digit > '9')
			return false;
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, digit - '0', &value))
			return false;
	}
	/* It was counted downwards, where there is one number more. */
	if (!negative && value == INT64_MIN)
		return false;
	*out = negative ? value : -value;
	return true;
}

static bool
row_check_sums(const struct prepared *prepared, struct error *error)
{
	int64_t value;

	for (int i = 0; i < prepared->columns; i++)
		if (prepared->is_sum[i] && prepared->cells[i].text != NULL &&
		    !row_number(&value, prepared->cells[i]))
			return error_set(error, FAULT_STORE,
			    "%s: \"%.*s\" is no whole number which an amount "
			    "can hold", prepared->connection->name,
			    SLICE_PRINT(prepared->cells[i]));
	return true;
}

void
postgresql_row_show(struct prepared *prepared, int at)
{
	const PGresult *row = prepared->row;

	if (!prepared->noted)
		row_note_sums(prepared, row);
	for (int i = 0; i < prepared->columns; i++)
		prepared->cells[i] = pq->PQgetisnull(row, at, i) != 0 ?
		    slice_from(NULL, 0) :
		    slice_from(pq->PQgetvalue(row, at, i),
		    (size_t)pq->PQgetlength(row, at, i));
}

static bool
row_next_received(struct prepared *prepared, struct error *error)
{
	PGresult *row = row_receive(prepared, error);

	pq->PQclear(prepared->row);
	prepared->row = row;
	if (row == NULL)
		return false;
	postgresql_row_show(prepared, 0);
	return true;
}

static bool
row_next_held(struct prepared *prepared)
{
	if (prepared->at == prepared->held.length) {
		prepared->state = PREPARED_DONE;
		return false;
	}
	for (int i = 0; i < prepared->columns; i++) {
		int length;

		memcpy(&length, prepared->held.bytes + prepared->at,
		    sizeof(length));
		prepared->at += sizeof(length);
		prepared->cells[i] = length < 0 ? slice_from(NULL, 0) :
		    slice_from(prepared->held.bytes + prepared->at,
		    (size_t)length);
		prepared->at += length > 0 ? (size_t)length : 0;
	}
	return true;
}

void
postgresql_row_begin(struct prepared *prepared)
{
	struct connection *connection = prepared->connection;

	(void)pq->PQsetSingleRowMode(connection->server);
	connection->active = prepared;
	prepared->state = PREPARED_READING;
	prepared->noted = false;
	prepared->sums = false;
	prepared->columns = 0;
}

bool
postgresql_row_next(struct prepared *prepared, struct error *error)
{
	bool found = false;

	if (prepared->state == PREPARED_READING)
		found = row_next_received(prepared, error);
	else if (prepared->state == PREPARED_HELD)
		found = row_next_held(prepared);
	else if (prepared->state == PREPARED_PARTS)
		found = postgresql_cursor_next(prepared, error);
	return found && (!prepared->sums || row_check_sums(prepared, error));
}

void
postgresql_row_release(struct prepared *prepared)
{
	struct error ignored = { 0 };
	PGresult *row;

	while (prepared->state == PREPARED_READING &&
	    (row = row_receive(prepared, &ignored)) != NULL)
		pq->PQclear(row);
	if (prepared->state == PREPARED_PARTS)
		postgresql_cursor_close(prepared);
	pq->PQclear(prepared->row);
	prepared->row = NULL;
	prepared->state = PREPARED_IDLE;
}

/* The cell of the row on which the statement stands. */
static struct slice
row_cell(const struct prepared *prepared, int column)
{
	return column < prepared->columns &&
	    (prepared->state == PREPARED_READING ||
	    prepared->state == PREPARED_HELD ||
	    prepared->state == PREPARED_PARTS) ? prepared->cells[column] :
	    slice_from(NULL, 0);
}

struct slice
postgresql_statement_text(const void *statement, int column)
{
	struct slice cell = row_cell(statement, column);

	return cell.text != NULL ? cell : slice_from("", 0);
}

int64_t
postgresql_statement_integer(const void *statement, int column)
{
	int64_t value;

	(void)row_number(&value, row_cell(statement, column));
	return value;
}

bool
postgresql_statement_is_null(const void *statement, int column)
{
	return row_cell(statement, column).text == NULL;
}

int
postgresql_statement_columns(const void *statement)
{
	const struct prepared *prepared = statement;

	return prepared->columns;
}
