#include "base/assert.h"
#include "base/memory.h"
#include "base/table.h"
#include "store/cell.h"
#include "store/layout.h"
#include "store/register.h"
#include "store/register_formula.h"
#include "store/register_sql.h"
#include "store/register_state.h"
#include "store/register_write.h"
#include "store/seal_register.h"

/* One load and what it works with. */
struct loading {
	struct register_write write;
	struct register_state state;
	struct table seen;
	struct arena values;		/* of references to its own kind */
	struct pending *pending;
	struct register_counts counts;
};

/* A reference to a record of the same kind, which may come later. */
struct pending {
	struct pending *next;
	const struct field *field;
	struct slice value;
	uint64_t line;
};

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

	if (!loading_has(&has, run_store(loading->write.run), target, value,
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
	for (size_t i = 0; i < loading->write.schema->count; i++) {
		const struct field *field = &loading->write.schema->fields[i];
		const struct schema *target = loading_target(field);
		struct cell cell;

		if (target == NULL)
			continue;
		cell_get(&cell, loading->write.schema, i, loading->write.value);
		if (cell.absent || cell.number)
			continue;
		if (target == loading->write.schema) {
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
		if (!loading_check_value(loading, loading->write.schema,
		    at->field, at->value, error))
			return error_locate(error, origin, at->line);
	return true;
}

/* Does the lifecycle, if there is one, let the record become the value? */
static bool
loading_may(struct loading *loading, const struct statement *found,
    struct error *error)
{
	struct register_write *write = &loading->write;

	return loading->state.lifecycle == NULL ||
	    (cell_set_all(write->old, write->schema, found, error) &&
	    register_state_keep(&loading->state, write->value, write->old,
	    error) && (register_write_is_same(write, found) ||
	    register_state_amend(&loading->state, write->value, error)));
}

/* What is in the register is left, or amended. */
static bool
loading_compare(struct loading *loading, struct statement *found,
    struct error *error)
{
	struct register_write *write = &loading->write;

	struct error ignored = { 0 };

	if (!loading_may(loading, found, error)) {
		(void)store_run(found, &ignored);
		return false;
	}
	if (register_write_is_same(write, found)) {
		loading->counts.unchanged++;
		return store_run(found, error);
	}
	loading->counts.amended++;
	return register_write_amend(write, found, "amend", error);
}

/* Put the record, which is decoded, where it belongs. */
static bool
loading_put(struct loading *loading, const struct record *record,
    struct error *error)
{
	struct register_write *write = &loading->write;
	struct statement *found;
	bool added;

	register_key(&write->key, write->schema, write->value);
	(void)table_put(&loading->seen, text_slice(&write->key), &added);
	if (!added)
		return error_set_code(error, FAULT_INPUT, "primary-key",
		    "%s \"%s\" comes twice", write->schema->name,
		    write->key.bytes);
	if (!register_formula_check(write->schema, write->value, error) ||
	    !loading_check_references(loading, record, error) ||
	    !register_write_find(&found, write, error))
		return false;
	if (found != NULL)
		return loading_compare(loading, found, error);
	if (!register_state_begin(&loading->state, write->value, error))
		return false;
	loading->counts.added++;
	return register_write_add(write, error);
}

static void
loading_release(struct loading *loading)
{
	register_write_release(&loading->write);
	register_state_release(&loading->state);
	table_release(&loading->seen);
	arena_release(&loading->values);
}

bool
register_load(struct register_counts *out, struct run *run,
    const struct schema *schema, struct stream *in,
    const struct register_terms *terms, struct error *error)
{
	struct loading loading = { 0 };
	struct record record = { 0 };

	register_write_init(&loading.write, run, schema, terms->valid_from);
	(void)register_state_init(&loading.state, schema, terms->duty, error);
	while (error->fault == FAULT_NONE &&
	    stream_decode(in, loading.write.value, &record, error)) {
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
		(void)seal_register_store(run, schema,
		    loading.counts.amended > 0, error);
	if (error->fault == FAULT_NONE)
		*out = loading.counts;
	loading_release(&loading);
	return error->fault == FAULT_NONE;
}
