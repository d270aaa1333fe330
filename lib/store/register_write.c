/* Versions of a record: the first, and each which supersedes another. */
#include "store/register_write.h"

#include "base/assert.h"
#include "base/memory.h"
#include "store/cell.h"
#include "store/layout.h"
#include "store/register.h"
#include "store/register_sql.h"

void
register_write_init(struct register_write *write, struct run *run,
    const struct schema *schema, struct date valid_from)
{
	*write = (struct register_write){ .run = run, .schema = schema };
	write->valid_from = schema->dated ? valid_from : DATE_NONE;
	write->day = date_is_none(write->valid_from) ?
	    instant_date(run_time(run)) : write->valid_from;
	write->key_count = layout_keys(write->keys, schema);
	ENSURE(schema->registered && write->key_count > 0);
	register_sql_find(&write->find, schema);
	register_sql_insert(&write->insert, schema);
	register_sql_supersede(&write->supersede, schema);
	register_sql_keep(&write->keep, schema);
	register_sql_next(&write->next, schema);
	write->value = memory_new(schema->size);
	write->old = memory_new(schema->size);
}

void
register_write_release(struct register_write *write)
{
	text_release(&write->find);
	text_release(&write->insert);
	text_release(&write->supersede);
	text_release(&write->keep);
	text_release(&write->next);
	text_release(&write->key);
	text_release(&write->before);
	text_release(&write->after);
	memory_free(write->value);
	memory_free(write->old);
}

static void
write_bind_key(const struct register_write *write, struct statement *statement,
    struct cell cells[])
{
	for (size_t i = 0; i < write->key_count; i++) {
		cell_get(&cells[i], write->schema,
		    (size_t)write->keys[i], write->value);
		cell_bind(statement, (int)i + 1, &cells[i]);
	}
}

bool
register_write_find(struct statement **out, struct register_write *write,
    struct error *error)
{
	struct cell cells[SCHEMA_FIELDS_MAX];
	struct statement *statement;
	int at = (int)write->key_count;

	*out = NULL;
	register_key(&write->key, write->schema, write->value);
	if (!store_prepare(&statement, run_store(write->run),
	    write->find.bytes, error))
		return false;
	write_bind_key(write, statement, cells);
	store_bind_date(statement, at + 1, write->day);
	store_bind_integer(statement, at + 2, INT64_MAX - 1);
	if (store_step(statement, error))
		*out = statement;
	return error->fault == FAULT_NONE;
}

bool
register_write_next(struct date *out, struct register_write *write,
    struct date since, struct error *error)
{
	struct cell cells[SCHEMA_FIELDS_MAX];
	struct statement *statement;

	*out = DATE_NONE;
	if (!store_prepare(&statement, run_store(write->run),
	    write->next.bytes, error))
		return false;
	write_bind_key(write, statement, cells);
	store_bind_date(statement, (int)write->key_count + 1, since);
	if (store_step(statement, error))
		*out = store_date(statement, 0, error);
	return error->fault == FAULT_NONE && store_run(statement, error);
}

static bool
write_supersede(struct register_write *write, struct date since,
    struct error *error)
{
	struct cell cells[SCHEMA_FIELDS_MAX];
	struct statement *statement;
	int at = (int)write->key_count;

	if (!store_prepare(&statement, run_store(write->run),
	    write->supersede.bytes, error))
		return false;
	write_bind_key(write, statement, cells);
	store_bind_date(statement, at + 1, since);
	store_bind_integer(statement, at + 2, run_number(write->run));
	if (!store_run(statement, error))
		return false;
	ENSURE(store_changes(statement) == 1);
	if (date_compare(since, write->day) == 0)
		return true;
	if (!store_prepare(&statement, run_store(write->run),
	    write->keep.bytes, error))
		return false;
	write_bind_key(write, statement, cells);
	store_bind_date(statement, at + 1, since);
	store_bind_date(statement, at + 2, write->day);
	store_bind_integer(statement, at + 3, run_number(write->run));
	return store_run(statement, error);
}

static bool
write_insert(struct register_write *write, struct date since, struct date until,
    struct error *error)
{
	struct cell cells[SCHEMA_FIELDS_MAX];
	const struct schema *schema = write->schema;
	struct statement *statement;
	int at = (int)schema->count;

	if (!store_prepare(&statement, run_store(write->run),
	    write->insert.bytes, error))
		return false;
	for (size_t i = 0; i < schema->count; i++) {
		cell_get(&cells[i], schema, i, write->value);
		cell_bind(statement, (int)i + 1, &cells[i]);
	}
	store_bind_date(statement, at + 1, since);
	store_bind_date(statement, at + 2, until);
	store_bind_integer(statement, at + 3, run_number(write->run));
	return store_run(statement, error);
}

bool
register_write_add(struct register_write *write, struct error *error)
{
	struct date since = date_is_none(write->valid_from) ?
	    REGISTER_EVER : write->valid_from;
	struct date until;

	if (!register_write_next(&until, write, since, error) ||
	    !write_insert(write, since, until, error))
		return false;
	cell_image(&write->after, write->schema, write->value);
	return run_audit(write->run, "add", write->schema->name,
	    text_slice(&write->key), slice_from("", 0),
	    text_slice(&write->after), error);
}

bool
register_write_is_same(const struct register_write *write,
    const struct statement *statement)
{
	for (size_t i = 0; i < write->schema->count; i++) {
		struct cell cell;

		cell_get(&cell, write->schema, i, write->value);
		if (!cell_matches(&cell, statement, (int)i))
			return false;
	}
	return true;
}

bool
register_write_amend(struct register_write *write, struct statement *found,
    const char *action, struct error *error)
{
	int at = (int)write->schema->count;
	struct date since = store_date(found, at, error);
	struct date until = store_date(found, at + 1, error);

	if (error->fault != FAULT_NONE ||
	    !cell_set_all(write->old, write->schema, found, error))
		return false;
	cell_image(&write->before, write->schema, write->old);
	cell_image(&write->after, write->schema, write->value);
	if (!store_run(found, error) ||
	    !write_supersede(write, since, error) ||
	    !write_insert(write, write->day, until, error))
		return false;
	return run_audit(write->run, action, write->schema->name,
	    text_slice(&write->key), text_slice(&write->before),
	    text_slice(&write->after), error);
}
