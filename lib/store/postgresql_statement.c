#include "store/postgresql_prepared.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/assert.h"
#include "base/memory.h"

static const struct postgresql_library *const pq = &postgresql_library;

/* The highest number of a parameter; quoted texts hold none. */
static int
statement_count(const char *sql)
{
	int highest = 0;

	while ((sql = strchr(sql, '$')) != NULL) {
		int number = (int)strtol(++sql, NULL, 10);

		highest = number > highest ? number : highest;
	}
	return highest;
}

static bool
statement_has(const char *sql, const char *word)
{
	for (size_t length = strlen(word); *sql != '\0'; sql++)
		if (strncasecmp(sql, word, length) == 0)
			return true;
	return false;
}

bool
postgresql_statement_prepare(void **out, void *opened, const char *sql,
    struct error *error)
{
	struct connection *connection = opened;
	struct prepared *prepared = memory_new(sizeof(*prepared));

	(void)error;
	prepared->connection = connection;
	prepared->sql = memory_copy_string(sql);
	prepared->count = statement_count(sql);
	ENSURE(prepared->count < POSTGRESQL_PARAMETERS_MAX);
	prepared->parameters = memory_new(((size_t)prepared->count + 1) *
	    sizeof(*prepared->parameters));
	prepared->insertion = strncasecmp(sql, "INSERT", 6) == 0 &&
	    statement_has(sql, " VALUES ") &&
	    !statement_has(sql, " ON CONFLICT ") &&
	    !statement_has(sql, " RETURNING ");
	prepared->parts = statement_has(sql, "/*parts*/");
	*out = prepared;
	return true;
}

void
postgresql_statement_finish(void *statement)
{
	struct prepared *prepared = statement;

	postgresql_statement_reset(prepared);
	text_release(&prepared->held);
	memory_free(prepared->parameters);
	memory_free(prepared->sql);
	memory_free(prepared);
}

void
postgresql_statement_reset(void *statement)
{
	struct prepared *prepared = statement;

	postgresql_row_release(prepared);
	for (int i = 0; i < prepared->count; i++) {
		prepared->values[i] = NULL;
		memory_free(prepared->parameters[i].copy);
		prepared->parameters[i].copy = NULL;
	}
}

static struct parameter *
statement_parameter(struct prepared *prepared, int at)
{
	ENSURE(at > 0 && at <= prepared->count);
	/* A statement which gave a row must be reset before it is bound. */
	ENSURE(prepared->state == PREPARED_IDLE);
	return &prepared->parameters[at - 1];
}

/* Text goes as it is, whatever bytes it has; the server checks them. */
void
postgresql_statement_bind_text(void *statement, int at, struct slice text,
    bool copy)
{
	struct prepared *prepared = statement;
	struct parameter *parameter = statement_parameter(prepared, at);
	const char *value = text.length > 0 ? text.text : "";

	if (copy && text.length > 0) {
		char *kept = parameter->buffer;

		memory_free(parameter->copy);
		parameter->copy = NULL;
		if (text.length > sizeof(parameter->buffer))
			kept = parameter->copy = memory_new(text.length);
		memcpy(kept, text.text, text.length);
		value = kept;
	}
	prepared->values[at - 1] = value;
	prepared->lengths[at - 1] = (int)text.length;
	prepared->formats[at - 1] = 1;
}

void
postgresql_statement_bind_integer(void *statement, int at, int64_t value)
{
	struct prepared *prepared = statement;
	struct parameter *parameter = statement_parameter(prepared, at);

	(void)snprintf(parameter->buffer, sizeof(parameter->buffer), "%lld",
	    (long long)value);
	prepared->values[at - 1] = parameter->buffer;
	prepared->formats[at - 1] = 0;
}

void
postgresql_statement_bind_null(void *statement, int at)
{
	struct prepared *prepared = statement;

	(void)statement_parameter(prepared, at);
	prepared->values[at - 1] = NULL;
}

/*
 * A statement gets a name, under which the server keeps it, when it is used
 * again; after a failure nobody knows which names the server has taken.
 */
static bool
statement_send_named(struct prepared *prepared)
{
	struct connection *connection = prepared->connection;

	if (!prepared->named || prepared->failures != connection->failures) {
		(void)snprintf(prepared->name, sizeof(prepared->name), "s%u",
		    ++connection->named);
		if (pq->PQsendPrepare(connection->server, prepared->name,
		    prepared->sql, prepared->count, NULL) != 1)
			return false;
		connection->queued++;
		prepared->named = true;
		prepared->failures = connection->failures;
	}
	return pq->PQsendQueryPrepared(connection->server, prepared->name,
	    prepared->count, prepared->values, prepared->lengths,
	    prepared->formats, 0) == 1;
}

static bool
statement_send(struct prepared *prepared, struct error *error)
{
	struct connection *connection = prepared->connection;
	bool sent;

	if (!postgresql_connection_settle(connection, error))
		return false;
	if (prepared->uses++ == 0 && !prepared->insertion)
		sent = pq->PQsendQueryParams(connection->server,
		    prepared->sql, prepared->count, NULL, prepared->values,
		    prepared->lengths, prepared->formats, 0) == 1;
	else
		sent = statement_send_named(prepared);
	return sent ||
	    postgresql_connection_failed(connection, NULL, error);
}

/* Of an insertion within a run only the failure matters, and that later. */
static bool
statement_queue(struct prepared *prepared, struct error *error)
{
	struct connection *connection = prepared->connection;

	prepared->changes = 1;
	prepared->state = PREPARED_DONE;
	connection->queued++;
	if (connection->queued >= POSTGRESQL_QUEUE_MAX)
		(void)postgresql_connection_wait(connection, error);
	return false;
}

/* Send, and have what was sent before it done. */
static bool
statement_start(struct prepared *prepared, struct error *error)
{
	struct connection *connection = prepared->connection;
	struct error after = { 0 };

	if (prepared->parts && connection->transaction)
		return postgresql_cursor_start(prepared, error);
	if (!statement_send(prepared, error))
		return false;
	if (prepared->insertion && connection->transaction)
		return statement_queue(prepared, error);
	if (!postgresql_connection_sync(connection, error))
		return false;
	if (!postgresql_connection_fetch(connection, connection->queued,
	    error)) {
		connection->queued++;
		(void)postgresql_connection_fetch(connection, 1, &after);
		(void)postgresql_connection_end(connection, &after);
		return false;
	}
	postgresql_row_begin(prepared);
	return true;
}

bool
postgresql_statement_step(void *statement, struct error *error)
{
	struct prepared *prepared = statement;

	if (prepared->state == PREPARED_IDLE &&
	    !statement_start(prepared, error))
		return false;
	return postgresql_row_next(prepared, error);
}

int64_t
postgresql_statement_changes(const void *statement)
{
	const struct prepared *prepared = statement;

	return prepared->changes;
}
