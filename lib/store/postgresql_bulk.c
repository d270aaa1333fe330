#include "store/postgresql_connection.h"

#include "base/assert.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/bulk.h"

/*
 * Rows are sent with COPY, in its binary form.  It stays open from block to
 * block until another command comes between.  Of several bulks one has the
 * connection, and the others keep their rows until they are many.
 */
struct postgresql_bulk {
	struct connection *connection;
	struct postgresql_bulk *next;
	const struct bulk_table *table;
	struct text copy;		/* the command */
	struct text wire;		/* rows which were not sent */
	void *insert;			/* where rows are held to rights */
	struct text pass_on;		/* of a table which is elsewhere too */
};

enum { POSTGRESQL_BULK_BYTES = 1 << 20 };	/* kept at most */

static const struct postgresql_library *const pq = &postgresql_library;

/* The mark of the format, no flags, no extension. */
static const char wire_head[] =
    "PGCOPY\n\377\r\n\0" "\0\0\0\0" "\0\0\0\0";
static const char wire_end[] = "\377\377";

static void
bulk_add_columns(struct text *out, const struct bulk_table *table)
{
	text_add_format(out, "%s (", table->name);
	for (size_t i = 0; i < table->column_count; i++)
		text_add_format(out, "%s%s", i > 0 ? ", " : "",
		    table->columns[i].name);
	text_add_character(out, ')');
}

/*
 * COPY is refused to whom the rows of the table are limited, and goes row by
 * row to partitions on other servers.
 */
static const char special_tables[] =
    "SELECT relname, 'limited' FROM pg_catalog.pg_class WHERE relrowsecurity "
    "AND relnamespace = CAST(current_schema() AS regnamespace) "
    "AND NOT pg_has_role(relowner, 'USAGE') UNION ALL "
    "SELECT DISTINCT c.relname, 'elsewhere' "
    "FROM pg_catalog.pg_foreign_table AS f "
    "JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = f.ftrelid "
    "JOIN pg_catalog.pg_class AS c ON c.oid = i.inhparent "
    "WHERE c.relnamespace = CAST(current_schema() AS regnamespace) "
    "AND has_database_privilege(current_database(), 'TEMPORARY')";

/* Whether there is such a table is asked once a transaction. */
static bool
bulk_look(bool *limited, bool *elsewhere, struct connection *connection,
    const struct bulk_table *table, struct error *error)
{
	PGresult *result;

	*limited = *elsewhere = false;
	if (connection->unlimited)
		return true;
	result = postgresql_connection_execute(connection, special_tables,
	    error);
	for (int i = 0; result != NULL && i < pq->PQntuples(result); i++)
		if (strcmp(pq->PQgetvalue(result, i, 0), table->name) == 0)
			*(pq->PQgetvalue(result, i, 1)[0] == 'l' ?
			    limited : elsewhere) = true;
	connection->unlimited = result != NULL && pq->PQntuples(result) == 0;
	pq->PQclear(result);
	return result != NULL;
}

/*
 * Rows gather in a table of the transaction, and go on many at a time.
 */
static bool
bulk_gather(struct postgresql_bulk *bulk, struct error *error)
{
	const struct bulk_table *table = bulk->table;
	struct text names = { 0 }, make = { 0 };
	PGresult *result;

	for (size_t i = 0; i < table->column_count; i++)
		text_add_format(&names, "%s%s", i > 0 ? ", " : "",
		    table->columns[i].name);
	text_add_format(&make, "CREATE TEMPORARY TABLE IF NOT EXISTS "
	    "ops_bulk_%s (LIKE %s) ON COMMIT DROP", table->name, table->name);
	text_add_format(&bulk->pass_on, "INSERT INTO %s (%s) SELECT %s FROM "
	    "ops_bulk_%s; TRUNCATE ops_bulk_%s", table->name, names.bytes,
	    names.bytes, table->name, table->name);
	text_clear(&bulk->copy);
	text_add_format(&bulk->copy, "COPY ops_bulk_%s (%s) FROM STDIN "
	    "(FORMAT binary)", table->name, names.bytes);
	result = postgresql_connection_execute(bulk->connection, make.bytes,
	    error);
	pq->PQclear(result);
	text_release(&names);
	text_release(&make);
	return result != NULL;
}

static bool
bulk_prepare(struct postgresql_bulk *bulk, struct error *error)
{
	struct text sql = { 0 };
	bool done;

	text_add_string(&sql, "INSERT INTO ");
	bulk_add_columns(&sql, bulk->table);
	text_add_string(&sql, " VALUES (");
	for (size_t i = 1; i <= bulk->table->column_count; i++)
		text_add_format(&sql, "%s$%zu", i > 1 ? ", " : "", i);
	text_add_character(&sql, ')');
	done = postgresql_statement_prepare(&bulk->insert, bulk->connection,
	    sql.bytes, error);
	text_release(&sql);
	return done;
}

bool
postgresql_bulk_open(void **out, void *opened,
    const struct bulk_table *table, struct error *error)
{
	struct postgresql_bulk *bulk;
	bool limited, elsewhere;

	if (!bulk_look(&limited, &elsewhere, opened, table, error))
		return false;
	bulk = memory_new(sizeof(*bulk));
	bulk->connection = opened;
	bulk->table = table;
	text_add_string(&bulk->copy, "COPY ");
	bulk_add_columns(&bulk->copy, table);
	text_add_string(&bulk->copy, " FROM STDIN (FORMAT binary)");
	bulk->next = bulk->connection->bulks;
	bulk->connection->bulks = bulk;
	*out = bulk;
	if (limited ? bulk_prepare(bulk, error) :
	    !elsewhere || bulk_gather(bulk, error))
		return true;
	postgresql_bulk_close(bulk);
	return false;
}

static char *
wire_number(char *at, uint64_t value, unsigned bytes)
{
	for (unsigned i = bytes; i > 0; i--)
		*at++ = (char)(value >> (8 * (i - 1)) & 0xff);
	return at;
}

static void
wire_value(struct text *wire, const struct bulk_value *value,
    const char *bytes)
{
	char *at = text_reserve(wire, 12 + value->length);
	char *end;

	if (value->kind == BULK_NULL) {
		end = wire_number(at, UINT32_MAX, 4);
	} else if (value->kind == BULK_INTEGER) {
		end = wire_number(at, 8, 4);
		end = wire_number(end, (uint64_t)value->integer, 8);
	} else {
		end = wire_number(at, value->length, 4);
		if (value->length > 0)
			memcpy(end, bytes + value->integer, value->length);
		end += value->length;
	}
	wire->length += (size_t)(end - at);
}

static void
wire_block(struct text *wire, const struct bulk_block *block, size_t columns)
{
	const struct bulk_value *value = block->values;

	for (size_t row = 0; row < block->row_count; row++) {
		char *at = text_reserve(wire, 2);

		wire->length += (size_t)(wire_number(at, columns, 2) - at);
		for (size_t i = 0; i < columns; i++)
			wire_value(wire, value++, block->bytes);
	}
}

static bool
bulk_send(struct connection *connection, struct slice bytes,
    struct error *error)
{
	ENSURE(bytes.length <= INT32_MAX);
	return pq->PQputCopyData(connection->server, bytes.text,
	    (int)bytes.length) == 1 ||
	    postgresql_connection_failed(connection, NULL, error);
}

static bool
bulk_pass_on(struct connection *connection,
    const struct postgresql_bulk *bulk, struct error *error)
{
	PGresult *result;

	if (bulk->pass_on.length == 0)
		return true;
	result = postgresql_connection_execute_now(connection,
	    bulk->pass_on.bytes, error);
	pq->PQclear(result);
	return result != NULL;
}

/* The rows which are being sent are all: have them taken. */
static bool
bulk_end_copy(struct connection *connection, struct error *error)
{
	const struct postgresql_bulk *bulk = connection->copier;
	PGresult *result;
	bool good;

	if (bulk == NULL)
		return true;
	connection->copier = NULL;
	good = bulk_send(connection, slice_from(wire_end,
	    sizeof(wire_end) - 1), error);
	if (pq->PQputCopyEnd(connection->server, NULL) != 1)
		good = postgresql_connection_failed(connection, NULL, error);
	while ((result = pq->PQgetResult(connection->server)) != NULL) {
		if (pq->PQresultStatus(result) != PGRES_COMMAND_OK)
			good = postgresql_connection_failed(connection,
			    result, error);
		pq->PQclear(result);
	}
	(void)pq->PQenterPipelineMode(connection->server);
	return good && bulk_pass_on(connection, bulk, error);
}

/* Have the connection, and send what was kept. */
static bool
bulk_start(struct postgresql_bulk *bulk, struct error *error)
{
	struct connection *connection = bulk->connection;
	PGresult *result;

	if (!postgresql_row_settle(connection, error) ||
	    !bulk_end_copy(connection, error))
		return false;
	result = postgresql_connection_execute_now(connection,
	    bulk->copy.bytes, error);
	if (result == NULL)
		return false;
	pq->PQclear(result);
	connection->copier = bulk;
	return bulk_send(connection, slice_from(wire_head,
	    sizeof(wire_head) - 1), error);
}

static bool
bulk_send_kept(struct postgresql_bulk *bulk, struct error *error)
{
	bool sent;

	if (bulk->connection->copier != bulk && !bulk_start(bulk, error))
		return false;
	sent = bulk_send(bulk->connection, text_slice(&bulk->wire), error);
	text_clear(&bulk->wire);
	return sent;
}

static bool
bulk_insert_row(struct postgresql_bulk *bulk, const struct bulk_value *values,
    const char *bytes, struct error *error)
{
	postgresql_statement_reset(bulk->insert);
	for (size_t i = 0; i < bulk->table->column_count; i++) {
		const struct bulk_value *value = &values[i];
		int at = (int)i + 1;

		if (value->kind == BULK_INTEGER)
			postgresql_statement_bind_integer(bulk->insert, at,
			    value->integer);
		else if (value->kind == BULK_TEXT)
			postgresql_statement_bind_text(bulk->insert, at,
			    slice_from(bytes + value->integer,
			    value->length), false);
	}
	(void)postgresql_statement_step(bulk->insert, error);
	return error->fault == FAULT_NONE;
}

static bool
bulk_insert(struct postgresql_bulk *bulk, const struct bulk_block *block,
    struct error *error)
{
	for (size_t row = 0; row < block->row_count; row++)
		if (!bulk_insert_row(bulk, block->values +
		    row * bulk->table->column_count, block->bytes, error))
			return false;
	return true;
}

bool
postgresql_bulk_write(void *opened, const struct bulk_block *block,
    struct error *error)
{
	struct postgresql_bulk *bulk = opened;
	const struct postgresql_bulk *copier = bulk->connection->copier;

	if (bulk->insert != NULL)
		return bulk_insert(bulk, block, error);
	wire_block(&bulk->wire, block, bulk->table->column_count);
	return (copier != NULL && copier != bulk &&
	    bulk->wire.length < POSTGRESQL_BULK_BYTES) ||
	    bulk_send_kept(bulk, error);
}

bool
postgresql_bulk_settle(struct connection *connection, struct error *error)
{
	struct postgresql_bulk *bulk;

	for (bulk = connection->bulks; bulk != NULL; bulk = bulk->next)
		if (bulk->wire.length > 0 && !bulk_send_kept(bulk, error)) {
			(void)bulk_end_copy(connection, error);
			return false;
		}
	return bulk_end_copy(connection, error);
}

bool
postgresql_bulk_finish(void *opened, struct error *error)
{
	const struct postgresql_bulk *bulk = opened;

	return postgresql_connection_wait(bulk->connection, error);
}

/* Unfinished it is after a failure only: the transaction is lost. */
void
postgresql_bulk_close(void *opened)
{
	struct postgresql_bulk *bulk = opened;
	struct postgresql_bulk **at = &bulk->connection->bulks;
	struct error ignored = { 0 };

	if (bulk->connection->copier == bulk || bulk->wire.length > 0)
		(void)postgresql_bulk_settle(bulk->connection, &ignored);
	while (*at != bulk)
		at = &(*at)->next;
	*at = bulk->next;
	if (bulk->insert != NULL)
		postgresql_statement_finish(bulk->insert);
	text_release(&bulk->pass_on);
	text_release(&bulk->copy);
	text_release(&bulk->wire);
	memory_free(bulk);
}
