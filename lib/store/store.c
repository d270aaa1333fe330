#include "store/store.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/address.h"
#include "store/migrate.h"
#include "store/postgresql.h"
#include "store/sqlite.h"
#include "store/stage.h"
#include "store/store_state.h"

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

static bool
store_is_current(const struct store *store, struct error *error)
{
	return !store_is_old(store) || error_set(error, FAULT_STORE,
	    "%s: its pages have no checksums, as older programs left them; "
	    "run ops-store migrate", store->name);
}

/* An empty store may be filled; any other must be of the right version. */
static bool
store_admit(struct store *store, enum store_mode mode, struct error *error)
{
	int64_t version;

	if (!store_version(&version, store, error))
		return false;
	if ((mode == STORE_CREATE || mode == STORE_MODEL) &&
	    version == DRIVER_VERSION_EMPTY) {
		store->created = true;
		return store_renew(store, error) && migrate_apply(store, NULL, error);
	}
	if (mode == STORE_FILL && version == DRIVER_VERSION_EMPTY)
		return store_renew(store, error);
	if ((mode == STORE_MIGRATE || mode == STORE_EXAMINE ||
	    mode == STORE_VERIFY) && version > 0)
		return true;
	return migrate_check(store->name, version, error) &&
	    store_is_current(store, error);
}

/*
 * Which driver, and how the store is called in messages.  What a stage of ops
 * pipe writes goes through that; it reads what was there before past it.
 */
static void
store_address(struct store *store, const char *name, enum store_mode mode)
{
	struct text shown = { 0 };

	store->driver = mode == STORE_MODEL ? &sqlite_driver :
	    store->writable && stage_is() ? &stage_driver :
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

	store->writable = mode != STORE_READ && mode != STORE_EXAMINE &&
	    mode != STORE_VERIFY;
	store_address(store, name != NULL ? name : store_default_name(),
	    mode);
	if (store->driver->open(&store->connection,
	    name != NULL ? name : store_default_name(), mode, &created,
	    error))
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
store_is_old(const struct store *store)
{
	return store->driver->is_old != NULL &&
	    store->driver->is_old(store_idle(store));
}

bool
store_renew(struct store *store, struct error *error)
{
	ENSURE(store->depth == 0);
	return !store_is_old(store) ||
	    store->driver->renew(store_idle(store), error);
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
