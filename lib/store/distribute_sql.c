#include "store/distribute_sql.h"

#include <stdio.h>

#include "store/sealed.h"

const struct distribute_table distribute_tables[] = {
	{ "journal_line", &sealed_journal_line.table, "ops_period",
	    "ops_entity", "number", NULL, false },
	{ "pay_line", &sealed_pay_line.table, "period", "entity", "number",
	    NULL, false },
	/* These are looked for one by one, by payment. */
	{ "payment_event", &sealed_payment_event.table, "ops_period",
	    "payment", "run, line", "payment, run, line", true },
	{ "payment_status", &sealed_payment_status.table, "ops_period",
	    "payment", "run, line", "payment, run", true }
};

const size_t distribute_table_count =
    sizeof(distribute_tables) / sizeof(*distribute_tables);

static void
sql_quoted(struct text *out, struct slice value, char quote)
{
	text_add_character(out, quote);
	for (size_t i = 0; i < value.length; i++) {
		if (value.text[i] == quote)
			text_add_character(out, quote);
		text_add_character(out, value.text[i]);
	}
	text_add_character(out, quote);
}

void
distribute_sql_name(struct text *out, struct slice name)
{
	sql_quoted(out, name, '"');
}

void
distribute_sql_text(struct text *out, struct slice value)
{
	sql_quoted(out, value, '\'');
}

void
distribute_sql_partition(char out[DISTRIBUTE_NAME_MAX],
    const struct distribute_table *table, struct period period)
{
	char text[PERIOD_TEXT_MAX];

	(void)period_format(text, period);
	(void)snprintf(out, DISTRIBUTE_NAME_MAX, "%s_%.4s_%s", table->name,
	    text, text + 5);
}

/* Its own columns, then those of the place. */
static size_t
sql_column_count(const struct distribute_table *table,
    const struct catalog_table *own)
{
	return own->table.column_count + table->placed->placed_count;
}

static const struct bulk_column *
sql_column(const struct distribute_table *table,
    const struct catalog_table *own, size_t at)
{
	size_t count = own->table.column_count;

	return at < count ? &own->columns[at] :
	    &table->placed->columns[table->placed->column_count + at - count];
}

static void
sql_columns(struct text *out, const struct distribute_table *table,
    const struct catalog_table *own)
{
	for (size_t i = 0; i < sql_column_count(table, own); i++) {
		const struct bulk_column *column = sql_column(table, own, i);

		text_add_format(out, "%s\n    %s %s%s", i > 0 ? "," : "",
		    column->name,
		    column->kind == BULK_INTEGER ? "BIGINT" : "TEXT",
		    i >= own->table.column_count || own->required[i] ?
		    " NOT NULL" : "");
	}
}

static void
sql_key(struct text *out, const struct distribute_table *table, bool citus)
{
	text_add_format(out, "PRIMARY KEY (%s%s%s)", table->key,
	    citus ? ", " : "", citus ? table->client : "");
}

void
distribute_sql_cut(struct text *out, const struct distribute_table *table,
    const struct catalog_table *own, bool citus)
{
	text_add_format(out, "DROP TABLE %s;\nCREATE TABLE %s (", table->name,
	    table->name);
	sql_columns(out, table, own);
	text_add_format(out, "\n) PARTITION BY LIST (%s);\n"
	    "CREATE TABLE %s_rest PARTITION OF %s (", table->period,
	    table->name, table->name);
	sql_key(out, table, citus);
	text_add_string(out, ") DEFAULT");
	if (table->index != NULL)
		text_add_format(out, ";\nCREATE INDEX %s_by_payment ON %s (%s)",
		    table->name, table->name, table->index);
}

void
distribute_sql_table(struct text *out, const struct distribute_table *table,
    const struct catalog_table *own, struct period period, bool citus,
    bool remote)
{
	char name[DISTRIBUTE_NAME_MAX], text[PERIOD_TEXT_MAX];

	distribute_sql_partition(name, table, period);
	(void)period_format(text, period);
	text_add_format(out, "CREATE TABLE %s (", name);
	sql_columns(out, table, own);
	text_add_string(out, ",\n    ");
	sql_key(out, table, citus);
	if (remote)
		text_add_format(out, ",\n    CHECK (%s = '%s')",
		    table->period, text);
	text_add_string(out, "\n)");
}

void
distribute_sql_foreign(struct text *out,
    const struct distribute_table *table, const struct catalog_table *own,
    struct period period, struct slice server, struct slice schema)
{
	char name[DISTRIBUTE_NAME_MAX];

	distribute_sql_partition(name, table, period);
	text_add_format(out, "CREATE FOREIGN TABLE %s (", name);
	sql_columns(out, table, own);
	text_add_string(out, "\n) SERVER ");
	distribute_sql_name(out, server);
	text_add_string(out, " OPTIONS (schema_name ");
	distribute_sql_text(out, schema);
	text_add_format(out, ", table_name '%s')", name);
}

void
distribute_sql_move(struct text *out, const struct distribute_table *table,
    const struct catalog_table *own, struct period period)
{
	char name[DISTRIBUTE_NAME_MAX], text[PERIOD_TEXT_MAX];
	struct text columns = { 0 };

	distribute_sql_partition(name, table, period);
	(void)period_format(text, period);
	for (size_t i = 0; i < sql_column_count(table, own); i++)
		text_add_format(&columns, "%s%s", i > 0 ? ", " : "",
		    sql_column(table, own, i)->name);
	text_add_format(out, "INSERT INTO %s (%s) SELECT %s FROM %s_rest "
	    "WHERE %s = '%s';\nDELETE FROM %s_rest WHERE %s = '%s'", name,
	    columns.bytes, columns.bytes, table->name, table->period, text,
	    table->name, table->period, text);
	text_release(&columns);
}

void
distribute_sql_attach(struct text *out, const struct distribute_table *table,
    struct period period)
{
	char name[DISTRIBUTE_NAME_MAX], text[PERIOD_TEXT_MAX];

	distribute_sql_partition(name, table, period);
	(void)period_format(text, period);
	text_add_format(out, "ALTER TABLE %s ATTACH PARTITION %s "
	    "FOR VALUES IN ('%s')", table->name, name, text);
}
