#include "base/memory.h"
#include "store/journal.h"
#include "store/journal_block.h"
#include "store/journal_fresh.h"
#include "store/pay_line.h"

enum { ENTRY_CODE_MAX = 256 };

/* A line of the entry at hand, until the entry is known to be right. */
struct journal_pending {
	int64_t block;
	struct slice reference;
	struct slice text;
	struct slice raw;
	uint64_t line;			/* of the input */
	uint64_t record;
};

struct journal_poster {
	struct run *run;
	struct store *store;
	struct stream *in;
	const struct journal_terms *terms;
	struct journal_counts counts;
	struct journal_blocks blocks;
	struct journal_entry entry;
	struct journal_pending *pending;
	size_t pending_count;
	size_t pending_capacity;
	struct arena arena;		/* texts of the entry at hand */
	char code[ENTRY_CODE_MAX];
	size_t code_length;
	const char *origin;
	struct date date;
	struct date_parts day;
	bool refused;			/* the entry at hand went to rejects */
	struct currency functional;
	struct period period;		/* found open */
	struct journal_fresh fresh;
	struct journal_insert insert;
};

static bool
journal_batch_known(bool *known, struct store *store, struct slice batch,
    struct error *error)
{
	struct statement *find;

	if (!store_prepare(&find, store,
	    "SELECT run FROM journal_batch WHERE batch = $1", error))
		return false;
	store_bind_text(find, 1, batch);
	*known = store_step(find, error);
	while (error->fault == FAULT_NONE && *known && store_step(find, error))
		;
	return error->fault == FAULT_NONE;
}

/* Is the number of the entry still free, and its period open? */
static bool
journal_entry_begin(struct journal_poster *poster,
    const struct journal_line *line, struct error *error)
{
	int64_t taken;
	enum journal_state state;
	char text[PERIOD_TEXT_MAX];

	if (!journal_fresh_find(&taken, &poster->fresh, &poster->insert,
	    line->entry, error))
		return false;
	if (taken != 0) {
		error_record(error, FAULT_INPUT,
		    taken >= poster->insert.first_entry ?
		    "the lines of entry \"%.*s\" do not follow one another" :
		    "entry \"%.*s\" is posted already",
		    SLICE_PRINT(line->entry));
		return error_in_field(error, "entry", 0);
	}
	poster->date = line->date;
	poster->day = date_parts(line->date);
	if (poster->period.month == period_of(line->date).month)
		return true;
	if (!journal_period_state(&state, poster->store,
	    period_of(line->date), error))
		return false;
	period_format(text, period_of(line->date));
	if (state != JOURNAL_STATE_OPEN) {
		error_record(error, FAULT_INPUT, "period %s is %s", text,
		    journal_state_name(state));
		return error_in_field(error, "date", 0);
	}
	poster->period = period_of(line->date);
	return true;
}

static bool
journal_line_order(const struct journal_poster *poster,
    const struct journal_line *line, struct error *error)
{
	char first[DATE_TEXT_MAX];
	char other[DATE_TEXT_MAX];

	if ((uint64_t)line->line != poster->entry.count + 1) {
		error_record(error, FAULT_INPUT,
		    "line %lld of entry \"%.*s\" comes where line %zu "
		    "belongs", (long long)line->line,
		    SLICE_PRINT(line->entry), poster->entry.count + 1);
		return error_in_field(error, "line", 0);
	}
	if (date_compare(line->date, poster->date) != 0) {
		date_format(first, poster->date);
		date_format(other, line->date);
		error_record(error, FAULT_INPUT,
		    "entry \"%.*s\" is of %s, this line of %s",
		    SLICE_PRINT(line->entry), first, other);
		return error_in_field(error, "date", 0);
	}
	return true;
}

/* Check a line and add it to the entry at hand. */
static bool
journal_line_take(struct journal_poster *poster,
    const struct record *record, struct journal_pending *pending,
    struct error *error)
{
	struct journal_line line;
	struct journal_block *block;
	struct journal_item item = { 0 };

	if (!journal_line_decode(&line, record, error))
		return false;
	if ((poster->entry.count == 0 &&
	    !journal_entry_begin(poster, &line, error)) ||
	    !journal_line_order(poster, &line, error) ||
	    !journal_blocks_get(&block, &poster->blocks, &line, record,
	    poster->day, error))
		return false;
	item.entity = block->entity;
	item.fund = block->fund;
	item.amount = line.amount;
	item.functional = line.functional_amount.units;
	item.functional_given = !slice_is_empty(
	    record->fields[JOURNAL_LINE_FIELD_FUNCTIONAL_AMOUNT]);
	journal_entry_add(&poster->entry, &item);
	pending->block = block->number;
	pending->reference = arena_copy(&poster->arena, line.reference);
	pending->text = arena_copy(&poster->arena, line.text);
	return true;
}

static bool
journal_entry_write(struct journal_poster *poster, struct error *error)
{
	const struct journal_entry_row row = {
		.entry = slice_from(poster->code, poster->code_length),
		.date = poster->date,
		.lines = (int64_t)poster->entry.count
	};

	if (!journal_insert_entry(&poster->insert, &row, error))
		return false;
	for (size_t i = 0; i < poster->entry.count; i++) {
		const struct journal_item *item = &poster->entry.items[i];
		const struct journal_pending *pending = &poster->pending[i];
		const struct journal_line_row line = {
			.block = pending->block,
			.amount = item->amount.units,
			.functional_amount = item->functional,
			.currency = item->amount.currency,
			.entity = item->entity->code,
			.reference = pending->reference,
			.text = pending->text
		};

		if (!journal_insert_line(&poster->insert, &line, error))
			return false;
	}
	return true;
}

/* A fault of the entry stands where the entry begins. */
static bool
journal_entry_fault(struct journal_poster *poster, struct error *error)
{
	struct error found = *error;

	if (found.fault != FAULT_INPUT)
		return false;
	error_clear(error);
	error_record(error, FAULT_INPUT, "entry \"%.*s\": %s",
	    (int)poster->code_length, poster->code, found.message);
	error->code = "row-constraint";
	error->record = poster->pending[0].record;
	return error_locate(error, poster->origin, poster->pending[0].line);
}

/*
 * Give the lines of the entry so far to the rejects, each in its own place
 * with what was found; false, if there are no rejects and the run must stop.
 */
static bool
journal_entry_reject(struct journal_poster *poster, struct error *error)
{
	const struct error found = *error;

	for (size_t i = 0; i < poster->pending_count; i++) {
		const struct journal_pending *pending = &poster->pending[i];
		struct record record = {
			.schema = &schema_journal_line,
			.origin = poster->origin,
			.line = pending->line,
			.number = pending->record,
			.raw = pending->raw
		};

		error->line = pending->line;
		error->record = pending->record;
		if (!stream_reject(poster->in, &record, error)) {
			/* Not taken: the place is where it was found. */
			if (strcmp(error->message, found.message) == 0)
				*error = found;
			return false;
		}
		*error = found;
	}
	error_clear(error);
	poster->pending_count = 0;
	poster->refused = true;
	return true;
}

static bool
journal_entry_end(struct journal_poster *poster, struct error *error)
{
	bool right;

	if (poster->refused || poster->entry.count == 0)
		return true;
	right = journal_entry_balance(&poster->entry, error) &&
	    journal_entry_translate(&poster->entry, poster->functional,
	    poster->terms->exchange, poster->date, error);
	if (!right) {
		journal_entry_fault(poster, error);
		return journal_entry_reject(poster, error);
	}
	if (!journal_entry_write(poster, error))
		return false;
	poster->counts.entries++;
	poster->counts.lines += poster->entry.count;
	return true;
}

static bool
journal_entry_start(struct journal_poster *poster,
    const struct record *record, struct error *error)
{
	struct slice code = record->fields[JOURNAL_LINE_FIELD_ENTRY];

	if (!journal_entry_end(poster, error))
		return false;
	journal_entry_clear(&poster->entry);
	arena_reset(&poster->arena);
	poster->pending_count = 0;
	poster->refused = false;
	poster->origin = record->origin;
	if (code.length > sizeof(poster->code)) {
		error_record(error, FAULT_INPUT,
		    "the number of an entry has more than %d bytes",
		    ENTRY_CODE_MAX);
		error_in_field(error, "entry", 0);
		return error_locate(error, record->origin, record->line);
	}
	memcpy(poster->code, code.text, code.length);
	poster->code_length = code.length;
	return true;
}

static bool
journal_record(struct journal_poster *poster, const struct record *record,
    struct error *error)
{
	struct slice code = record->fields[JOURNAL_LINE_FIELD_ENTRY];
	struct journal_pending *pending;

	if ((poster->pending_count == 0 && !poster->refused) ||
	    !slice_equal(code,
	    slice_from(poster->code, poster->code_length))) {
		if (!journal_entry_start(poster, record, error))
			return false;
	}
	poster->pending = memory_grow(poster->pending,
	    &poster->pending_capacity, poster->pending_count,
	    sizeof(*poster->pending));
	pending = &poster->pending[poster->pending_count++];
	*pending = (struct journal_pending){ .line = record->line,
	    .record = record->number,
	    .raw = stream_has_rejects(poster->in) ?
	    arena_copy(&poster->arena, record->raw) : slice_from("", 0) };
	if (poster->refused)
		error_record(error, FAULT_INPUT,
		    "entry \"%.*s\" was rejected for another line",
		    SLICE_PRINT(code));
	else if (journal_line_take(poster, record, pending, error))
		return true;
	error_locate(error, record->origin, record->line);
	if (error->code == NULL)
		error->code = "row-constraint";
	if (error->fault != FAULT_INPUT)
		return false;
	return journal_entry_reject(poster, error);
}

static bool
journal_batch_audit(const struct journal_poster *poster,
    struct error *error)
{
	struct text after = { 0 };
	bool done;

	text_add_format(&after, "{\"entries\":%llu,\"lines\":%llu}",
	    (unsigned long long)poster->counts.entries,
	    (unsigned long long)poster->counts.lines);
	done = run_audit(poster->run, "post", "journal", poster->terms->batch,
	    slice_from("", 0), text_slice(&after), error);
	text_release(&after);
	return done;
}

static bool
journal_post_all(struct journal_poster *poster, struct error *error)
{
	struct record record;
	bool *known = &poster->counts.known;

	/* The journal of pay lines has their name: were they withdrawn? */
	if (!pay_line_batch_check(poster->store, poster->terms->batch,
	    error) ||
	    !journal_batch_known(known, poster->store, poster->terms->batch,
	    error) || !journal_insert_begin(&poster->insert, poster->run,
	    error) ||
	    !currency_parse(&poster->functional,
	    slice_of(JOURNAL_FUNCTIONAL_CURRENCY), error))
		return false;
	while (stream_next(poster->in, &record, error)) {
		run_digest(poster->run, record.raw);
		run_digest(poster->run, slice_from("\n", 1));
		if (!*known && !journal_record(poster, &record, error))
			return false;
	}
	if (error->fault != FAULT_NONE || *known)
		return error->fault == FAULT_NONE;
	return journal_entry_end(poster, error) &&
	    journal_insert_end(&poster->insert, poster->terms->batch,
	    error) &&
	    journal_batch_audit(poster, error);
}

bool
journal_post(struct journal_counts *out, struct run *run,
    struct stream *in, const struct journal_terms *terms,
    struct error *error)
{
	struct journal_poster poster = { .run = run, .in = in,
	    .store = run_store(run), .terms = terms };
	bool done;

	done = journal_blocks_open(&poster.blocks, run,
	    terms->control, error) && journal_post_all(&poster, error);
	*out = poster.counts;
	journal_blocks_release(&poster.blocks);
	journal_entry_release(&poster.entry);
	journal_insert_release(&poster.insert);
	journal_fresh_release(&poster.fresh);
	memory_free(poster.pending);
	arena_release(&poster.arena);
	return done;
}
