#include "store/journal_insert.h"

#include "store/sealed.h"

bool
journal_insert_begin(struct journal_insert *out, struct run *run,
    struct error *error)
{
	struct statement *last;

	*out = (struct journal_insert){ .run = run, .entry = 1, .line = 1 };
	if (!store_prepare(&last, run_store(run),
	    "SELECT last_entry + 1, last_line + 1 FROM journal_batch "
	    "WHERE run = (SELECT MAX(run) FROM journal_batch)", error))
		return false;
	while (store_step(last, error)) {
		out->entry = store_integer(last, 0);
		out->line = store_integer(last, 1);
	}
	out->first_entry = out->entry;
	out->first_line = out->line;
	return error->fault == FAULT_NONE &&
	    run_bulk(&out->entries, run, &sealed_journal_entry, error) &&
	    run_bulk(&out->lines, run, &sealed_journal_line, error);
}

bool
journal_insert_entry(struct journal_insert *insert,
    const struct journal_entry_row *row, struct error *error)
{
	struct bulk *bulk = insert->entries;
	char date[DATE_TEXT_MAX];

	insert->period = period_of(row->date);
	bulk_integer(bulk, insert->entry);
	bulk_text(bulk, row->entry);
	bulk_text(bulk, slice_from(date, date_format(date, row->date)));
	bulk_integer(bulk, run_number(insert->run));
	if (row->reverses != 0)
		bulk_integer(bulk, row->reverses);
	else
		bulk_null(bulk);
	bulk_integer(bulk, insert->line);
	bulk_integer(bulk, insert->line + row->lines - 1);
	insert->entry++;
	return bulk_row(bulk, error);
}

static void
journal_insert_optional(struct bulk *bulk, struct slice text)
{
	if (slice_is_empty(text))
		bulk_null(bulk);
	else
		bulk_text(bulk, text);
}

/* The columns of the place (sealed.c). */
static void
journal_insert_place(const struct journal_insert *insert,
    const struct journal_line_row *row)
{
	char text[PERIOD_TEXT_MAX];

	bulk_text(insert->lines, slice_from(text,
	    period_format(text, insert->period)));
	bulk_integer(insert->lines, run_number(insert->run));
	bulk_integer(insert->lines, insert->entry - 1);
	bulk_text(insert->lines, row->entity);
}

bool
journal_insert_line(struct journal_insert *insert,
    const struct journal_line_row *row, struct error *error)
{
	struct bulk *bulk = insert->lines;

	bulk_integer(bulk, insert->line);
	bulk_integer(bulk, row->block);
	bulk_integer(bulk, row->amount);
	bulk_integer(bulk, row->functional_amount);
	journal_insert_optional(bulk, row->reference);
	journal_insert_optional(bulk, row->text);
	if (bulk_is_placed(bulk))
		journal_insert_place(insert, row);
	if (row->amount > 0)
		seal_total(bulk->seal, row->currency, row->amount);
	insert->line++;
	return journal_sums_add(&insert->sums, insert->period, row->block,
	    row->amount, row->functional_amount, error) &&
	    bulk_row(bulk, error);
}

static bool
journal_insert_sums(const struct journal_insert *insert,
    struct error *error)
{
	const struct journal_sum *sum;
	struct period period = PERIOD_NONE;
	char text[PERIOD_TEXT_MAX];
	int64_t block = 0;
	struct bulk *bulk;

	if (!run_bulk(&bulk, insert->run, &sealed_journal_total, error))
		return false;
	while ((sum = journal_sums_next(&insert->sums, &period,
	    &block)) != NULL) {
		bulk_integer(bulk, run_number(insert->run));
		bulk_text(bulk, slice_from(text,
		    period_format(text, period)));
		bulk_integer(bulk, block);
		bulk_integer(bulk, sum->lines);
		bulk_integer(bulk, sum->debit);
		bulk_integer(bulk, sum->credit);
		bulk_integer(bulk, sum->functional);
		if (!bulk_row(bulk, error))
			return false;
	}
	return true;
}

bool
journal_insert_end(struct journal_insert *insert, struct slice batch,
    struct error *error)
{
	struct bulk *bulk;

	if (!journal_insert_sums(insert, error) ||
	    !run_bulk(&bulk, insert->run, &sealed_journal_batch, error))
		return false;
	bulk_integer(bulk, run_number(insert->run));
	journal_insert_optional(bulk, batch);
	bulk_integer(bulk, insert->first_entry);
	bulk_integer(bulk, insert->entry - 1);
	bulk_integer(bulk, insert->first_line);
	bulk_integer(bulk, insert->line - 1);
	return bulk_row(bulk, error);
}

void
journal_insert_release(struct journal_insert *insert)
{
	journal_sums_release(&insert->sums);
}
