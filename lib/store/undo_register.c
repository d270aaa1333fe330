#include "store/undo_register.h"

#include "store/layout.h"
#include "store/seal_register.h"

/* " AND EXISTS (a version of the key of NAME which the run $1 recorded)". */
static void
undo_add_touched(struct text *out, const struct schema *schema,
    const char *name)
{
	int keys[SCHEMA_FIELDS_MAX];
	size_t count = layout_keys(keys, schema);

	text_add_string(out, " AND EXISTS (SELECT 1 FROM ");
	layout_add_table(out, schema);
	text_add_string(out, " AS t WHERE t.recorded_run = $1");
	for (size_t i = 0; i < count; i++)
		text_add_format(out, " AND t.\"%s\" = %s.\"%s\"",
		    schema->fields[keys[i]].name, name,
		    schema->fields[keys[i]].name);
	text_add_string(out, ") /*scan*/");
}

static void
undo_add_supersede(struct text *out, const struct schema *schema)
{
	struct text table = { 0 };

	layout_add_table(&table, schema);
	text_add_format(out, "UPDATE %s SET superseded_run = $2 "
	    "WHERE superseded_run IS NULL AND recorded_run >= $1",
	    table.bytes);
	undo_add_touched(out, schema, table.bytes);
	text_release(&table);
}

static void
undo_add_again(struct text *out, const struct schema *schema)
{
	struct text columns = { 0 };

	layout_add_columns(&columns, schema);
	text_add_string(out, "INSERT INTO ");
	layout_add_table(out, schema);
	text_add_format(out, " (%s, valid_from, valid_to, recorded_run) "
	    "SELECT %s, valid_from, valid_to, $2 FROM ", columns.bytes,
	    columns.bytes);
	layout_add_table(out, schema);
	text_add_string(out, " AS v WHERE v.recorded_run < $1 AND "
	    "v.superseded_run >= $1");
	undo_add_touched(out, schema, "v");
	text_release(&columns);
}

static bool
undo_register_do(struct run *run, int64_t number, const struct schema *schema,
    void (*add)(struct text *out, const struct schema *schema),
    struct error *error)
{
	struct statement *statement;
	struct text sql = { 0 };
	bool done;

	add(&sql, schema);
	done = store_prepare(&statement, run_store(run), sql.bytes, error);
	text_release(&sql);
	if (!done)
		return false;
	store_bind_integer(statement, 1, number);
	store_bind_integer(statement, 2, run_number(run));
	return store_run(statement, error);
}

/* The opposite of what the run noted of each record. */
static bool
undo_register_audit(uint64_t *count, struct run *run, int64_t number,
    const struct schema *schema, struct error *error)
{
	struct statement *rows;

	if (!store_prepare(&rows, run_store(run), "SELECT record, "
	    "before_image, after_image FROM audit WHERE kind = $1 AND "
	    "run = $2 AND action IN ('add', 'amend') ORDER BY number "
	    "/*scan*/", error))
		return false;
	store_bind_text(rows, 1, slice_of(schema->name));
	store_bind_integer(rows, 2, number);
	while (store_step(rows, error)) {
		if (!run_audit(run, "restore", schema->name,
		    store_text(rows, 0), store_text(rows, 2),
		    store_text(rows, 1), error))
			return false;
		(*count)++;
	}
	return error->fault == FAULT_NONE;
}

bool
undo_register_restore(uint64_t *count, struct run *run, int64_t number,
    const struct schema *schema, struct error *error)
{
	return undo_register_do(run, number, schema, undo_add_supersede,
	    error) && undo_register_do(run, number, schema, undo_add_again,
	    error) && undo_register_audit(count, run, number, schema,
	    error) && seal_register_store(run, schema, true, error);
}
