#include "store/seal_register.h"

#include "store/layout.h"

/* "FORMAT NAME ..." with the name of the register, for as long as the seals. */
static const char *
register_text(struct seal_register *seals, const char *before,
    const char *name, const char *after)
{
	struct text text = { 0 };
	struct slice copy;

	text_add_format(&text, "%s%s%s", before, name, after);
	copy = arena_copy(&seals->texts,
	    slice_from(text.bytes, text.length + 1));
	text_release(&text);
	return copy.text;
}

/* By run, then key and first day, in which no two versions of a run agree. */
static const char *
register_order(struct seal_register *seals, const struct bulk_column keys[],
    size_t count, const char *run)
{
	struct text text = { 0 };
	const char *order;

	text_add_format(&text, "t.%s", run);
	for (size_t i = 0; i < count; i++)
		text_add_format(&text, ", t.%s", keys[i].name);
	order = register_text(seals, text.bytes, "", "");
	text_release(&text);
	return order;
}

static size_t
register_columns(struct seal_register *seals, const struct schema *schema)
{
	int keys[SCHEMA_FIELDS_MAX];
	size_t key_count = layout_keys(keys, schema);
	size_t count = schema->count;

	for (size_t i = 0; i < count; i++)
		seals->columns[i] = (struct bulk_column){
		    register_text(seals, "\"", schema->fields[i].name, "\""),
		    layout_is_number(&schema->fields[i]) ? BULK_INTEGER :
		    BULK_TEXT };
	for (size_t i = 0; i < key_count; i++)
		seals->keys[i] = seals->columns[keys[i]];
	seals->columns[count] = (struct bulk_column){ "valid_from",
	    BULK_TEXT };
	seals->columns[count + 1] = (struct bulk_column){ "valid_to",
	    BULK_TEXT };
	seals->keys[key_count] = seals->columns[count];
	seals->keys[key_count + 1] = (struct bulk_column){ "recorded_run",
	    BULK_INTEGER };
	return key_count + 2;
}

void
seal_register_init(struct seal_register *out, const struct schema *schema)
{
	size_t count;

	memset(out, 0, sizeof(*out));
	count = register_columns(out, schema);
	out->recorded = (struct seal_table){
		.table = { register_text(out, "register_", schema->name, ""),
		    out->columns, schema->count + SEAL_REGISTER_DATES,
		    0 },
		.kind = register_text(out, "register_", schema->name, ""),
		.run = "t.recorded_run",
		.from = register_text(out, "register_", schema->name, " t"),
		.order = register_order(out, out->keys, count - 1,
		    "recorded_run"),
		.sparse = true
	};
	out->superseded = (struct seal_table){
		.table = { NULL, out->keys, count, 0 },
		.kind = register_text(out, "superseded_", schema->name, ""),
		.run = "t.superseded_run",
		.from = register_text(out, "(SELECT * FROM register_",
		    schema->name, " WHERE superseded_run IS NOT NULL) t"),
		.order = register_order(out, out->keys, count,
		    "superseded_run"),
	};
}

void
seal_register_release(struct seal_register *seals)
{
	arena_release(&seals->texts);
}

bool
seal_register_store(struct run *run, const struct schema *schema,
    bool superseded, struct error *error)
{
	struct seal_register seals;
	bool done;

	seal_register_init(&seals, schema);
	done = seal_table_store(run, &seals.recorded, error) &&
	    (!superseded ||
	    seal_table_store(run, &seals.superseded, error));
	seal_register_release(&seals);
	return done;
}
