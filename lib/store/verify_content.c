#include "store/verify_content.h"

#include "base/text.h"
#include "store/layout.h"

/* What is said of the text which a row of the query gives. */
static const struct {
	const char *before;
	const char *after;
	const char *sql;
} rules[] = {
	{ "pay batch ", " has not the lines its audit record says",
	    "SELECT b.batch FROM pay_batch AS b WHERE NOT EXISTS "
	    "(SELECT 1 FROM audit AS a WHERE a.kind = 'pay_line' "
	    "AND a.record = b.batch AND a.run = b.run AND a.after_image = "
	    "'{\"period\":\"' || b.period || '\",\"lines\":' || "
	    "(SELECT count(*) FROM pay_line AS l WHERE l.number "
	    "BETWEEN b.run * 4294967296 AND b.run * 4294967296 + 4294967295) "
	    "|| '}') ORDER BY b.batch /*scan*/" },
	{ "payment batch ", " has not the payments its audit record says",
	    "SELECT b.batch FROM payment_batch AS b WHERE NOT EXISTS "
	    "(SELECT 1 FROM audit AS a WHERE a.kind = 'payment' "
	    "AND a.record = b.batch AND a.run = b.run AND a.after_image = "
	    "'{\"payments\":' || "
	    "(SELECT count(*) FROM payment AS p WHERE p.batch = b.batch) "
	    "|| '}') ORDER BY b.batch /*scan*/" },
	{ "journal batch ", " has not the entries its audit record says",
	    "SELECT b.batch FROM journal_batch AS b WHERE NOT EXISTS "
	    "(SELECT 1 FROM audit AS a WHERE a.kind = 'journal' "
	    "AND a.record = b.batch AND a.run = b.run AND a.after_image = "
	    "'{\"entries\":' || (SELECT count(*) FROM journal_entry AS e "
	    "WHERE e.number BETWEEN b.first_entry AND b.last_entry) || "
	    "',\"lines\":' || (SELECT count(*) FROM journal_line AS l WHERE "
	    "l.number BETWEEN (SELECT first_line FROM journal_entry WHERE "
	    "number = b.first_entry) AND (SELECT last_line FROM "
	    "journal_entry WHERE number = b.last_entry)) || '}') "
	    "ORDER BY b.batch /*scan*/" },
	{ "journal entry ", " does not balance",
	    "SELECT DISTINCT e.entry FROM journal_entry AS e "
	    "JOIN journal_line AS l "
	    "ON l.number BETWEEN e.first_line AND e.last_line "
	    "JOIN journal_block AS b ON b.number = l.block "
	    "GROUP BY e.number, e.entry, b.entity, b.fund, b.currency "
	    "HAVING SUM(l.amount) <> 0 OR SUM(l.functional_amount) <> 0 "
	    "ORDER BY e.entry /*scan*/" }
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
		if (schemas[i]->registered && !verify_register(store,
		    schemas[i], say, context, error))
			return false;
	return true;
}
