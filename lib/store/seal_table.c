#include "store/seal_table.h"

#include <inttypes.h>
#include <stdio.h>

static void
seal_table_select(struct text *out, const struct seal_table *table,
    int64_t run)
{
	text_add_format(out, "SELECT %s", table->run);
	for (size_t i = 0; i < table->table.column_count; i++)
		text_add_format(out, ", t.%s", table->table.columns[i].name);
	for (size_t i = 0; i < 2; i++)
		if (table->totals[i].amount != NULL)
			text_add_format(out, ", %s, %s",
			    table->totals[i].amount,
			    table->totals[i].currency);
	text_add_format(out, " FROM %s", table->from);
	if (run != 0)
		text_add_format(out, " WHERE %s = $1", table->run);
	text_add_format(out, " ORDER BY %s /*scan*/ /*parts*/", table->order);
}

bool
seal_table_rows(struct statement **out, struct store *store,
    const struct seal_table *table, int64_t run, struct error *error)
{
	struct text sql = { 0 };
	bool done;

	seal_table_select(&sql, table, run);
	done = store_prepare_own(out, store, sql.bytes, error);
	text_release(&sql);
	if (done && run != 0)
		store_bind_integer(*out, 1, run);
	return done;
}

int64_t
seal_table_run(const struct statement *row)
{
	return store_integer(row, 0);
}

static void
seal_table_add_value(struct seal *seal, const struct statement *row,
    int column, enum bulk_kind kind)
{
	if (store_is_null(row, column))
		seal_null(seal);
	else if (kind == BULK_INTEGER)
		seal_integer(seal, store_integer(row, column));
	else
		seal_text(seal, store_text(row, column));
}

/* What is no currency now is altered content, not a fault of the store. */
static void
seal_table_add_total(struct seal *seal, const struct statement *row,
    int column)
{
	struct currency currency;
	struct error error = { 0 };

	if (store_is_null(row, column))
		return;
	if (currency_parse(&currency, store_text(row, column + 1), &error))
		seal_total(seal, currency, store_integer(row, column));
}

void
seal_table_add(struct seal *seal, const struct seal_table *table,
    const struct statement *row)
{
	size_t count = table->table.column_count;
	int at = 1;

	for (size_t i = 0; i < count; i++, at++) {
		const struct bulk_column *column = &table->table.columns[i];

		if (table->sparse && store_is_null(row, at))
			continue;
		if (table->sparse)
			seal_text(seal, slice_of(column->name));
		seal_table_add_value(seal, row, at, column->kind);
	}
	for (size_t i = 0; i < 2; i++, at += 2)
		if (table->totals[i].amount != NULL)
			seal_table_add_total(seal, row, at);
	seal_row(seal);
}

bool
seal_table_write(struct run *run, const struct seal_table *table,
    struct seal *seal, struct error *error)
{
	struct text image = { 0 };
	char number[24];
	bool done;

	seal_image(&image, seal);
	(void)snprintf(number, sizeof(number), "%" PRId64, run_number(run));
	done = run_audit(run, "seal", table->kind, slice_of(number),
	    slice_from("", 0), text_slice(&image), error);
	text_release(&image);
	return done;
}

bool
seal_table_store(struct run *run, const struct seal_table *table,
    struct error *error)
{
	struct statement *rows;
	struct seal seal;

	if (!seal_table_rows(&rows, run_store(run), table, run_number(run),
	    error))
		return false;
	seal_init(&seal);
	while (store_step(rows, error))
		seal_table_add(&seal, table, rows);
	store_finish(rows);
	if (error->fault == FAULT_NONE && seal.rows > 0)
		(void)seal_table_write(run, table, &seal, error);
	seal_release(&seal);
	return error->fault == FAULT_NONE;
}
