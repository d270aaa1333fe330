#include "store/sqlite_connection.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/bulk.h"

/*
 * A block is read by SQLite itself, as the rows of a virtual table: one
 * statement a block, whose cursor stays at the end of the target, instead of
 * one a row.
 */
struct sqlite_bulk {
	struct connection *connection;
	sqlite3_stmt *insert;
	size_t columns;
};

/* What the connection's virtual table shows now. */
struct bulk_source {
	const struct bulk_block *block;
	size_t columns;
};

struct bulk_cursor {
	sqlite3_vtab_cursor base;
	const struct bulk_source *source;
	size_t row;
};

struct bulk_vtab {
	sqlite3_vtab base;
	struct bulk_source *source;
};

static int
bulk_connect(sqlite3 *database, void *source, int count,
    const char *const *arguments, sqlite3_vtab **out, char **message)
{
	struct bulk_vtab *vtab = memory_new(sizeof(*vtab));
	struct text sql = { 0 };
	int result;

	(void)count;
	(void)arguments;
	(void)message;
	text_add_string(&sql, "CREATE TABLE x(");
	for (int i = 0; i < BULK_COLUMNS_MAX; i++)
		text_add_format(&sql, "%sc%d", i > 0 ? ", " : "", i);
	text_add_string(&sql, ")");
	result = sqlite3_declare_vtab(database, sql.bytes);
	text_release(&sql);
	vtab->source = source;
	if (result == SQLITE_OK)
		*out = &vtab->base;
	else
		memory_free(vtab);
	return result;
}

static int
bulk_disconnect(sqlite3_vtab *vtab)
{
	memory_free(vtab);
	return SQLITE_OK;
}

/* Always read from the first row to the last. */
static int
bulk_best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
	(void)vtab;
	info->estimatedCost = BULK_VALUES_MAX;
	return SQLITE_OK;
}

static int
bulk_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **out)
{
	struct bulk_cursor *cursor = memory_new(sizeof(*cursor));

	cursor->source = ((struct bulk_vtab *)vtab)->source;
	*out = &cursor->base;
	return SQLITE_OK;
}

static int
bulk_close(sqlite3_vtab_cursor *cursor)
{
	memory_free(cursor);
	return SQLITE_OK;
}

static int
bulk_filter(sqlite3_vtab_cursor *cursor, int number, const char *text,
    int count, sqlite3_value **values)
{
	(void)number;
	(void)text;
	(void)count;
	(void)values;
	((struct bulk_cursor *)cursor)->row = 0;
	return SQLITE_OK;
}

static int
bulk_next(sqlite3_vtab_cursor *cursor)
{
	((struct bulk_cursor *)cursor)->row++;
	return SQLITE_OK;
}

static int
bulk_eof(sqlite3_vtab_cursor *base)
{
	const struct bulk_cursor *cursor = (struct bulk_cursor *)base;

	return cursor->source->block == NULL ||
	    cursor->row >= cursor->source->block->row_count;
}

static int
bulk_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	const struct bulk_cursor *cursor = (struct bulk_cursor *)base;
	const struct bulk_source *source = cursor->source;
	const struct bulk_value *value;

	if ((size_t)column >= source->columns)
		return SQLITE_OK;
	value = &source->block->values[cursor->row * source->columns +
	    (size_t)column];
	if (value->kind == BULK_INTEGER)
		sqlite3_result_int64(context, value->integer);
	else if (value->kind == BULK_TEXT)
		sqlite3_result_text(context,
		    source->block->bytes + value->integer,
		    (int)value->length, SQLITE_STATIC);
	return SQLITE_OK;
}

static int
bulk_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
	*out = (sqlite3_int64)((struct bulk_cursor *)cursor)->row;
	return SQLITE_OK;
}

/* Without xCreate it is there by its name alone. */
static const sqlite3_module bulk_module = {
	.xConnect = bulk_connect,
	.xBestIndex = bulk_best_index,
	.xDisconnect = bulk_disconnect,
	.xOpen = bulk_open,
	.xClose = bulk_close,
	.xFilter = bulk_filter,
	.xNext = bulk_next,
	.xEof = bulk_eof,
	.xColumn = bulk_column,
	.xRowid = bulk_rowid
};

static bool
bulk_source_make(struct connection *connection, struct error *error)
{
	int result;

	if (connection->bulk != NULL)
		return true;
	connection->bulk = memory_new(sizeof(*connection->bulk));
	result = sqlite3_create_module_v2(connection->database, "ops_bulk",
	    &bulk_module, connection->bulk, memory_free);
	if (result == SQLITE_OK)
		return true;
	connection->bulk = NULL;	/* freed by then */
	return sqlite_connection_failed(connection, result, error);
}

/*
 * What is refused ends the transaction: no statement needs a journal of its
 * own then, which would cost two writes a block and more.
 */
static void
bulk_add_insert(struct text *out, const struct bulk_table *table)
{
	text_add_format(out, "INSERT OR ROLLBACK INTO %s (", table->name);
	for (size_t i = 0; i < table->column_count; i++)
		text_add_format(out, "%s%s", i > 0 ? ", " : "",
		    table->columns[i].name);
	text_add_string(out, ") SELECT ");
	for (size_t i = 0; i < table->column_count; i++)
		text_add_format(out, "%sc%zu", i > 0 ? ", " : "", i);
	text_add_string(out, " FROM ops_bulk");
}

bool
sqlite_bulk_open(void **out, void *opened, const struct bulk_table *table,
    struct error *error)
{
	struct connection *connection = opened;
	struct sqlite_bulk *bulk;
	struct text sql = { 0 };
	sqlite3_stmt *insert;
	int result;

	if (!bulk_source_make(connection, error))
		return false;
	bulk_add_insert(&sql, table);
	result = sqlite3_prepare_v3(connection->database, sql.bytes, -1,
	    SQLITE_PREPARE_PERSISTENT, &insert, NULL);
	text_release(&sql);
	if (result != SQLITE_OK)
		return sqlite_connection_failed(connection, result, error);
	bulk = memory_new(sizeof(*bulk));
	*bulk = (struct sqlite_bulk){ connection, insert,
	    table->column_count };
	*out = bulk;
	return true;
}

bool
sqlite_bulk_write(void *opened, const struct bulk_block *block,
    struct error *error)
{
	struct sqlite_bulk *bulk = opened;
	struct connection *connection = bulk->connection;
	int result;

	*connection->bulk = (struct bulk_source){ block, bulk->columns };
	result = sqlite3_step(bulk->insert);
	if (result != SQLITE_DONE)
		(void)sqlite_connection_failed(connection, result, error);
	(void)sqlite3_reset(bulk->insert);
	connection->bulk->block = NULL;
	return result == SQLITE_DONE;
}

/* Each write is done when it returns. */
bool
sqlite_bulk_finish(void *opened, struct error *error)
{
	(void)opened;
	(void)error;
	return true;
}

void
sqlite_bulk_close(void *opened)
{
	struct sqlite_bulk *bulk = opened;

	(void)sqlite3_finalize(bulk->insert);
	memory_free(bulk);
}
