#include "base/text.h"
#include "store/journal.h"
#include "store/journal_insert.h"
#include "store/journal_span.h"

/* What is reversed, and where the reversal goes. */
struct journal_reversal {
	struct run *run;
	struct store *store;
	struct date date;
	struct journal_insert insert;
};

struct journal_original {
	int64_t number;
	int64_t first_line;
	int64_t last_line;
};

static bool
journal_reversal_open(struct journal_reversal *reversal, struct run *run,
    struct date date, struct error *error)
{
	enum journal_state state;
	char text[PERIOD_TEXT_MAX];

	*reversal = (struct journal_reversal){ .run = run,
	    .store = run_store(run), .date = date };
	if (!journal_period_state(&state, reversal->store, period_of(date),
	    error))
		return false;
	period_format(text, period_of(date));
	if (state != JOURNAL_STATE_OPEN)
		return error_set(error, FAULT_STORE, "period %s is %s", text,
		    journal_state_name(state));
	return journal_insert_begin(&reversal->insert, run, error);
}

/* Refuse to reverse twice: name the reversal which is there. */
static bool
journal_reversed(struct store *store, int64_t number, struct slice entry,
    struct error *error)
{
	struct statement *find;

	if (!store_prepare(&find, store,
	    "SELECT entry FROM journal_entry WHERE reverses = $1", error))
		return false;
	store_bind_integer(find, 1, number);
	if (store_step(find, error)) {
		struct slice by = store_text(find, 0);

		return error_set(error, FAULT_STORE,
		    "entry \"%.*s\" is reversed already by \"%.*s\"",
		    SLICE_PRINT(entry), SLICE_PRINT(by));
	}
	return error->fault == FAULT_NONE;
}

/* The opposite of the line the statement is on. */
static bool
journal_reversal_line(struct journal_reversal *reversal,
    const struct statement *line, struct slice text, struct error *error)
{
	struct journal_line_row row = {
		.block = store_integer(line, 0),
		.entity = store_text(line, 5),
		.reference = store_text(line, 3),
		.text = text
	};

	if (__builtin_sub_overflow(0, store_integer(line, 1), &row.amount) ||
	    __builtin_sub_overflow(0, store_integer(line, 2),
	    &row.functional_amount))
		return error_set(error, FAULT_STORE,
		    "the opposite of an amount of the entry is too large");
	return currency_parse(&row.currency, store_text(line, 4), error) &&
	    journal_insert_line(&reversal->insert, &row, error);
}

static bool
journal_reversal_lines(struct journal_reversal *reversal,
    const struct journal_original *original, struct slice text,
    struct error *error)
{
	struct statement *lines;

	if (!store_prepare(&lines, reversal->store,
	    "SELECT l.block, l.amount, l.functional_amount, "
	    "coalesce(l.reference, ''), b.currency, b.entity "
	    "FROM journal_entry e " JOURNAL_JOIN_LINES
	    "JOIN journal_block b ON b.number = l.block "
	    "WHERE e.number = $1 ORDER BY l.number", error))
		return false;
	store_bind_integer(lines, 1, original->number);
	while (store_step(lines, error))
		if (!journal_reversal_line(reversal, lines, text, error))
			return false;
	return error->fault == FAULT_NONE;
}

static bool
journal_reverse_write(struct journal_reversal *reversal,
    const struct journal_original *original, struct slice code,
    struct slice text, struct error *error)
{
	const struct journal_entry_row row = {
		.entry = code,
		.date = reversal->date,
		.reverses = original->number,
		.lines = original->last_line - original->first_line + 1
	};

	return journal_insert_entry(&reversal->insert, &row, error) &&
	    journal_reversal_lines(reversal, original, text, error);
}

static bool
journal_reverse_one(struct journal_reversal *reversal,
    const struct journal_original *original, struct slice entry,
    struct journal_counts *counts, struct error *error)
{
	struct text code = { 0 };
	struct text text = { 0 };
	struct text after = { 0 };
	bool done;

	text_add_format(&code, "%.*s-R", SLICE_PRINT(entry));
	text_add_format(&text, "reversal of %.*s", SLICE_PRINT(entry));
	text_add_format(&after, "{\"number\":%lld,\"reverses\":%lld}",
	    (long long)reversal->insert.entry, (long long)original->number);
	done = journal_reversed(reversal->store, original->number, entry,
	    error) && journal_reverse_write(reversal, original,
	    text_slice(&code), text_slice(&text), error) &&
	    run_audit(reversal->run, "reverse", "journal", entry,
	    slice_from("", 0), text_slice(&after), error);
	text_release(&code);
	text_release(&text);
	text_release(&after);
	counts->entries++;
	counts->lines += (uint64_t)(original->last_line -
	    original->first_line + 1);
	return done;
}

static bool
journal_reverse_found(struct journal_reversal *reversal, struct slice entry,
    struct journal_counts *counts, struct error *error)
{
	struct journal_original original = { 0 };
	struct statement *find;

	if (!store_prepare(&find, reversal->store,
	    "SELECT number, first_line, last_line FROM journal_entry "
	    "WHERE entry = $1", error))
		return false;
	store_bind_text(find, 1, entry);
	while (store_step(find, error)) {
		original.number = store_integer(find, 0);
		original.first_line = store_integer(find, 1);
		original.last_line = store_integer(find, 2);
	}
	if (error->fault != FAULT_NONE)
		return false;
	if (original.number == 0)
		return error_set(error, FAULT_STORE,
		    "entry \"%.*s\" was never posted", SLICE_PRINT(entry));
	return journal_reverse_one(reversal, &original, entry, counts, error);
}

static bool
journal_batch_entries(int64_t *first, int64_t *last, struct store *store,
    struct slice batch, struct error *error)
{
	struct statement *find;

	*first = *last = 0;
	if (!store_prepare(&find, store,
	    "SELECT first_entry, last_entry FROM journal_batch "
	    "WHERE batch = $1", error))
		return false;
	store_bind_text(find, 1, batch);
	while (store_step(find, error)) {
		*first = store_integer(find, 0);
		*last = store_integer(find, 1);
	}
	if (error->fault == FAULT_NONE && *first == 0)
		return error_set(error, FAULT_STORE,
		    "batch \"%.*s\" was never posted", SLICE_PRINT(batch));
	return error->fault == FAULT_NONE;
}

static bool
journal_reverse_entries(struct journal_reversal *reversal,
    struct slice batch, struct journal_counts *counts, struct error *error)
{
	struct statement *entries;
	int64_t first;
	int64_t last;

	if (!journal_batch_entries(&first, &last, reversal->store, batch,
	    error) || !store_prepare(&entries, reversal->store,
	    "SELECT number, first_line, last_line, entry FROM journal_entry "
	    "WHERE number >= $1 AND number <= $2 ORDER BY number", error))
		return false;
	store_bind_integer(entries, 1, first);
	store_bind_integer(entries, 2, last);
	while (store_step(entries, error)) {
		struct journal_original original = {
			.number = store_integer(entries, 0),
			.first_line = store_integer(entries, 1),
			.last_line = store_integer(entries, 2)
		};

		if (!journal_reverse_one(reversal, &original,
		    store_text(entries, 3), counts, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

/* One entry, or those of a batch. */
static bool
journal_reverse(struct journal_counts *out, struct run *run,
    struct slice key, bool is_batch, struct date date, struct error *error)
{
	struct journal_reversal reversal;
	bool done;

	*out = (struct journal_counts){ 0 };
	if (!journal_reversal_open(&reversal, run, date, error))
		return false;
	done = (is_batch ?
	    journal_reverse_entries(&reversal, key, out, error) :
	    journal_reverse_found(&reversal, key, out, error)) &&
	    journal_insert_end(&reversal.insert, slice_from("", 0), error);
	journal_insert_release(&reversal.insert);
	return done;
}

bool
journal_reverse_entry(struct journal_counts *out, struct run *run,
    struct slice entry, struct date date, struct error *error)
{
	return journal_reverse(out, run, entry, false, date, error);
}

bool
journal_reverse_batch(struct journal_counts *out, struct run *run,
    struct slice batch, struct date date, struct error *error)
{
	return journal_reverse(out, run, batch, true, date, error);
}
