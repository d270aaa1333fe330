/* The files of a rule pack. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "domain/rules.h"
#include "record/stream.h"
#include "schema/rule_table.h"

enum { RULES_PATH_MAX = 1024 };

static bool
rules_load_path(const char **out, struct rules *rules, const char *folder,
    struct slice name, struct error *error)
{
	char path[RULES_PATH_MAX];
	int length = snprintf(path, sizeof(path), "%s/%.*s.csv", folder,
	    SLICE_PRINT(name));

	if (length < 0 || (size_t)length >= sizeof(path))
		return error_set(error, FAULT_USAGE,
		    "the path of the rule pack is too long");
	*out = arena_copy_string(&rules->arena, slice_of(path));
	return true;
}

/* Columns named in a cell, separated by blanks. */
static bool
rules_load_columns(struct rules_table *table, struct slice names,
    bool keys, struct error *error)
{
	while (!slice_is_empty(names = slice_trim(names))) {
		struct slice name = slice_cut(&names, ' ');
		int column = rules_table_column(table, name);

		if (column < 0)
			return error_set_code(error, FAULT_INPUT,
			    "missing-label", "the column \"%.*s\" is missing",
			    SLICE_PRINT(name)) ||
			    error_locate(error, table->path, 1);
		if (!keys) {
			table->numbers[column] = true;
			continue;
		}
		if (table->key_count == RULES_KEYS_MAX)
			return error_set(error, FAULT_INPUT,
			    "more than %d keys", RULES_KEYS_MAX) ||
			    error_locate(error, table->path, 1);
		table->keys[table->key_count++] = (unsigned)column;
	}
	return true;
}

static bool
rules_load_header(struct rules *rules, struct rules_table *table,
    const struct rule_table *row, struct stream *in, struct error *error)
{
	const struct slice *names = stream_extras(in);

	table->column_count = stream_extra_count(in);
	if (table->column_count > RULES_COLUMNS_MAX)
		return error_set(error, FAULT_INPUT, "more than %d columns",
		    RULES_COLUMNS_MAX) || error_locate(error, table->path, 1);
	for (size_t i = 0; i < table->column_count; i++)
		table->columns[i] = arena_copy(&rules->arena, names[i]);
	table->valid_from = rules_table_column(table, slice_of("valid_from"));
	table->valid_to = rules_table_column(table, slice_of("valid_to"));
	table->band_from = rules_table_column(table, slice_of("band_from"));
	table->band_to = rules_table_column(table, slice_of("band_to"));
	table->rate = rules_table_column(table, slice_of("rate_percent"));
	if (!rules_load_columns(table, row->keys, true, error) ||
	    !rules_load_columns(table, row->numbers, false, error))
		return false;
	if (table->kind == RULES_TABLE_BANDS && (table->band_from < 0 ||
	    table->band_to < 0 || !table->numbers[table->band_from] ||
	    !table->numbers[table->band_to] ||
	    (table->rate >= 0 && !table->numbers[table->rate])))
		return error_set(error, FAULT_INPUT, "bands need the numbers "
		    "band_from and band_to") ||
		    error_locate(error, table->path, 1);
	return true;
}

static bool
rules_load_rows(struct rules *rules, struct rules_table *table,
    struct stream *in, struct error *error)
{
	struct record record;
	uint64_t rows = 0;

	while (stream_next(in, &record, error)) {
		if (++rows > RULES_ROWS_MAX) {
			(void)error_set(error, FAULT_INPUT,
			    "more than %d rows", RULES_ROWS_MAX);
			return error_locate(error, table->path, record.line);
		}
		if (!rules_table_add(table, record.extras, record.line,
		    &rules->arena, error))
			return error_locate(error, table->path, record.line);
	}
	return error->fault == FAULT_NONE &&
	    rules_table_complete(table, error);
}

/* A pack without a file is a wrong pack, not a failing system. */
static bool
rules_load_is_there(const struct rules_table *table, struct error *error)
{
	if (access(table->path, F_OK) == 0 || errno != ENOENT)
		return true;
	return error_set_code(error, FAULT_INPUT, "source-error",
	    "the file \"%s\" of the table \"%.*s\" is missing",
	    table->path, SLICE_PRINT(table->name));
}

static bool
rules_load_table(struct rules *rules, const char *folder,
    const struct rule_table *row, struct error *error)
{
	struct rules_table *table = &rules->tables[rules->table_count];
	struct stream *in = NULL;
	bool done;

	if (rules->table_count == RULES_TABLES_MAX)
		return error_set(error, FAULT_INPUT, "more than %d tables",
		    RULES_TABLES_MAX);
	*table = (struct rules_table){ .day = rules->day,
		.next_change = DATE_NONE };
	table->name = arena_copy(&rules->arena, row->table);
	table->kind = slice_is(row->kind, "scale") ? RULES_TABLE_SCALE :
	    slice_is(row->kind, "codes") ? RULES_TABLE_CODES :
	    RULES_TABLE_BANDS;
	if (!rules_load_path(&table->path, rules, folder, table->name, error))
		return false;
	rules->table_count++;
	if (table_get(&rules->scope.tables, table->name) != NULL)
		return error_set(error, FAULT_INPUT,
		    "the table \"%.*s\" is named twice",
		    SLICE_PRINT(table->name));
	table_set(&rules->scope.tables, table->name, table);
	done = rules_load_is_there(table, error) &&
	    stream_open(&in, NULL, &table->path, 1, NULL, error) &&
	    rules_load_header(rules, table, row, in, error) &&
	    rules_load_rows(rules, table, in, error);
	stream_close(in);
	return done;
}

static bool
rules_load_tables(struct rules *rules, const char *folder,
    struct error *error)
{
	struct stream *in = NULL;
	struct record record;
	struct rule_table row;
	const char *path;
	bool done = false;

	if (!rules_load_path(&path, rules, folder, slice_of("tables"),
	    error) ||
	    !stream_open(&in, &schema_rule_table, &path, 1, NULL, error))
		return false;
	while (rule_table_next(in, &row, &record, error))
		if (!rules_load_table(rules, folder, &row, error)) {
			(void)error_locate(error, path, record.line);
			goto out;
		}
	done = error->fault == FAULT_NONE;
	for (size_t i = 0; i < rules->table_count; i++)
		rules_table_change(&rules->next_change, rules->day,
		    rules->tables[i].next_change);
out:
	stream_close(in);
	return done;
}

static bool
rules_load_elements(struct rules *rules, const char *folder,
    struct error *error)
{
	struct stream *in = NULL;
	struct record record;
	struct rule_element row;
	bool done = false;

	if (!rules_load_path(&rules->path, rules, folder,
	    slice_of("elements"), error) || !stream_open(&in,
	    &schema_rule_element, &rules->path, 1, NULL, error))
		return false;
	while (rule_element_next(in, &row, &record, error))
		if (!rules_add(rules, &row, record.line, record.raw, error))
			goto out;
	done = error->fault == FAULT_NONE;
out:
	stream_close(in);
	return done;
}

bool
rules_load(struct rules **out, const char *folder, struct period period,
    const char *list, struct error *error)
{
	struct rules *rules = rules_new(period);

	if (!rules_load_tables(rules, folder, error) ||
	    !rules_load_elements(rules, folder, error) ||
	    !rules_compile(rules, list, error)) {
		rules_free(rules);
		return false;
	}
	*out = rules;
	return true;
}
