#include "store/postgresql_connection.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/assert.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/address.h"
#include "store/dialect.h"

static const struct postgresql_library *const pq = &postgresql_library;

enum { POSTGRESQL_CONNECT_SECONDS = 10 };

static const char undefined_table[] = "42P01";

/* Every commit is on the disk before it is reported. */
static const char settings[] =
    "SELECT set_config('client_min_messages', 'error', false), "
    "set_config('standard_conforming_strings', 'on', false), "
    "set_config('lock_timeout', CASE current_setting('lock_timeout') "
    "WHEN '0' THEN '%d' ELSE current_setting('lock_timeout') END, false), "
    "set_config('synchronous_commit', "
    "CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' "
    "ELSE current_setting('synchronous_commit') END, false)";

static const char create_store[] =
    "CREATE TABLE IF NOT EXISTS ops_store (name TEXT PRIMARY KEY, "
    "version BIGINT NOT NULL, writes BIGINT NOT NULL); "
    "INSERT INTO ops_store (name, version, writes) "
    "VALUES ('store', 0, 0) ON CONFLICT (name) DO NOTHING";

/*
 * A run has the gate to itself until it ends.  Who waits for a row which is
 * locked and never changed is served in turn; of those who wait for a row
 * which changes, each finds another version when it wakes, and stands behind
 * who came later.  So the gate is a row of its own, and the row which changes,
 * so that stricter isolation than asked for finds out, is taken behind it.  A
 * store without the gate, which an older version made, is only less fair.
 */
static const char make_gate[] =
    "INSERT INTO ops_store (name, version, writes) "
    "VALUES ('gate', 0, 0) ON CONFLICT (name) DO NOTHING";

static const char take_gate[] =
    "SELECT 1 FROM ops_store WHERE name = 'gate' FOR UPDATE";

static const char take_store[] =
    "UPDATE ops_store SET writes = writes + 1 WHERE name = 'store'";

static bool
postgresql_run(struct connection *connection, const char *sql,
    struct error *error)
{
	PGresult *result = postgresql_connection_execute(connection, sql,
	    error);

	pq->PQclear(result);
	return result != NULL;
}

/* The number in the only row, or 0 without one. */
static bool
postgresql_number(int64_t *out, struct connection *connection,
    const char *sql, struct error *error)
{
	PGresult *result = postgresql_connection_execute(connection, sql,
	    error);

	if (result == NULL)
		return false;
	*out = pq->PQntuples(result) == 0 ? 0 :
	    strtoll(pq->PQgetvalue(result, 0, 0), NULL, 10);
	pq->PQclear(result);
	return true;
}

static void
postgresql_close(void *opened)
{
	struct connection *connection = opened;

	pq->PQfinish(connection->server);
	memory_free(connection->name);
	memory_free(connection);
}

/* A schema with tables in it which are not ours belongs to others. */
static bool
postgresql_version_without(int64_t *out, struct connection *connection,
    struct error *error)
{
	int64_t tables = 0;

	if (!postgresql_number(&tables, connection, "SELECT count(*) FROM "
	    "information_schema.tables WHERE table_schema = current_schema() "
	    "AND table_type = 'BASE TABLE'", error))
		return false;
	*out = tables == 0 ? DRIVER_VERSION_EMPTY : DRIVER_VERSION_FOREIGN;
	return true;
}

static bool
postgresql_version(int64_t *out, void *opened, struct error *error)
{
	struct connection *connection = opened;

	if (postgresql_number(out, connection, "SELECT version FROM "
	    "ops_store WHERE name = 'store'", error))
		return true;
	if (strcmp(connection->state, undefined_table) != 0)
		return false;
	error_clear(error);
	return postgresql_version_without(out, connection, error);
}

/* What the loser of a race to make a table is told, in its several forms. */
static bool
postgresql_is_made(const char *state)
{
	return strncmp(state, "23", 2) == 0 || strcmp(state, "42710") == 0 ||
	    strcmp(state, "42P07") == 0;
}

static bool
postgresql_create(struct connection *connection, struct error *error)
{
	int64_t version;

	if (!postgresql_version(&version, connection, error))
		return false;
	if (version != DRIVER_VERSION_EMPTY)
		return true;
	/* Two who begin at once: the loser finds the table made. */
	for (int i = 0; i < POSTGRESQL_TRIES_MAX; i++) {
		error_clear(error);
		if (postgresql_run(connection, create_store, error) ||
		    !postgresql_is_made(connection->state))
			break;
	}
	return error->fault == FAULT_NONE;
}

static bool
postgresql_configure(struct connection *connection, struct error *error)
{
	const char *encoding = pq->PQparameterStatus(connection->server,
	    "server_encoding");
	char sql[sizeof(settings) + 16];

	if (encoding == NULL || strcmp(encoding, "UTF8") != 0)
		return error_set(error, FAULT_STORE,
		    "%s: the encoding of the database is \"%s\"; a store "
		    "needs UTF8", connection->name,
		    encoding != NULL ? encoding : "");
	(void)snprintf(sql, sizeof(sql), settings, POSTGRESQL_WAIT_MS_MAX);
	if (pq->PQenterPipelineMode(connection->server) != 1)
		return postgresql_connection_failed(connection, NULL, error);
	return postgresql_run(connection, sql, error);
}

/* What comes later counts, so the URL may say how long to wait. */
static bool
postgresql_connect(struct connection *connection, const char *url,
    struct error *error)
{
	char seconds[16];
	const char *const words[] = { "connect_timeout",
	    "fallback_application_name", "dbname", "client_encoding", NULL };
	const char *const values[] = { seconds, "opsutils", url, "UTF8",
	    NULL };

	(void)snprintf(seconds, sizeof(seconds), "%d",
	    POSTGRESQL_CONNECT_SECONDS);
	connection->server = pq->PQconnectdbParams(words, values, 1);
	if (pq->PQstatus(connection->server) != CONNECTION_OK)
		return postgresql_connection_failed(connection, NULL, error);
	return postgresql_configure(connection, error);
}

static bool
postgresql_is_there(struct connection *connection, struct error *error)
{
	int64_t version;

	if (!postgresql_version(&version, connection, error))
		return false;
	return version != DRIVER_VERSION_EMPTY || error_set(error,
	    FAULT_STORE, "%s: there is no store in this database; make it "
	    "with ops-store init", connection->name);
}

bool
postgresql_open_server(void **out, const char *name, const char *address,
    struct error *error)
{
	struct connection *connection;

	if (!postgresql_library_load(error))
		return false;
	connection = memory_new(sizeof(*connection));
	connection->name = memory_copy_string(name);
	if (!postgresql_connect(connection, address, error)) {
		postgresql_close(connection);
		return false;
	}
	*out = connection;
	return true;
}

static bool
postgresql_open(void **out, const char *name, enum store_mode mode,
    bool *created, struct error *error)
{
	bool create = mode == STORE_CREATE || mode == STORE_FILL;
	struct text shown = { 0 };
	bool done;

	*created = false;
	address_show(&shown, slice_of(name));
	done = postgresql_open_server(out, shown.bytes, name, error);
	text_release(&shown);
	if (!done)
		return false;
	if (create ? postgresql_create(*out, error) :
	    postgresql_is_there(*out, error))
		return true;
	postgresql_close(*out);
	*out = NULL;
	return false;
}

static bool
postgresql_set_version(void *opened, int64_t version, struct error *error)
{
	char sql[96];

	(void)snprintf(sql, sizeof(sql), "UPDATE ops_store SET version = %lld"
	    " WHERE name = 'store'", (long long)version);
	return postgresql_run(opened, make_gate, error) &&
	    postgresql_run(opened, sql, error);
}

static bool
postgresql_script(void *opened, const char *sql, struct error *error)
{
	struct text text = { 0 };
	bool done;

	dialect_postgresql(&text, slice_of(sql));
	done = postgresql_run(opened, text.bytes != NULL ? text.bytes : "",
	    error);
	text_release(&text);
	return done;
}

static void
postgresql_rollback(void *opened)
{
	struct connection *connection = opened;
	struct error ignored = { 0 };

	connection->transaction = false;
	connection->unlimited = false;
	/* What was sent may fail now; all of it is taken back. */
	(void)postgresql_connection_wait(connection, &ignored);
	(void)postgresql_run(connection, "ROLLBACK", &ignored);
}

static bool
postgresql_begin_once(struct connection *connection, struct error *error)
{
	return postgresql_connection_send(connection,
	    "BEGIN ISOLATION LEVEL READ COMMITTED", error) &&
	    postgresql_connection_send(connection, take_gate, error) &&
	    postgresql_connection_send(connection, take_store, error) &&
	    postgresql_connection_wait(connection, error);
}

/*
 * A server which knows only stricter isolation refuses one of two who take
 * the row at once, instead of letting it wait.  Nothing was read then.
 */
static bool
postgresql_begin(void *opened, struct error *error)
{
	struct connection *connection = opened;

	for (int i = 1; !postgresql_begin_once(connection, error); i++) {
		struct timespec pause = { 0, i * 20 * 1000 * 1000 };

		postgresql_rollback(connection);
		if (strncmp(connection->state, "40", 2) != 0 ||
		    i == POSTGRESQL_TRIES_MAX)
			return false;
		error_clear(error);
		(void)nanosleep(&pause, NULL);
	}
	connection->transaction = true;
	connection->begun++;
	return true;
}

static bool
postgresql_snapshot(void *opened, struct error *error)
{
	struct connection *connection = opened;

	connection->transaction = postgresql_run(connection,
	    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", error);
	connection->begun++;
	return connection->transaction;
}

/* After a failure COMMIT rolls back, and says so only in its answer. */
static bool
postgresql_commit(void *opened, struct error *error)
{
	struct connection *connection = opened;
	PGresult *result;
	bool committed;

	if (!postgresql_connection_wait(connection, error))
		return false;
	result = postgresql_connection_execute(connection, "COMMIT", error);
	if (result == NULL && pq->PQstatus(connection->server) !=
	    CONNECTION_OK) {
		error_clear(error);
		return error_set(error, FAULT_SYSTEM,
		    "%s: the connection was lost while the run was being "
		    "committed, so nobody knows here whether it was; repeat "
		    "the command, a batch is stored only once",
		    connection->name);
	}
	if (result == NULL)
		return false;
	committed = strcmp(pq->PQcmdStatus(result), "COMMIT") == 0;
	pq->PQclear(result);
	if (!committed)
		return error_set(error, FAULT_STORE,
		    "%s: the transaction was rolled back after a failure",
		    connection->name);
	connection->transaction = false;
	connection->unlimited = false;
	return true;
}

const struct driver postgresql_driver = {
	.open = postgresql_open,
	.close = postgresql_close,
	.version = postgresql_version,
	.set_version = postgresql_set_version,
	.script = postgresql_script,
	.catalog = postgresql_catalog,
	.objects = postgresql_objects,
	.begin = postgresql_begin,
	.snapshot = postgresql_snapshot,
	.commit = postgresql_commit,
	.rollback = postgresql_rollback,
	.prepare = postgresql_statement_prepare,
	.finish = postgresql_statement_finish,
	.reset = postgresql_statement_reset,
	.bind_text = postgresql_statement_bind_text,
	.bind_integer = postgresql_statement_bind_integer,
	.bind_null = postgresql_statement_bind_null,
	.step = postgresql_statement_step,
	.changes = postgresql_statement_changes,
	.text = postgresql_statement_text,
	.integer = postgresql_statement_integer,
	.is_null = postgresql_statement_is_null,
	.columns = postgresql_statement_columns,
	.bulk_open = postgresql_bulk_open,
	.bulk_write = postgresql_bulk_write,
	.bulk_finish = postgresql_bulk_finish,
	.bulk_close = postgresql_bulk_close,
	.check = postgresql_check
};
