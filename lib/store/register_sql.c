#include "store/register_sql.h"

#include <stdio.h>

#include "store/layout.h"

static const char sql_current[] =
    " AND recorded_run <= %s AND (superseded_run IS NULL OR "
    "superseded_run > %s) AND valid_from <= %s AND "
    "(valid_to IS NULL OR valid_to > %s)";

/* "TABLE WHERE key = $1 AND ...", the key from parameter 1 on. */
size_t
register_sql_where(struct text *out, const struct schema *schema)
{
	int keys[SCHEMA_FIELDS_MAX];
	size_t count = layout_keys(keys, schema);

	layout_add_table(out, schema);
	for (size_t i = 0; i < count; i++)
		text_add_format(out, "%s\"%s\" = $%zu",
		    i == 0 ? " WHERE " : " AND ",
		    schema->fields[keys[i]].name, i + 1);
	return count;
}

void
register_sql_find(struct text *out, const struct schema *schema)
{
	char day[16], known[16];
	size_t count;

	text_add_string(out, "SELECT ");
	layout_add_columns(out, schema);
	text_add_string(out, ", valid_from, valid_to FROM ");
	count = register_sql_where(out, schema);
	(void)snprintf(day, sizeof(day), "$%zu", count + 1);
	(void)snprintf(known, sizeof(known), "$%zu", count + 2);
	text_add_format(out, sql_current, known, known, day, day);
}

void
register_sql_insert(struct text *out, const struct schema *schema)
{
	text_add_string(out, "INSERT INTO ");
	layout_add_table(out, schema);
	text_add_string(out, " (");
	layout_add_columns(out, schema);
	text_add_string(out, ", valid_from, valid_to, recorded_run) VALUES (");
	for (size_t i = 1; i <= schema->count + 3; i++)
		text_add_format(out, "%s$%zu", i > 1 ? ", " : "", i);
	text_add_string(out, ")");
}

void
register_sql_supersede(struct text *out, const struct schema *schema)
{
	struct text where = { 0 };
	size_t count = register_sql_where(&where, schema);
	size_t table = strlen("register_") + strlen(schema->name);

	text_add_format(out, "UPDATE %.*s SET superseded_run = $%zu%s "
	    "AND valid_from = $%zu AND superseded_run IS NULL",
	    (int)table, where.bytes, count + 2, where.bytes + table,
	    count + 1);
	text_release(&where);
}

void
register_sql_keep(struct text *out, const struct schema *schema)
{
	struct text where = { 0 };
	size_t count = register_sql_where(&where, schema);

	text_add_string(out, "INSERT INTO ");
	layout_add_table(out, schema);
	text_add_string(out, " (");
	layout_add_columns(out, schema);
	text_add_string(out, ", valid_from, valid_to, recorded_run) SELECT ");
	layout_add_columns(out, schema);
	text_add_format(out, ", valid_from, $%zu, superseded_run FROM %s "
	    "AND valid_from = $%zu AND superseded_run = $%zu", count + 2,
	    where.bytes, count + 1, count + 3);
	text_release(&where);
}

void
register_sql_next(struct text *out, const struct schema *schema)
{
	size_t count;

	text_add_string(out, "SELECT MIN(valid_from) FROM ");
	count = register_sql_where(out, schema);
	text_add_format(out, " AND valid_from > $%zu AND "
	    "superseded_run IS NULL", count + 1);
}

static void
register_sql_order(struct text *out, const struct schema *schema)
{
	int keys[SCHEMA_FIELDS_MAX];
	size_t count = layout_keys(keys, schema);

	for (size_t i = 0; i < count; i++)
		text_add_format(out, "%s\"%s\"", i > 0 ? ", " : " ORDER BY ",
		    schema->fields[keys[i]].name);
}

void
register_sql_list(struct text *out, const struct schema *schema)
{
	text_add_string(out, "SELECT ");
	layout_add_columns(out, schema);
	text_add_string(out, " FROM ");
	layout_add_table(out, schema);
	text_add_string(out, " WHERE 1 = 1");
	text_add_format(out, sql_current, "$2", "$2", "$1", "$1");
	register_sql_order(out, schema);
	text_add_string(out, " /*scan*/");
}

void
register_sql_versions(struct text *out, const struct schema *schema)
{
	text_add_string(out, "SELECT ");
	layout_add_columns(out, schema);
	text_add_string(out, ", valid_from, valid_to FROM ");
	layout_add_table(out, schema);
	text_add_string(out, " WHERE recorded_run <= $1 AND "
	    "(superseded_run IS NULL OR superseded_run > $1)");
	register_sql_order(out, schema);
	text_add_string(out, ", valid_from /*scan*/");
}

void
register_sql_history(struct text *out, const struct schema *schema)
{
	text_add_string(out, "SELECT ");
	layout_add_columns(out, schema);
	text_add_string(out, ", valid_from, valid_to, recorded_run, "
	    "superseded_run, (SELECT time FROM run WHERE number = "
	    "recorded_run), (SELECT actor FROM run WHERE number = "
	    "recorded_run) FROM ");
	(void)register_sql_where(out, schema);
	text_add_string(out, " ORDER BY recorded_run, valid_from");
}
