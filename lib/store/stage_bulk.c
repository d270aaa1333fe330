#include "store/stage_bulk.h"

#include "base/arena.h"
#include "base/memory.h"
#include "store/driver.h"

struct stage_bulk {
	void *handle;			/* the driver's */
	const struct driver *driver;
	struct bulk_table table;
	struct arena arena;		/* of the names */
	struct bulk_value *values;	/* aligned, as a message is not */
};

static bool
stage_bulk_unknown(struct error *error)
{
	return error_set(error, FAULT_SYSTEM,
	    "a stage writes rows which cannot be");
}

static bool
stage_bulk_read_table(struct stage_bulk *bulk, struct stage_wire *wire,
    struct error *error)
{
	struct bulk_column *columns = arena_new(&bulk->arena,
	    BULK_COLUMNS_MAX * sizeof(*columns));

	bulk->table.name = arena_copy_string(&bulk->arena,
	    stage_wire_text(wire));
	bulk->table.column_count = (size_t)stage_wire_integer(wire);
	bulk->table.columns = columns;
	if (bulk->table.column_count > BULK_COLUMNS_MAX)
		return stage_bulk_unknown(error);
	for (size_t i = 0; i < bulk->table.column_count; i++) {
		columns[i].name = arena_copy_string(&bulk->arena,
		    stage_wire_text(wire));
		columns[i].kind = (enum bulk_kind)stage_wire_integer(wire);
	}
	return !wire->broken || stage_bulk_unknown(error);
}

bool
stage_bulk_open(struct stage_bulk **out, struct store *store,
    struct stage_wire *wire, struct error *error)
{
	struct stage_bulk *bulk = memory_new(sizeof(*bulk));
	void *connection;

	bulk->driver = store_driver(&connection, store);
	if (!stage_bulk_read_table(bulk, wire, error) ||
	    !bulk->driver->bulk_open(&bulk->handle, connection, &bulk->table,
	    error)) {
		arena_release(&bulk->arena);
		memory_free(bulk);
		return false;
	}
	*out = bulk;
	return true;
}

bool
stage_bulk_write(struct stage_bulk *bulk, struct stage_wire *wire,
    struct error *error)
{
	size_t count = (size_t)stage_wire_integer(wire);
	struct slice values = stage_wire_text(wire);
	struct slice bytes = stage_wire_text(wire);
	struct bulk_block block = { .bytes = bytes.text, .row_count = count };

	if (wire->broken || values.length != count *
	    bulk->table.column_count * sizeof(*bulk->values))
		return stage_bulk_unknown(error);
	bulk->values = memory_resize(bulk->values, values.length + 1, 1);
	if (values.length > 0)
		memcpy(bulk->values, values.text, values.length);
	block.values = bulk->values;
	return bulk->driver->bulk_write(bulk->handle, &block, error);
}

bool
stage_bulk_finish(struct stage_bulk *bulk, struct error *error)
{
	return bulk->driver->bulk_finish(bulk->handle, error);
}

void
stage_bulk_free(struct stage_bulk *bulk)
{
	if (bulk == NULL)
		return;
	bulk->driver->bulk_close(bulk->handle);
	arena_release(&bulk->arena);
	memory_free(bulk->values);
	memory_free(bulk);
}
