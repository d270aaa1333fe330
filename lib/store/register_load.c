#include "base/assert.h"
#include "base/memory.h"
#include "base/table.h"
#include "store/cell.h"
#include "store/layout.h"
#include "store/register.h"
#include "store/register_sql.h"
#include "store/seal_register.h"

/* One load: its statements' texts and what it works with. */
struct loading {
	struct run *run;
	const struct schema *schema;
	struct date valid_from;		/* or none */
	struct date day;		/* on which changes are looked for */
	int keys[SCHEMA_FIELDS_MAX];
	size_t key_count;
	struct text find;
	struct text insert;
	struct text supersede;
	struct text keep;
	struct text next;
	struct text key;
	struct text before;
	struct text after;
	struct table seen;
	struct arena values;		/* of references to its own kind */
	struct pending *pending;
	void *value;
	void *old;
	struct register_counts counts;
};

/* A reference to a record of the same kind, which may come later. */
struct pending {
	struct pending *next;
	const struct field *field;
	struct slice value;
	uint64_t line;
};

static void
loading_bind_key(const struct loading *loading, struct statement *statement,
    struct cell cells[])
{
	for (size_t i = 0; i < loading->key_count; i++) {
		cell_get(&cells[i], loading->schema,
		    (size_t)loading->keys[i], loading->value);
		cell_bind(statement, (int)i + 1, &cells[i]);
	}
}

static bool
loading_supersede(struct loading *loading, struct date since,
    struct error *error)
{
	struct cell cells[SCHEMA_FIELDS_MAX];
	struct statement *statement;
	int at = (int)loading->key_count;

	if (!store_prepare(&statement, run_store(loading->run),
	    loading->supersede.bytes, error))
		return false;
	loading_bind_key(loading, statement, cells);
	store_bind_date(statement, at + 1, since);
	store_bind_integer(statement, at + 2, run_number(loading->run));
	if (!store_run(statement, error))
		return false;
	ENSURE(store_changes(statement) == 1);
	if (date_compare(since, loading->day) == 0)
		return true;
	if (!store_prepare(&statement, run_store(loading->run),
	    loading->keep.bytes, error))
		return false;
	loading_bind_key(loading, statement, cells);
	store_bind_date(statement, at + 1, since);
	store_bind_date(statement, at + 2, loading->day);
	store_bind_integer(statement, at + 3, run_number(loading->run));
	return store_run(statement, error);
}

static bool
loading_insert(struct loading *loading, struct date since, struct date until,
    struct error *error)
{
	struct cell cells[SCHEMA_FIELDS_MAX];
	const struct schema *schema = loading->schema;
	struct statement *statement;
	int at = (int)schema->count;

	if (!store_prepare(&statement, run_store(loading->run),
	    loading->insert.bytes, error))
		return false;
	for (size_t i = 0; i < schema->count; i++) {
		cell_get(&cells[i], schema, i, loading->value);
		cell_bind(statement, (int)i + 1, &cells[i]);
	}
	store_bind_date(statement, at + 1, since);
	store_bind_date(statement, at + 2, until);
	store_bind_integer(statement, at + 3, run_number(loading->run));
	return store_run(statement, error);
}

static bool
loading_add(struct loading *loading, struct error *error)
{
	struct date since = date_is_none(loading->valid_from) ?
	    REGISTER_EVER : loading->valid_from;
	struct cell cells[SCHEMA_FIELDS_MAX];
	struct statement *statement;
	struct date until = DATE_NONE;

	if (!store_prepare(&statement, run_store(loading->run),
	    loading->next.bytes, error))
		return false;
	loading_bind_key(loading, statement, cells);
	store_bind_date(statement, (int)loading->key_count + 1, since);
	if (store_step(statement, error))
		until = store_date(statement, 0, error);
	if (error->fault != FAULT_NONE || !store_run(statement, error) ||
	    !loading_insert(loading, since, until, error))
		return false;
	loading->counts.added++;
	cell_image(&loading->after, loading->schema, loading->value);
	return run_audit(loading->run, "add", loading->schema->name,
	    text_slice(&loading->key), slice_from("", 0),
	    text_slice(&loading->after), error);
}

static bool
loading_is_unchanged(const struct loading *loading,
    const struct statement *statement)
{
	for (size_t i = 0; i < loading->schema->count; i++) {
		struct cell cell;

		cell_get(&cell, loading->schema, i, loading->value);
		if (!cell_matches(&cell, statement, (int)i))
			return false;
	}
	return true;
}

static bool
loading_amend(struct loading *loading, struct statement *found,
    struct error *error)
{
	int at = (int)loading->schema->count;
	struct date since = store_date(found, at, error);
	struct date until = store_date(found, at + 1, error);

	if (error->fault != FAULT_NONE ||
	    !cell_set_all(loading->old, loading->schema, found, error))
		return false;
	cell_image(&loading->before, loading->schema, loading->old);
	cell_image(&loading->after, loading->schema, loading->value);
	if (!store_run(found, error) ||
	    !loading_supersede(loading, since, error) ||
	    !loading_insert(loading, loading->day, until, error))
		return false;
	loading->counts.amended++;
	return run_audit(loading->run, "amend", loading->schema->name,
	    text_slice(&loading->key), text_slice(&loading->before),
	    text_slice(&loading->after), error);
}

static bool
loading_has(bool *out, struct store *store, const struct schema *schema,
    struct slice value, struct error *error)
{
	struct statement *statement;
	struct text text = { 0 };
	int64_t count = 0;

	text_add_string(&text, "SELECT count(*) FROM ");
	(void)register_sql_where(&text, schema);
	text_add_string(&text, " AND superseded_run IS NULL");
	if (store_prepare(&statement, store, text.bytes, error)) {
		store_bind_text(statement, 1, value);
		(void)store_get_integer(&count, statement, error);
	}
	text_release(&text);
	*out = count > 0;
	return error->fault == FAULT_NONE;
}

static bool
loading_check_value(struct loading *loading, const struct schema *target,
    const struct field *field, struct slice value, struct error *error)
{
	bool has;

	if (!loading_has(&has, run_store(loading->run), target, value,
	    error))
		return false;
	if (has)
		return true;
	(void)error_set_code(error, FAULT_INPUT, "foreign-key",
	    "\"%.*s\" is not in the register %s", SLICE_PRINT(value),
	    target->name);
	return error_in_field(error, field->name, 0);
}

/* The register a field refers to, if it is one with a key of one field. */
static const struct schema *
loading_target(const struct field *field)
{
	struct slice rest, name;
	const struct schema *target;
	int keys[SCHEMA_FIELDS_MAX];

	if (field->references == NULL)
		return NULL;
	rest = slice_of(field->references);
	name = slice_cut(&rest, '.');
	target = schema_get(name);
	return target != NULL && target->registered &&
	    layout_keys(keys, target) == 1 ? target : NULL;
}

static bool
loading_check_references(struct loading *loading,
    const struct record *record, struct error *error)
{
	for (size_t i = 0; i < loading->schema->count; i++) {
		const struct field *field = &loading->schema->fields[i];
		const struct schema *target = loading_target(field);
		struct cell cell;

		if (target == NULL)
			continue;
		cell_get(&cell, loading->schema, i, loading->value);
		if (cell.absent || cell.number)
			continue;
		if (target == loading->schema) {
			struct pending *pending = arena_new(&loading->values,
			    sizeof(*pending));

			*pending = (struct pending){ loading->pending, field,
			    arena_copy(&loading->values, cell.text),
			    record->line };
			loading->pending = pending;
		} else if (!loading_check_value(loading, target, field,
		    cell.text, error)) {
			return false;
		}
	}
	return true;
}

static bool
loading_check_pending(struct loading *loading, const char *origin,
    struct error *error)
{
	for (const struct pending *at = loading->pending; at != NULL;
	    at = at->next)
		if (!loading_check_value(loading, loading->schema, at->field,
		    at->value, error))
			return error_locate(error, origin, at->line);
	return true;
}

/* Put the record, which is decoded, where it belongs. */
static bool
loading_put(struct loading *loading, const struct record *record,
    struct error *error)
{
	struct cell cells[SCHEMA_FIELDS_MAX];
	struct statement *statement;
	int at = (int)loading->key_count;
	bool added;

	register_key(&loading->key, loading->schema, loading->value);
	(void)table_put(&loading->seen, text_slice(&loading->key), &added);
	if (!added)
		return error_set_code(error, FAULT_INPUT, "primary-key",
		    "%s \"%s\" comes twice", loading->schema->name,
		    loading->key.bytes);
	if (!loading_check_references(loading, record, error))
		return false;
	if (!store_prepare(&statement, run_store(loading->run),
	    loading->find.bytes, error))
		return false;
	loading_bind_key(loading, statement, cells);
	store_bind_date(statement, at + 1, loading->day);
	store_bind_integer(statement, at + 2, INT64_MAX - 1);
	if (!store_step(statement, error))
		return error->fault == FAULT_NONE &&
		    loading_add(loading, error);
	if (!loading_is_unchanged(loading, statement))
		return loading_amend(loading, statement, error);
	loading->counts.unchanged++;
	return store_run(statement, error);
}

static void
loading_init(struct loading *loading, struct run *run,
    const struct schema *schema, struct date valid_from)
{
	*loading = (struct loading){ .run = run, .schema = schema };
	loading->valid_from = schema->dated ? valid_from : DATE_NONE;
	loading->day = date_is_none(loading->valid_from) ?
	    instant_date(run_time(run)) : loading->valid_from;
	loading->key_count = layout_keys(loading->keys, schema);
	ENSURE(schema->registered && loading->key_count > 0);
	register_sql_find(&loading->find, schema);
	register_sql_insert(&loading->insert, schema);
	register_sql_supersede(&loading->supersede, schema);
	register_sql_keep(&loading->keep, schema);
	register_sql_next(&loading->next, schema);
	loading->value = memory_new(schema->size);
	loading->old = memory_new(schema->size);
}

static void
loading_release(struct loading *loading)
{
	text_release(&loading->find);
	text_release(&loading->insert);
	text_release(&loading->supersede);
	text_release(&loading->keep);
	text_release(&loading->next);
	text_release(&loading->key);
	text_release(&loading->before);
	text_release(&loading->after);
	table_release(&loading->seen);
	arena_release(&loading->values);
	memory_free(loading->value);
	memory_free(loading->old);
}

bool
register_load(struct register_counts *out, struct run *run,
    const struct schema *schema, struct stream *in, struct date valid_from,
    struct error *error)
{
	struct loading loading;
	struct record record = { 0 };

	loading_init(&loading, run, schema, valid_from);
	while (stream_decode(in, loading.value, &record, error)) {
		run_digest(run, record.raw);
		run_digest(run, slice_from("\n", 1));
		if (loading_put(&loading, &record, error))
			continue;
		/* A fault of the store has no place in the input. */
		if (error->fault != FAULT_INPUT ||
		    !stream_reject(in, &record, error))
			break;
	}
	if (error->fault == FAULT_NONE)
		(void)loading_check_pending(&loading, record.origin, error);
	if (error->fault == FAULT_NONE)
		(void)seal_register_store(run, schema, error);
	if (error->fault == FAULT_NONE)
		*out = loading.counts;
	loading_release(&loading);
	return error->fault == FAULT_NONE;
}
