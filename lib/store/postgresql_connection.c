#include "store/postgresql_connection.h"

#include <stdio.h>
#include <string.h>

#include "base/assert.h"
#include "base/text.h"

static const struct postgresql_library *const pq = &postgresql_library;

/* Codes of SQL, or their classes, which are not refusals of the store. */
static const struct {
	const char *state;
	enum fault fault;
} faults[] = {
	{ "40001", FAULT_BUSY },	/* serialization failure */
	{ "40P01", FAULT_BUSY },	/* deadlock */
	{ "55P03", FAULT_BUSY },	/* lock not available */
	{ "53300", FAULT_BUSY },	/* too many connections */
	{ "08", FAULT_SYSTEM },		/* connection lost */
	{ "53", FAULT_SYSTEM },		/* disk or memory full */
	{ "57P", FAULT_SYSTEM },	/* the server shuts down */
	{ "58", FAULT_SYSTEM }		/* the server's system failed */
};

static enum fault
connection_fault(const char *state)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		if (strncmp(state, faults[i].state,
		    strlen(faults[i].state)) == 0)
			return faults[i].fault;
	return state[0] != '\0' ? FAULT_STORE : FAULT_SYSTEM;
}

/* The words of the library have several lines; ours is one. */
static bool
connection_lost(struct connection *connection, const char *words,
    struct error *error)
{
	struct text line = { 0 };

	for (; *words != '\0'; words++) {
		bool blank = strchr(" \t\n", *words) != NULL;

		if (!blank)
			text_add_character(&line, *words);
		else if (line.length > 0 &&
		    line.bytes[line.length - 1] != ' ')
			text_add_character(&line, ' ');
	}
	while (line.length > 0 && line.bytes[line.length - 1] == ' ')
		line.bytes[--line.length] = '\0';
	error_record(error, FAULT_SYSTEM, "%s: %s", connection->name,
	    line.length > 0 ? line.bytes : "the connection was lost");
	text_release(&line);
	return false;
}

static bool
connection_refused(const struct connection *connection, enum fault fault,
    const char *primary, const char *detail, struct error *error)
{
	if (strcmp(connection->state, "53300") != 0 && fault == FAULT_BUSY)
		return error_set(error, fault,
		    "%s: another program is writing to it; try again",
		    connection->name);
	if (strcmp(connection->state, "42501") == 0)
		return error_set(error, fault,
		    "%s: the rights given to this user do not allow it: %s "
		    "(see ops-store grant)", connection->name, primary);
	return error_set(error, fault, "%s: %s%s%s", connection->name,
	    primary, detail != NULL ? ": " : "",
	    detail != NULL ? detail : "");
}

bool
postgresql_connection_failed(struct connection *connection,
    const PGresult *result, struct error *error)
{
	const char *state = result == NULL ? NULL :
	    pq->PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *primary = result == NULL ? NULL :
	    pq->PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	(void)snprintf(connection->state, sizeof(connection->state), "%s",
	    state != NULL ? state : "");
	connection->failures++;
	/* The first failure is the one to tell. */
	if (error->fault != FAULT_NONE)
		return false;
	if (state == NULL || primary == NULL)
		return connection_lost(connection, result == NULL ?
		    pq->PQerrorMessage(connection->server) :
		    pq->PQresultErrorMessage(result), error);
	return connection_refused(connection, connection_fault(state),
	    primary, pq->PQresultErrorField(result,
	    PG_DIAG_MESSAGE_DETAIL), error);
}

bool
postgresql_connection_settle(struct connection *connection,
    struct error *error)
{
	return postgresql_row_settle(connection, error) &&
	    postgresql_bulk_settle(connection, error);
}

bool
postgresql_connection_send(struct connection *connection, const char *sql,
    struct error *error)
{
	if (!postgresql_connection_settle(connection, error))
		return false;
	if (pq->PQsendQueryParams(connection->server, sql, 0, NULL, NULL,
	    NULL, NULL, 0) != 1)
		return postgresql_connection_failed(connection, NULL, error);
	connection->queued++;
	return true;
}

bool
postgresql_connection_sync(struct connection *connection,
    struct error *error)
{
	return pq->PQpipelineSync(connection->server) == 1 ||
	    postgresql_connection_failed(connection, NULL, error);
}

static bool
connection_is_lost(const struct connection *connection)
{
	return pq->PQstatus(connection->server) != CONNECTION_OK;
}

/* One answer ends with an absent result. */
static bool
connection_fetch_one(struct connection *connection, struct error *error)
{
	bool good = true;
	PGresult *result;

	while ((result = pq->PQgetResult(connection->server)) != NULL) {
		ExecStatusType status = pq->PQresultStatus(result);

		if (status == PGRES_FATAL_ERROR)
			(void)postgresql_connection_failed(connection,
			    result, error);
		if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
			good = false;
		pq->PQclear(result);
		if (status == PGRES_PIPELINE_SYNC)
			break;
	}
	return good;
}

bool
postgresql_connection_fetch(struct connection *connection, unsigned count,
    struct error *error)
{
	bool good = true;

	ENSURE(connection->queued >= count);
	connection->queued -= count;
	for (; count > 0; count--)
		if (!connection_fetch_one(connection, error))
			good = false;
	if (connection_is_lost(connection))
		return postgresql_connection_failed(connection, NULL, error);
	/* Passed over, since something sent before it failed. */
	if (!good && error->fault == FAULT_NONE)
		return error_set(error, FAULT_STORE,
		    "%s: a command before it failed", connection->name);
	return good;
}

bool
postgresql_connection_end(struct connection *connection,
    struct error *error)
{
	PGresult *result;
	bool synced = false;

	for (int i = 0; i < 2 && !synced; i++) {
		result = pq->PQgetResult(connection->server);
		synced = result != NULL && pq->PQresultStatus(result) ==
		    PGRES_PIPELINE_SYNC;
		pq->PQclear(result);
	}
	return synced || postgresql_connection_failed(connection, NULL,
	    error);
}

/* Have all done that was sent. */
static bool
connection_drain(struct connection *connection, struct error *error)
{
	bool good;

	if (connection->queued == 0)
		return true;
	if (!postgresql_connection_sync(connection, error)) {
		connection->queued = 0;
		return false;
	}
	good = postgresql_connection_fetch(connection, connection->queued,
	    error);
	return postgresql_connection_end(connection, error) && good;
}

bool
postgresql_connection_wait(struct connection *connection,
    struct error *error)
{
	return postgresql_connection_settle(connection, error) &&
	    connection_drain(connection, error);
}

PGresult *
postgresql_connection_execute(struct connection *connection,
    const char *sql, struct error *error)
{
	return postgresql_connection_settle(connection, error) ?
	    postgresql_connection_execute_now(connection, sql, error) : NULL;
}

PGresult *
postgresql_connection_execute_now(struct connection *connection,
    const char *sql, struct error *error)
{
	PGresult *result;
	ExecStatusType status;

	if (!connection_drain(connection, error))
		return NULL;
	(void)pq->PQexitPipelineMode(connection->server);
	result = pq->PQexec(connection->server, sql);
	status = pq->PQresultStatus(result);
	if (status != PGRES_COPY_IN)
		(void)pq->PQenterPipelineMode(connection->server);
	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
	    status == PGRES_COPY_IN)
		return result;
	(void)postgresql_connection_failed(connection, result, error);
	pq->PQclear(result);
	return NULL;
}
