#include "store/postgresql_connection.h"

#include "base/assert.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/bulk.h"

/*
 * Rows are sent with COPY, in its binary form.  It stays open from block to
 * block until another command comes between.
 */
struct postgresql_bulk {
	struct connection *connection;
	const struct bulk_table *table;
	struct text copy;		/* the command */
	struct text wire;
};

static const struct postgresql_library *const pq = &postgresql_library;

/* The mark of the format, no flags, no extension. */
static const char wire_head[] =
    "PGCOPY\n\377\r\n\0" "\0\0\0\0" "\0\0\0\0";
static const char wire_end[] = "\377\377";

bool
postgresql_bulk_open(void **out, void *opened,
    const struct bulk_table *table, struct error *error)
{
	struct postgresql_bulk *bulk = memory_new(sizeof(*bulk));

	(void)error;
	bulk->connection = opened;
	bulk->table = table;
	text_add_format(&bulk->copy, "COPY %s (", table->name);
	for (size_t i = 0; i < table->column_count; i++)
		text_add_format(&bulk->copy, "%s%s", i > 0 ? ", " : "",
		    table->columns[i].name);
	text_add_string(&bulk->copy, ") FROM STDIN (FORMAT binary)");
	*out = bulk;
	return true;
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
bulk_start(struct postgresql_bulk *bulk, struct error *error)
{
	struct connection *connection = bulk->connection;
	PGresult *result;

	result = postgresql_connection_execute(connection, bulk->copy.bytes,
	    error);
	if (result == NULL)
		return false;
	pq->PQclear(result);
	connection->copying = true;
	connection->copier = bulk;
	text_add(&bulk->wire, slice_from(wire_head, sizeof(wire_head) - 1));
	return true;
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

bool
postgresql_bulk_write(void *opened, const struct bulk_block *block,
    struct error *error)
{
	struct postgresql_bulk *bulk = opened;
	bool sent;

	if (bulk->connection->copier != bulk && !bulk_start(bulk, error))
		return false;
	wire_block(&bulk->wire, block, bulk->table->column_count);
	sent = bulk_send(bulk->connection, text_slice(&bulk->wire), error);
	text_clear(&bulk->wire);
	return sent;
}

bool
postgresql_bulk_settle(struct connection *connection, struct error *error)
{
	PGresult *result;
	bool good;

	if (!connection->copying)
		return true;
	connection->copying = false;
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
	return good;
}

bool
postgresql_bulk_finish(void *opened, struct error *error)
{
	const struct postgresql_bulk *bulk = opened;

	return bulk->connection->copier != bulk ||
	    postgresql_bulk_settle(bulk->connection, error);
}

/* Unfinished: whether its rows are taken the next command will tell. */
void
postgresql_bulk_close(void *opened)
{
	struct postgresql_bulk *bulk = opened;

	if (bulk->connection->copier == bulk)
		bulk->connection->copier = NULL;
	text_release(&bulk->copy);
	text_release(&bulk->wire);
	memory_free(bulk);
}
