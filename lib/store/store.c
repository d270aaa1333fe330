#include "store/store.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"
#include "store/address.h"
#include "store/bulk_writer.h"
#include "store/migrate.h"
#include "store/postgresql.h"
#include "store/sqlite.h"
#include "store/stage.h"

struct statement {
	struct store *store;
	void *handle;		/* the driver's */
};

struct store {
	const struct driver *driver;
	void *connection;
	char *name;
	bool created;
	bool writable;
	unsigned depth;		/* of transactions */
	struct bulk_writer *writer;	/* once a full block was written */
	struct table statements;	/* by their text */
};

/* The connection, when nobody else is using it. */
static void *
store_idle(const struct store *store)
{
	if (store->writer != NULL)
		bulk_writer_finish(store->writer);
	return store->connection;
}

static void *
statement_idle(const struct statement *statement)
{
	(void)store_idle(statement->store);
	return statement->handle;
}

bool
store_settle(const struct store *store, struct error *error)
{
	return store->writer == NULL ||
	    bulk_writer_check(store->writer, error);
}

const char *
store_default_name(void)
{
	const char *name = getenv("OPS_STORE");

	return name != NULL && name[0] != '\0' ? name : "ops.db";
}

/* An empty store may be filled; any other must be of the right version. */
static bool
store_admit(struct store *store, enum store_mode mode, struct error *error)
{
	int64_t version;

	if (!store_version(&version, store, error))
		return false;
	if (mode == STORE_CREATE && version == DRIVER_VERSION_EMPTY) {
		store->created = true;
		return migrate_apply(store, NULL, error);
	}
	if (mode == STORE_FILL && version == DRIVER_VERSION_EMPTY)
		return true;
	if ((mode == STORE_MIGRATE || mode == STORE_EXAMINE) && version > 0)
		return true;
	return migrate_check(store->name, version, error);
}

/*
 * Which driver, and how the store is called in messages.  What a stage of ops
 * pipe writes goes through that; it reads what was there before past it.
 */
static void
store_address(struct store *store, const char *name)
{
	struct text shown = { 0 };

	store->driver = store->writable && stage_is() ? &stage_driver :
	    address_is_server(name) ? &postgresql_driver : &sqlite_driver;
	address_show(&shown, slice_of(name));
	store->name = memory_copy_string(shown.bytes);
	text_release(&shown);
}

bool
store_open(struct store **out, const char *name, enum store_mode mode,
    struct error *error)
{
	struct store *store = memory_new(sizeof(*store));
	bool created;

	store->writable = mode != STORE_READ && mode != STORE_EXAMINE;
	store_address(store, name != NULL ? name : store_default_name());
	if (store->driver->open(&store->connection,
	    name != NULL ? name : store_default_name(),
	    mode == STORE_CREATE || mode == STORE_FILL, &created, error))
		(void)store_admit(store, mode, error);
	if (error->fault != FAULT_NONE) {
		store_close(store);
		return false;
	}
	*out = store;
	return true;
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	store_rollback(store);
	for (size_t i = 0; i < store->statements.count; i++)
		store_finish(store->statements.entries[i].value);
	table_release(&store->statements);
	bulk_writer_free(store->writer);
	if (store->connection != NULL)
		store->driver->close(store->connection);
	memory_free(store->name);
	memory_free(store);
}

const char *
store_name(const struct store *store)
{
	return store->name;
}

const struct driver *
store_driver(void **connection, const struct store *store)
{
	*connection = store_idle(store);
	return store->driver;
}

struct bulk_writer *
store_writer(struct store *store)
{
	if (store->writer == NULL)
		store->writer = bulk_writer_new();
	return store->writer;
}

bool
store_created(const struct store *store)
{
	return store->created;
}

bool
store_version(int64_t *out, struct store *store, struct error *error)
{
	return store->driver->version(out, store_idle(store), error);
}

bool
store_set_version(struct store *store, int64_t version, struct error *error)
{
	return store->driver->set_version(store_idle(store), version, error);
}

bool
store_begin(struct store *store, struct error *error)
{
	ENSURE(store->writable);
	if (store->depth == 0 &&
	    !store->driver->begin(store_idle(store), error))
		return false;
	store->depth++;
	return true;
}

bool
store_snapshot(struct store *store, struct error *error)
{
	ENSURE(store->depth == 0);
	if (!store->driver->snapshot(store->connection, error))
		return false;
	store->depth = 1;
	return true;
}

bool
store_commit(struct store *store, struct error *error)
{
	if (store->depth == 0)
		return error_set(error, FAULT_STORE,
		    "%s: the transaction was rolled back", store->name);
	if (!store_settle(store, error))
		return false;
	if (store->depth == 1 &&
	    !store->driver->commit(store_idle(store), error))
		return false;
	store->depth--;
	return true;
}

void
store_rollback(struct store *store)
{
	if (store->depth > 0)
		store->driver->rollback(store_idle(store));
	if (store->writer != NULL)
		bulk_writer_forget(store->writer);
	store->depth = 0;
}

bool
store_in_transaction(const struct store *store)
{
	return store->depth > 0;
}

bool
store_prepare_own(struct statement **out, struct store *store,
    const char *sql, struct error *error)
{
	struct statement *statement;
	void *handle;

	if (!store_settle(store, error) ||
	    !store->driver->prepare(&handle, store->connection, sql, error))
		return false;
	statement = memory_new(sizeof(*statement));
	*statement = (struct statement){ .store = store, .handle = handle };
	*out = statement;
	return true;
}

bool
store_prepare(struct statement **out, struct store *store, const char *sql,
    struct error *error)
{
	struct slice text = slice_of(sql);

	*out = table_get(&store->statements, text);
	if (*out == NULL) {
		if (!store_prepare_own(out, store, sql, error))
			return false;
		table_set(&store->statements, text, *out);
	}
	store->driver->reset(statement_idle(*out));
	return true;
}

void
store_finish(struct statement *statement)
{
	if (statement == NULL)
		return;
	statement->store->driver->finish(statement_idle(statement));
	memory_free(statement);
}

void
store_bind_text(struct statement *statement, int at, struct slice text)
{
	statement->store->driver->bind_text(statement_idle(statement), at,
	    text, false);
}

void
store_bind_integer(struct statement *statement, int at, int64_t value)
{
	statement->store->driver->bind_integer(statement_idle(statement), at,
	    value);
}

void
store_bind_date(struct statement *statement, int at, struct date date)
{
	char buffer[DATE_TEXT_MAX];

	if (date_is_none(date)) {
		store_bind_null(statement, at);
		return;
	}
	statement->store->driver->bind_text(statement_idle(statement), at,
	    slice_from(buffer, date_format(buffer, date)), true);
}

void
store_bind_null(struct statement *statement, int at)
{
	statement->store->driver->bind_null(statement_idle(statement), at);
}

bool
store_step(struct statement *statement, struct error *error)
{
	return store_settle(statement->store, error) &&
	    statement->store->driver->step(statement->handle, error);
}

bool
store_run(struct statement *statement, struct error *error)
{
	while (store_step(statement, error))
		continue;
	statement->store->driver->reset(statement_idle(statement));
	return error->fault == FAULT_NONE;
}

void
store_reset(struct statement *statement)
{
	statement->store->driver->reset(statement->handle);
}

int64_t
store_changes(const struct statement *statement)
{
	return statement->store->driver->changes(statement_idle(statement));
}

struct slice
store_text(const struct statement *statement, int column)
{
	return statement->store->driver->text(statement_idle(statement),
	    column);
}

int64_t
store_integer(const struct statement *statement, int column)
{
	return statement->store->driver->integer(statement_idle(statement),
	    column);
}

struct date
store_date(const struct statement *statement, int column,
    struct error *error)
{
	struct date date = DATE_NONE;

	if (!store_is_null(statement, column))
		(void)date_parse(&date, store_text(statement, column), error);
	return date;
}

bool
store_is_null(const struct statement *statement, int column)
{
	return statement->store->driver->is_null(statement_idle(statement),
	    column);
}

int
store_columns(const struct statement *statement)
{
	return statement->store->driver->columns(statement->handle);
}

bool
store_get_integer(int64_t *out, struct statement *statement,
    struct error *error)
{
	if (!store_step(statement, error))
		return error->fault == FAULT_NONE ? error_set(error,
		    FAULT_STORE, "%s: a row is missing",
		    statement->store->name) : false;
	*out = store_integer(statement, 0);
	statement->store->driver->reset(statement_idle(statement));
	return true;
}

bool
store_script(struct store *store, const char *sql, struct error *error)
{
	return store->driver->script(store_idle(store), sql, error);
}

bool
store_check(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	return store->driver->check(store_idle(store), say, context, error);
}

bool
store_copy(struct store *store, const char *path, struct error *error)
{
	return store->driver->copy(store_idle(store), path, error);
}

bool
store_discard(const char *name, struct error *error)
{
	return sqlite_driver.discard(name, error);
}

bool
store_replace(const char *beside, const char *name, struct error *error)
{
	return sqlite_driver.replace(beside, name, error);
}
