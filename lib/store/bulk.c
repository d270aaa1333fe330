#include "store/bulk.h"

#include "base/assert.h"
#include "base/memory.h"
#include "store/driver.h"
#include "store/seal.h"

bool
bulk_begin(struct bulk *out, struct store *store,
    const struct bulk_table *table, struct error *error)
{
	struct bulk bulk = { .table = table };
	void *connection;

	ENSURE(store_in_transaction(store));
	ENSURE(table->column_count > 0 &&
	    table->column_count <= BULK_COLUMNS_MAX);
	bulk.driver = store_driver(&connection, store);
	if (!bulk.driver->bulk_open(&bulk.handle, connection, table, error))
		return false;
	bulk.values = memory_resize(NULL, BULK_VALUES_MAX,
	    sizeof(*bulk.values));
	(void)text_reserve(&bulk.bytes, BULK_TEXT_BYTES);
	*out = bulk;
	return true;
}

static struct bulk_value *
bulk_next(struct bulk *bulk)
{
	ENSURE(bulk->value_count <
	    (bulk->row_count + 1) * bulk->table->column_count);
	return &bulk->values[bulk->value_count++];
}

void
bulk_integer(struct bulk *bulk, int64_t value)
{
	*bulk_next(bulk) = (struct bulk_value){ value, 0, BULK_INTEGER };
}

void
bulk_text(struct bulk *bulk, struct slice text)
{
	ENSURE(text.length <= INT32_MAX);
	*bulk_next(bulk) = (struct bulk_value){
	    (int64_t)bulk->bytes.length, (uint32_t)text.length, BULK_TEXT };
	text_add(&bulk->bytes, text);
}

void
bulk_null(struct bulk *bulk)
{
	*bulk_next(bulk) = (struct bulk_value){ 0, 0, BULK_NULL };
}

bool
bulk_row(struct bulk *bulk, struct error *error)
{
	size_t columns = bulk->table->column_count;

	bulk->row_count++;
	ENSURE(bulk->value_count == bulk->row_count * columns);
	if (bulk->value_count + columns <= BULK_VALUES_MAX &&
	    bulk->bytes.length < BULK_TEXT_BYTES)
		return true;
	return bulk_flush(bulk, error);
}

bool
bulk_flush(struct bulk *bulk, struct error *error)
{
	const struct bulk_block block = { bulk->values,
	    text_slice(&bulk->bytes).text, bulk->row_count };

	ENSURE(bulk->value_count ==
	    bulk->row_count * bulk->table->column_count);
	if (block.row_count > 0 &&
	    !bulk->driver->bulk_write(bulk->handle, &block, error))
		return false;
	if (bulk->seal != NULL)
		seal_block(bulk->seal, &block, bulk->table->column_count);
	bulk->value_count = 0;
	bulk->row_count = 0;
	text_clear(&bulk->bytes);
	return true;
}

bool
bulk_end(struct bulk *bulk, struct error *error)
{
	bool done = bulk_flush(bulk, error) &&
	    bulk->driver->bulk_finish(bulk->handle, error);

	bulk_release(bulk);
	return done;
}

void
bulk_release(struct bulk *bulk)
{
	if (bulk->table != NULL)
		bulk->driver->bulk_close(bulk->handle);
	memory_free(bulk->values);
	text_release(&bulk->bytes);
	*bulk = (struct bulk){ 0 };
}
