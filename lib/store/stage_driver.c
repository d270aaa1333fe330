/*
 * The driver of a stage: what the database is asked goes to ops pipe.
 */
#include <unistd.h>

#include "base/memory.h"
#include "store/bulk.h"
#include "store/driver.h"
#include "store/stage.h"
#include "store/stage_connection.h"

enum { STAGE_FOLDER_MAX = 4096 };

struct stage_bulk {
	struct stage_connection *connection;
	const struct bulk_table *table;
	int64_t number;
};

static void
stage_close(void *opened)
{
	struct stage_connection *connection = opened;

	(void)close(connection->socket);
	stage_wire_release(&connection->wire);
	stage_wire_release(&connection->queue);
	memory_free(connection);
}

/* The stages may stand in different folders: a file goes by its full name. */
static void
stage_put_name(struct stage_wire *wire, const char *name)
{
	char folder[STAGE_FOLDER_MAX];
	struct text path = { 0 };

	if (name[0] != '/' && strstr(name, "://") == NULL &&
	    getcwd(folder, sizeof(folder)) != NULL)
		text_add_format(&path, "%s/", folder);
	text_add_string(&path, name);
	stage_wire_put_text(wire, text_slice(&path));
	text_release(&path);
}

static bool
stage_open(void **out, const char *name, enum store_mode mode, bool *created,
    struct error *error)
{
	struct stage_connection *connection;
	int socket;

	*created = false;
	if (mode == STORE_CREATE || mode == STORE_FILL)
		return error_set(error, FAULT_USAGE,
		    "%s: a stage of ops pipe cannot make a store", name);
	if (!stage_join(&socket, error))
		return false;
	connection = memory_new(sizeof(*connection));
	connection->socket = socket;
	stage_wire_begin(&connection->wire, STAGE_WIRE_OPEN);
	stage_put_name(&connection->wire, name);
	if (!stage_connection_ask(connection, error)) {
		stage_close(connection);
		return false;
	}
	*out = connection;
	return true;
}

static bool
stage_version(int64_t *out, void *opened, struct error *error)
{
	struct stage_connection *connection = opened;

	if (!stage_connection_say(connection, STAGE_WIRE_VERSION, error))
		return false;
	*out = stage_wire_integer(&connection->wire);
	return true;
}

static bool
stage_cannot(struct error *error)
{
	return error_set(error, FAULT_USAGE,
	    "a stage of ops pipe cannot do this to the store");
}

static bool
stage_set_version(void *opened, int64_t version, struct error *error)
{
	(void)opened;
	(void)version;
	return stage_cannot(error);
}

static bool
stage_script(void *opened, const char *sql, struct error *error)
{
	(void)opened;
	(void)sql;
	return stage_cannot(error);
}

static bool
stage_begin(void *opened, struct error *error)
{
	return stage_connection_say(opened, STAGE_WIRE_BEGIN, error);
}

static bool
stage_commit(void *opened, struct error *error)
{
	return stage_connection_say(opened, STAGE_WIRE_COMMIT, error);
}

static void
stage_rollback(void *opened)
{
	struct error ignored = { 0 };

	(void)stage_connection_say(opened, STAGE_WIRE_ROLLBACK, &ignored);
}

static bool
stage_bulk_open(void **out, void *opened, const struct bulk_table *table,
    struct error *error)
{
	struct stage_connection *connection = opened;
	struct stage_bulk *bulk;

	stage_wire_begin(&connection->wire, STAGE_WIRE_BULK_OPEN);
	stage_wire_put_text(&connection->wire, slice_of(table->name));
	stage_wire_put_integer(&connection->wire,
	    (int64_t)table->column_count);
	for (size_t i = 0; i < table->column_count; i++) {
		stage_wire_put_text(&connection->wire,
		    slice_of(table->columns[i].name));
		stage_wire_put_integer(&connection->wire,
		    (int64_t)table->columns[i].kind);
	}
	if (!stage_connection_ask(connection, error))
		return false;
	bulk = memory_new(sizeof(*bulk));
	*bulk = (struct stage_bulk){ connection, table,
	    stage_wire_integer(&connection->wire) };
	*out = bulk;
	return true;
}

static bool
stage_bulk_write(void *opened, const struct bulk_block *block,
    struct error *error)
{
	struct stage_bulk *bulk = opened;
	struct stage_wire *wire = &bulk->connection->wire;
	size_t count = block->row_count * bulk->table->column_count;
	size_t length = 0;

	for (size_t i = 0; i < count; i++)
		if (block->values[i].kind == BULK_TEXT) {
			size_t end = (size_t)block->values[i].integer +
			    block->values[i].length;

			length = end > length ? end : length;
		}
	stage_wire_begin(wire, STAGE_WIRE_BULK_WRITE);
	stage_wire_put_integer(wire, bulk->number);
	stage_wire_put_integer(wire, (int64_t)block->row_count);
	stage_wire_put_text(wire, slice_from((const char *)block->values,
	    count * sizeof(*block->values)));
	stage_wire_put_text(wire, slice_from(block->bytes, length));
	return stage_connection_ask(bulk->connection, error);
}

static bool
stage_bulk_end(void *opened, struct error *error)
{
	struct stage_bulk *bulk = opened;

	return stage_connection_say_number(bulk->connection,
	    STAGE_WIRE_BULK_FINISH, bulk->number, error);
}

static void
stage_bulk_close(void *opened)
{
	struct stage_bulk *bulk = opened;
	struct error ignored = { 0 };

	(void)stage_connection_say_number(bulk->connection, STAGE_WIRE_BULK_CLOSE,
	    bulk->number, &ignored);
	memory_free(bulk);
}

static bool
stage_check(void *opened, void (*say)(void *context, const char *line),
    void *context, struct error *error)
{
	(void)opened;
	(void)say;
	(void)context;
	return stage_cannot(error);
}

static bool
stage_copy(void *opened, const char *path, struct error *error)
{
	(void)opened;
	(void)path;
	return stage_cannot(error);
}

static bool
stage_discard(const char *name, struct error *error)
{
	(void)name;
	return stage_cannot(error);
}

const struct driver stage_driver = {
	.open = stage_open,
	.close = stage_close,
	.version = stage_version,
	.set_version = stage_set_version,
	.script = stage_script,
	.begin = stage_begin,
	.commit = stage_commit,
	.rollback = stage_rollback,
	.prepare = stage_statement_prepare,
	.finish = stage_statement_finish,
	.reset = stage_statement_reset,
	.bind_text = stage_statement_bind_text,
	.bind_integer = stage_statement_bind_integer,
	.bind_null = stage_statement_bind_null,
	.step = stage_statement_step,
	.changes = stage_statement_changes,
	.text = stage_statement_text,
	.integer = stage_statement_integer,
	.is_null = stage_statement_is_null,
	.columns = stage_statement_columns,
	.bulk_open = stage_bulk_open,
	.bulk_write = stage_bulk_write,
	.bulk_finish = stage_bulk_end,
	.bulk_close = stage_bulk_close,
	.check = stage_check,
	.copy = stage_copy,
	.discard = stage_discard
};
