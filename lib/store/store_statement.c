/* Statements of a store: prepared, bound, stepped and read. */
#include "base/assert.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/store_place.h"
#include "store/store_state.h"

bool
store_prepare_own(struct statement **out, struct store *store,
    const char *sql, struct error *error)
{
	struct statement *statement;
	struct text placed = { 0 };
	void *handle;
	bool done;

	if (!store_settle(store, error))
		return false;
	done = store_place(&placed, store, sql, error) &&
	    store->driver->prepare(&handle, store->connection,
	    placed.length > 0 ? placed.bytes : sql, error);
	text_release(&placed);
	if (!done)
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
	while (error->fault == FAULT_NONE && store_step(statement, error))
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
