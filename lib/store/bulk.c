#include "store/bulk.h"

#include "base/assert.h"
#include "base/memory.h"
#include "store/bulk_writer.h"
#include "store/driver.h"
#include "store/seal.h"
#include "store/store_place.h"

bool
bulk_begin(struct bulk *out, struct store *store,
    const struct bulk_table *table, struct error *error)
{
	void *connection;
	bool placed = false;

	ENSURE(store_in_transaction(store));
	*out = (struct bulk){ .store = store, .shape = *table,
	    .own_count = table->column_count };
	if (table->placed_count > 0 && !store_placed(&placed, store, error))
		return false;
	if (placed)
		out->shape.column_count += table->placed_count;
	ENSURE(out->shape.column_count > 0 &&
	    out->shape.column_count <= BULK_COLUMNS_MAX);
	out->driver = store_driver(&connection, store);
	if (!out->driver->bulk_open(&out->handle, connection, &out->shape,
	    error))
		return false;
	out->table = &out->shape;
	out->values = memory_resize(NULL, BULK_VALUES_MAX,
	    sizeof(*out->values));
	(void)text_reserve(&out->bytes, BULK_TEXT_BYTES);
	return true;
}

bool
bulk_is_placed(const struct bulk *bulk)
{
	return bulk->shape.column_count > bulk->own_count;
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
bulk_write(const struct bulk *bulk, const struct bulk_block *block,
    struct error *error)
{
	if (block->row_count == 0)
		return true;
	if (bulk->seal != NULL)
		seal_block(bulk->seal, block, bulk->table->column_count,
		    bulk->own_count);
	return bulk->driver->bulk_write(bulk->handle, block, error);
}

/* The rows so far, as a block; another one is begun. */
static struct bulk_block
bulk_take(struct bulk *bulk)
{
	const struct bulk_block block = { bulk->values,
	    text_slice(&bulk->bytes).text, bulk->row_count };
	struct bulk_value *values = bulk->spare_values;
	struct text bytes = bulk->spare_bytes;

	bulk->spare_values = bulk->values;
	bulk->spare_bytes = bulk->bytes;
	bulk->values = values;
	bulk->bytes = bytes;
	bulk->value_count = 0;
	bulk->row_count = 0;
	return block;
}

/*
 * The block before the last is written by the time the writer takes this
 * one, so two blocks in turn are enough.
 */
static bool
bulk_pass(struct bulk *bulk, struct error *error)
{
	struct bulk_writer *writer = store_writer(bulk->store);
	struct bulk_block block;
	bool done;

	if (writer == NULL)
		return bulk_flush(bulk, error);
	if (bulk->spare_values == NULL) {
		bulk->spare_values = memory_resize(NULL, BULK_VALUES_MAX,
		    sizeof(*bulk->values));
		(void)text_reserve(&bulk->spare_bytes, BULK_TEXT_BYTES);
	}
	block = bulk_take(bulk);
	done = bulk_writer_put(writer, bulk, &block, error);
	/* Only now is the block whose memory this was written. */
	text_clear(&bulk->bytes);
	return done;
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
	return bulk_pass(bulk, error);
}

bool
bulk_flush(struct bulk *bulk, struct error *error)
{
	const struct bulk_block block = { bulk->values,
	    text_slice(&bulk->bytes).text, bulk->row_count };

	ENSURE(bulk->value_count ==
	    bulk->row_count * bulk->table->column_count);
	if (!store_settle(bulk->store, error) ||
	    !bulk_write(bulk, &block, error))
		return false;
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
	void *connection;

	if (bulk->table != NULL)
		store_driver(&connection, bulk->store)->
		    bulk_close(bulk->handle);
	memory_free(bulk->values);
	memory_free(bulk->spare_values);
	text_release(&bulk->bytes);
	text_release(&bulk->spare_bytes);
	*bulk = (struct bulk){ 0 };
}
