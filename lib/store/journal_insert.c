#include "store/journal_insert.h"

bool
journal_insert_begin(struct journal_numbers *out, struct store *store,
    struct error *error)
{
	struct statement *last;

	*out = (struct journal_numbers){ .entry = 1, .line = 1 };
	if (!store_prepare(&last, store,
	    "SELECT number + 1, last_line + 1 FROM journal_entry "
	    "WHERE number = (SELECT max(number) FROM journal_entry)", error) ||
	    !store_prepare(&out->insert_entry, store,
	    "INSERT INTO journal_entry (number, entry, date, run, reverses, "
	    "first_line, last_line) VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    error) || !store_prepare(&out->insert_line, store,
	    "INSERT INTO journal_line (number, block, amount, "
	    "functional_amount, reference, text) "
	    "VALUES ($1, $2, $3, $4, $5, $6)", error))
		return false;
	while (store_step(last, error)) {
		out->entry = store_integer(last, 0);
		out->line = store_integer(last, 1);
	}
	return error->fault == FAULT_NONE;
}

bool
journal_insert_entry(struct journal_numbers *numbers,
    const struct journal_entry_row *row, struct error *error)
{
	struct statement *insert = numbers->insert_entry;

	store_bind_integer(insert, 1, numbers->entry);
	store_bind_text(insert, 2, row->entry);
	store_bind_date(insert, 3, row->date);
	store_bind_integer(insert, 4, row->run);
	if (row->reverses != 0)
		store_bind_integer(insert, 5, row->reverses);
	else
		store_bind_null(insert, 5);
	store_bind_integer(insert, 6, numbers->line);
	store_bind_integer(insert, 7, numbers->line + row->lines - 1);
	numbers->entry++;
	return store_run(insert, error);
}

static void
journal_bind_optional(struct statement *statement, int at, struct slice text)
{
	if (slice_is_empty(text))
		store_bind_null(statement, at);
	else
		store_bind_text(statement, at, text);
}

bool
journal_insert_line(struct journal_numbers *numbers,
    const struct journal_line_row *row, struct error *error)
{
	struct statement *insert = numbers->insert_line;

	store_bind_integer(insert, 1, numbers->line);
	store_bind_integer(insert, 2, row->block);
	store_bind_integer(insert, 3, row->amount);
	store_bind_integer(insert, 4, row->functional_amount);
	journal_bind_optional(insert, 5, row->reference);
	journal_bind_optional(insert, 6, row->text);
	numbers->line++;
	return store_run(insert, error);
}

bool
journal_insert_batch(struct store *store, struct slice batch, int64_t run,
    int64_t first_entry, int64_t last_entry, struct error *error)
{
	struct statement *insert;

	if (slice_is_empty(batch))
		return true;
	if (!store_prepare(&insert, store,
	    "INSERT INTO journal_batch (batch, run, first_entry, last_entry) "
	    "VALUES ($1, $2, $3, $4)", error))
		return false;
	store_bind_text(insert, 1, batch);
	store_bind_integer(insert, 2, run);
	store_bind_integer(insert, 3, first_entry);
	store_bind_integer(insert, 4, last_entry);
	return store_run(insert, error);
}
