#include "store/verify_content.h"

#include "base/text.h"
#include "store/layout.h"

/* What is said of the text which a row of the query gives. */
static const struct {
	const char *before;
	const char *after;
	const char *sql;
} rules[] = {
	{ "period ", " is not what its last audit record says",
	    "SELECT p.period FROM journal_period AS p WHERE NOT EXISTS "
	    "(SELECT 1 FROM audit AS a JOIN run AS r ON r.number = a.run "
	    "WHERE a.kind = 'period' AND a.record = p.period "
	    "AND a.number = (SELECT MAX(number) FROM audit "
	    "WHERE kind = 'period' AND record = p.period) "
	    "AND a.after_image = '{\"state\":\"' || p.state || '\"}' "
	    "AND p.run = a.run AND p.recorded = r.time) "
	    "ORDER BY p.period /*scan*/" },
	{ "period ", " has an audit record and is not there",
	    "SELECT DISTINCT record FROM audit WHERE kind = 'period' "
	    "AND record NOT IN (SELECT period FROM journal_period) "
	    "ORDER BY record /*scan*/" }
};

static bool
verify_rule(struct store *store, const char *sql, const char *before,
    const char *after, void (*say)(void *context, const char *line),
    void *context, struct error *error)
{
	struct statement *statement;
	struct text line = { 0 };

	if (!store_prepare(&statement, store, sql, error))
		return false;
	while (store_step(statement, error)) {
		text_clear(&line);
		text_add_string(&line, before);
		text_add(&line, store_text(statement, 0));
		text_add_string(&line, after);
		say(context, line.bytes);
	}
	text_release(&line);
	return error->fault == FAULT_NONE;
}

/*
 * Of the versions which count, none may hold on a day of another one of the
 * same key.  The index on key and valid_from finds the neighbours.
 */
static void
verify_add_overlap(struct text *out, const struct schema *schema)
{
	int keys[SCHEMA_FIELDS_MAX];
	size_t count = layout_keys(keys, schema);

	text_add_format(out, "SELECT DISTINCT a.\"%s\" FROM ",
	    schema->fields[keys[0]].name);
	layout_add_table(out, schema);
	text_add_string(out, " AS a JOIN ");
	layout_add_table(out, schema);
	text_add_string(out, " AS b ON b.valid_from >= a.valid_from AND "
	    "(b.valid_from > a.valid_from OR "
	    "b.recorded_run > a.recorded_run)");
	for (size_t i = 0; i < count; i++)
		text_add_format(out, " AND a.\"%s\" = b.\"%s\"",
		    schema->fields[keys[i]].name,
		    schema->fields[keys[i]].name);
	text_add_string(out, " WHERE a.superseded_run IS NULL AND "
	    "b.superseded_run IS NULL AND "
	    "(a.valid_to IS NULL OR a.valid_to > b.valid_from) /*scan*/");
}

static bool
verify_register(struct store *store, const struct schema *schema,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct text before = { 0 };
	struct text sql = { 0 };
	bool done;

	verify_add_overlap(&sql, schema);
	text_add_format(&before, "%s ", schema->name);
	done = verify_rule(store, sql.bytes, before.bytes,
	    " has two versions for one day", say, context, error);
	text_release(&before);
	text_release(&sql);
	return done;
}

/* Has the store the tables and columns which the version says? */
static bool
verify_layout(struct store *store, const struct schema *schema,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct text line = { 0 };

	for (size_t i = 0; i < schema->count; i++) {
		struct statement *find;
		int64_t count;

		if (!store_prepare(&find, store, "SELECT count(*) FROM "
		    "register_table t JOIN register_column c "
		    "ON c.register = t.name WHERE t.name = $1 "
		    "AND c.name = $2 AND c.type = $3", error))
			break;
		store_bind_text(find, 1, slice_of(schema->name));
		store_bind_text(find, 2, slice_of(schema->fields[i].name));
		store_bind_text(find, 3, slice_of(field_type_name(
		    schema->fields[i].type)));
		if (!store_get_integer(&count, find, error))
			break;
		text_clear(&line);
		text_add_format(&line, "the list of registers lacks the "
		    "column %s of %s", schema->fields[i].name, schema->name);
		if (count == 0)
			say(context, line.bytes);
	}
	text_release(&line);
	return error->fault == FAULT_NONE;
}

bool
verify_content(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	const struct schema *const *schemas;
	size_t count;

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (!verify_rule(store, rules[i].sql, rules[i].before,
		    rules[i].after, say, context, error))
			return false;
	schemas = schema_all(&count);
	for (size_t i = 0; i < count; i++)
		if (schemas[i]->registered && (!verify_layout(store,
		    schemas[i], say, context, error) ||
		    !verify_register(store, schemas[i], say, context,
		    error)))
			return false;
	return true;
}
