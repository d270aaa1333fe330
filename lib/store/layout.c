#include "store/layout.h"

#include "base/table.h"

bool
layout_is_number(const struct field *field)
{
	return field->type == FIELD_INTEGER || field->type == FIELD_AMOUNT ||
	    field->type == FIELD_BOOLEAN;
}

size_t
layout_keys(int keys[SCHEMA_FIELDS_MAX], const struct schema *schema)
{
	size_t count = 0;

	for (unsigned place = 1; place <= schema->count; place++)
		for (size_t i = 0; i < schema->count; i++)
			if (schema->fields[i].key == place)
				keys[count++] = (int)i;
	return count;
}

void
layout_add_table(struct text *out, const struct schema *schema)
{
	text_add_string(out, "register_");
	text_add_string(out, schema->name);
}

/* Quoted, since a field may be called what SQL reserves. */
static void
layout_add_name(struct text *out, const struct field *field)
{
	text_add_string(out, "\"");
	text_add_string(out, field->name);
	text_add_string(out, "\"");
}

void
layout_add_columns(struct text *out, const struct schema *schema)
{
	for (size_t i = 0; i < schema->count; i++) {
		if (i > 0)
			text_add_string(out, ", ");
		layout_add_name(out, &schema->fields[i]);
	}
}

static void
layout_add_definition(struct text *out, const struct field *field)
{
	layout_add_name(out, field);
	text_add_string(out, layout_is_number(field) ? " BIGINT" : " TEXT");
}

static void
layout_add_create(struct text *out, const struct schema *schema)
{
	int keys[SCHEMA_FIELDS_MAX];
	size_t key_count = layout_keys(keys, schema);

	text_add_string(out, "CREATE TABLE ");
	layout_add_table(out, schema);
	text_add_string(out, " (\n");
	for (size_t i = 0; i < schema->count; i++) {
		layout_add_definition(out, &schema->fields[i]);
		text_add_string(out, schema->fields[i].key > 0 ?
		    " NOT NULL,\n" : ",\n");
	}
	text_add_string(out, "valid_from TEXT NOT NULL,\nvalid_to TEXT,\n"
	    "recorded_run BIGINT NOT NULL REFERENCES run (number),\n"
	    "superseded_run BIGINT REFERENCES run (number),\n"
	    "CHECK (valid_to IS NULL OR valid_from < valid_to)\n);\n"
	    "CREATE UNIQUE INDEX ");
	layout_add_table(out, schema);
	text_add_string(out, "_key ON ");
	layout_add_table(out, schema);
	text_add_string(out, " (");
	for (size_t i = 0; i < key_count; i++) {
		layout_add_name(out, &schema->fields[keys[i]]);
		text_add_string(out, ", ");
	}
	text_add_string(out, "valid_from, recorded_run);\n");
}

/* The version of the layout itself goes into the mark too. */
int64_t
layout_mark(void)
{
	struct text text = { 0 };
	const struct schema *const *schemas;
	size_t count;
	uint64_t hash;

	schemas = schema_all(&count);
	for (size_t i = 0; i < count; i++)
		if (schemas[i]->registered)
			layout_add_create(&text, schemas[i]);
	hash = table_hash(text_slice(&text));
	text_release(&text);
	return (int64_t)(hash & ((1U << LAYOUT_MARK_BITS) - 1));
}

/* Not asked of the catalogue, which databases name differently. */
static bool
layout_has(bool *out, struct store *store, const struct schema *schema,
    struct error *error)
{
	struct statement *statement;
	int64_t count;

	if (!store_prepare(&statement, store,
	    "SELECT count(*) FROM register_table WHERE name = $1", error))
		return false;
	store_bind_text(statement, 1, slice_of(schema->name));
	if (!store_get_integer(&count, statement, error))
		return false;
	*out = count > 0;
	return true;
}

static bool
layout_has_column(bool *out, struct store *store, const struct schema *schema,
    const struct field *field, struct error *error)
{
	struct statement *statement;
	int64_t count;

	if (!store_prepare(&statement, store, "SELECT count(*) FROM "
	    "register_column WHERE register = $1 AND name = $2", error))
		return false;
	store_bind_text(statement, 1, slice_of(schema->name));
	store_bind_text(statement, 2, slice_of(field->name));
	if (!store_get_integer(&count, statement, error))
		return false;
	*out = count > 0;
	return true;
}

static bool
layout_note_column(struct store *store, const struct schema *schema,
    const struct field *field, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store, "INSERT INTO register_column "
	    "(register, name, type) VALUES ($1, $2, $3)", error))
		return false;
	store_bind_text(statement, 1, slice_of(schema->name));
	store_bind_text(statement, 2, slice_of(field->name));
	store_bind_text(statement, 3,
	    slice_of(field_type_name(field->type)));
	return store_run(statement, error);
}

static bool
layout_create(struct store *store, const struct schema *schema,
    struct error *error)
{
	struct statement *statement;
	struct text text = { 0 };
	bool done;

	layout_add_create(&text, schema);
	done = store_script(store, text.bytes, error);
	text_release(&text);
	if (!done || !store_prepare(&statement, store,
	    "INSERT INTO register_table (name) VALUES ($1)", error))
		return false;
	store_bind_text(statement, 1, slice_of(schema->name));
	if (!store_run(statement, error))
		return false;
	for (size_t i = 0; i < schema->count; i++)
		if (!layout_note_column(store, schema, &schema->fields[i],
		    error))
			return false;
	return true;
}

static bool
layout_widen(struct store *store, const struct schema *schema,
    struct error *error)
{
	for (size_t i = 0; i < schema->count; i++) {
		const struct field *field = &schema->fields[i];
		struct text text = { 0 };
		bool done, has;

		if (!layout_has_column(&has, store, schema, field, error))
			return false;
		if (has)
			continue;
		text_add_string(&text, "ALTER TABLE ");
		layout_add_table(&text, schema);
		text_add_string(&text, " ADD COLUMN ");
		layout_add_definition(&text, field);
		done = store_script(store, text.bytes, error) &&
		    layout_note_column(store, schema, field, error);
		text_release(&text);
		if (!done)
			return false;
	}
	return true;
}

bool
layout_apply(struct store *store, struct error *error)
{
	const struct schema *const *schemas;
	size_t count;
	bool has;

	schemas = schema_all(&count);
	for (size_t i = 0; i < count; i++) {
		if (!schemas[i]->registered)
			continue;
		if (!layout_has(&has, store, schemas[i], error))
			return false;
		if (has ? !layout_widen(store, schemas[i], error) :
		    !layout_create(store, schemas[i], error))
			return false;
	}
	return true;
}
