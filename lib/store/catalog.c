#include "store/catalog.h"

#include "base/memory.h"
#include "record/schema.h"
#include "store/driver.h"

_Static_assert(SCHEMA_FIELDS_MAX + CATALOG_VERSION_COLUMNS <=
    CATALOG_COLUMNS_MAX, "every register can be copied");

static struct catalog_table *
catalog_add(struct catalog *catalog, struct slice name)
{
	struct catalog_table *table = arena_new(&catalog->arena,
	    sizeof(*table));

	catalog->tables = memory_grow(catalog->tables, &catalog->capacity,
	    catalog->count, sizeof(*catalog->tables));
	catalog->tables[catalog->count++] = table;
	table->table = (struct bulk_table){
	    arena_copy_string(&catalog->arena, name), table->columns, 0, 0
	};
	return table;
}

static bool
catalog_add_column(struct catalog *catalog, struct catalog_table *table,
    const struct statement *row, struct error *error)
{
	size_t at = table->table.column_count;
	struct text name = { 0 };

	if (at == CATALOG_COLUMNS_MAX)
		return error_set(error, FAULT_STORE,
		    "the table \"%s\" has more than %d columns",
		    table->table.name, CATALOG_COLUMNS_MAX);
	text_add_format(&name, "\"%.*s\"",
	    SLICE_PRINT(store_text(row, 1)));
	table->columns[at].name = arena_copy_string(&catalog->arena,
	    text_slice(&name));
	text_release(&name);
	table->columns[at].kind = store_integer(row, 2) != 0 ?
	    BULK_INTEGER : BULK_TEXT;
	table->keys[at] = (unsigned)store_integer(row, 3);
	table->required[at] = store_integer(row, 4) != 0;
	table->keyed |= table->keys[at] > 0;
	table->table.column_count++;
	return true;
}

bool
catalog_read(struct catalog *out, struct store *store, struct error *error)
{
	struct catalog_table *table = NULL;
	struct statement *rows;
	void *connection;

	*out = (struct catalog){ 0 };
	if (!store_prepare_own(&rows, store,
	    store_driver(&connection, store)->catalog, error))
		return false;
	while (store_step(rows, error)) {
		struct slice name = store_text(rows, 0);

		if (table == NULL || !slice_is(name, table->table.name))
			table = catalog_add(out, name);
		if (!catalog_add_column(out, table, rows, error))
			break;
	}
	store_finish(rows);
	return error->fault == FAULT_NONE;
}

void
catalog_release(struct catalog *catalog)
{
	memory_free(catalog->tables);
	arena_release(&catalog->arena);
	*catalog = (struct catalog){ 0 };
}

static void
catalog_add_key(struct text *out, const struct catalog_table *table)
{
	const char *comma = " ORDER BY ";

	for (unsigned place = 1; place <= table->table.column_count; place++)
		for (size_t i = 0; i < table->table.column_count; i++) {
			if (table->keyed ? table->keys[i] != place :
			    i + 1 != place || !table->required[i])
				continue;
			text_add_format(out, "%s%s", comma,
			    table->columns[i].name);
			comma = ", ";
		}
}

void
catalog_select(struct text *out, const struct catalog_table *table)
{
	for (size_t i = 0; i < table->table.column_count; i++)
		text_add_format(out, "%s%s", i > 0 ? ", " : "SELECT ",
		    table->columns[i].name);
	text_add_format(out, " FROM %s", table->table.name);
	catalog_add_key(out, table);
	text_add_string(out, " /*scan*/");
}

static bool
catalog_is_amount(const struct bulk_column *column)
{
	return column->kind == BULK_INTEGER &&
	    strstr(column->name, "amount") != NULL;
}

size_t
catalog_totals(struct text *out, const struct catalog_table *table)
{
	size_t count = 1;

	text_add_string(out, "SELECT count(*)");
	for (size_t i = 0; i < table->table.column_count; i++) {
		if (!catalog_is_amount(&table->columns[i]))
			continue;
		text_add_format(out, ", COALESCE(sum(%s), 0)",
		    table->columns[i].name);
		count++;
	}
	text_add_format(out, " FROM %s /*scan*/", table->table.name);
	return count;
}
