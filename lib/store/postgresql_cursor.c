/* Queries which are read in parts: a cursor each, so many rows at a time. */
#include "store/postgresql_prepared.h"

#include <stdio.h>

enum { CURSOR_ROWS = 2048, CURSOR_FETCH_MAX = 48 };

static const struct postgresql_library *const pq = &postgresql_library;

/* What still comes after a failure: the end of an answer, and the sync. */
static bool
cursor_failed(struct prepared *prepared)
{
	struct connection *connection = prepared->connection;
	struct error after = { 0 };

	prepared->state = PREPARED_DONE;
	connection->queued++;
	(void)postgresql_connection_fetch(connection, 1, &after);
	(void)postgresql_connection_end(connection, &after);
	return false;
}

/* Have the rows of the answer which comes next. */
static bool
cursor_take(struct prepared *prepared, struct error *error)
{
	struct connection *connection = prepared->connection;
	PGresult *part = pq->PQgetResult(connection->server);

	if (pq->PQresultStatus(part) != PGRES_TUPLES_OK) {
		(void)postgresql_connection_failed(connection, part, error);
		pq->PQclear(part);
		return cursor_failed(prepared);
	}
	pq->PQclear(prepared->row);
	prepared->row = part;
	prepared->part = 0;
	connection->queued++;
	return postgresql_connection_fetch(connection, 1, error) &&
	    postgresql_connection_end(connection, error);
}

static bool
cursor_fetch(struct prepared *prepared, struct error *error)
{
	struct connection *connection = prepared->connection;
	char sql[CURSOR_FETCH_MAX];

	if (!postgresql_connection_settle(connection, error))
		return false;
	(void)snprintf(sql, sizeof(sql), "FETCH %d FROM %s", CURSOR_ROWS,
	    prepared->cursor);
	if (pq->PQsendQueryParams(connection->server, sql, 0, NULL, NULL,
	    NULL, NULL, 0) != 1)
		return postgresql_connection_failed(connection, NULL, error);
	if (!postgresql_connection_sync(connection, error))
		return false;
	if (!postgresql_connection_fetch(connection, connection->queued,
	    error))
		return cursor_failed(prepared);
	return cursor_take(prepared, error);
}

bool
postgresql_cursor_start(struct prepared *prepared, struct error *error)
{
	struct connection *connection = prepared->connection;
	struct text sql = { 0 };
	bool sent;

	if (!postgresql_connection_settle(connection, error))
		return false;
	(void)snprintf(prepared->cursor, sizeof(prepared->cursor), "c%u",
	    ++connection->named);
	text_add_format(&sql, "DECLARE %s NO SCROLL CURSOR FOR ",
	    prepared->cursor);
	text_add_string(&sql, prepared->sql);
	sent = pq->PQsendQueryParams(connection->server, sql.bytes,
	    prepared->count, NULL, prepared->values, prepared->lengths,
	    prepared->formats, 0) == 1;
	text_release(&sql);
	if (!sent)
		return postgresql_connection_failed(connection, NULL, error);
	connection->queued++;
	prepared->state = PREPARED_PARTS;
	prepared->begun = connection->begun;
	prepared->failures = connection->failures;
	prepared->noted = false;
	prepared->sums = false;
	prepared->columns = 0;
	return cursor_fetch(prepared, error);
}

/* A part which is not full was the last. */
bool
postgresql_cursor_next(struct prepared *prepared, struct error *error)
{
	if (prepared->part == CURSOR_ROWS && !cursor_fetch(prepared, error))
		return false;
	if (prepared->part == pq->PQntuples(prepared->row)) {
		postgresql_cursor_close(prepared);
		prepared->state = PREPARED_DONE;
		return false;
	}
	postgresql_row_show(prepared, prepared->part++);
	return true;
}

/* Cursors end with their transaction, and with its failure. */
void
postgresql_cursor_close(struct prepared *prepared)
{
	struct connection *connection = prepared->connection;
	struct error ignored = { 0 };
	char sql[CURSOR_FETCH_MAX];

	if (!connection->transaction ||
	    prepared->begun != connection->begun ||
	    prepared->failures != connection->failures)
		return;
	(void)snprintf(sql, sizeof(sql), "CLOSE %s", prepared->cursor);
	(void)postgresql_connection_send(connection, sql, &ignored);
}
