#include "store/verify_journal.h"

#include "base/memory.h"
#include "store/sealed.h"
#include "store/verify_seal.h"
#include "store/verify_total.h"

/* What the statement of the lines gives; seal_table has the run before it. */
enum {
	LINE_NUMBER,
	LINE_BLOCK = 2,
	LINE_AMOUNT,
	LINE_FUNCTIONAL,
	LINE_PLACE = 7,		/* where there are columns of the place */
	LINE_PLACE_RUN,
	LINE_PLACE_ENTRY,
	LINE_PLACE_ENTITY
};

enum { PERIOD_LENGTH = 7 };	/* of a date */

enum { ENTRY_NUMBER, ENTRY_NAME, ENTRY_DATE, ENTRY_FIRST, ENTRY_LAST };
enum { BATCH_RUN, BATCH_FIRST, BATCH_LAST };

/* What an entry comes to in one entity, fund and currency. */
struct unit_sum {
	__int128 amount;
	__int128 functional;
	bool used;
};

struct verify_journal {
	struct store *store;
	void (*say)(void *context, const char *line);
	void *context;
	struct verify_blocks blocks;
	struct verify_total total;
	struct seal_table table;	/* the lines, not joined to anything */
	struct statement *lines;
	struct statement *entries;
	struct statement *batches;
	bool has_entry;			/* is there one more? */
	bool has_batch;
	bool begun;			/* the batch has had lines */
	int64_t strays;
	struct unit_sum *sums;		/* of the entry, by unit */
	size_t *used;			/* the units which it has lines of */
	size_t used_count;
	struct text text;
};

/* As they are sealed, and their place (store_place.h). */
static const char all_lines[] = "SELECT t.number, t.number, t.block, "
    "t.amount, t.functional_amount, t.reference, t.text "
    "/*placed , t.ops_period, t.ops_run, t.ops_entry, t.ops_entity */ "
    "FROM journal_line t ORDER BY t.number /*scan*/ /*parts*/";

static const char all_entries[] = "SELECT number, entry, date, first_line, "
    "last_line FROM journal_entry ORDER BY number /*scan*/ /*parts*/";

static const char all_batches[] = "SELECT run, first_line, last_line "
    "FROM journal_batch ORDER BY run /*scan*/ /*parts*/";

static bool
journal_read(struct verify_journal *journal, struct error *error)
{
	size_t units;

	if (!verify_blocks_read(&journal->blocks, journal->store, error) ||
	    !store_prepare_own(&journal->lines, journal->store, all_lines,
	    error) ||
	    !store_prepare_own(&journal->entries, journal->store,
	    all_entries, error) ||
	    !store_prepare_own(&journal->batches, journal->store,
	    all_batches, error))
		return false;
	units = journal->blocks.units.count + 1;
	journal->sums = memory_new(units * sizeof(*journal->sums));
	journal->used = memory_new(units * sizeof(*journal->used));
	journal->has_entry = store_step(journal->entries, error);
	journal->has_batch = error->fault == FAULT_NONE &&
	    store_step(journal->batches, error);
	return error->fault == FAULT_NONE;
}

bool
verify_journal_open(struct verify_journal **out, struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct verify_journal *journal = memory_new(sizeof(*journal));

	journal->store = store;
	journal->say = say;
	journal->context = context;
	journal->total.store = store;
	journal->total.blocks = &journal->blocks;
	journal->table = (struct seal_table){
	    .table = sealed_journal_line.table };
	*out = journal;
	return journal_read(journal, error);
}

void
verify_journal_close(struct verify_journal *journal)
{
	if (journal == NULL)
		return;
	store_finish(journal->lines);
	store_finish(journal->entries);
	store_finish(journal->batches);
	verify_blocks_release(&journal->blocks);
	journal_sums_release(&journal->total.sums);
	memory_free(journal->sums);
	memory_free(journal->used);
	text_release(&journal->text);
	memory_free(journal);
}

static void
journal_add(struct verify_journal *journal, size_t unit, int64_t amount,
    int64_t functional)
{
	struct unit_sum *sum = &journal->sums[unit];

	if (!sum->used)
		journal->used[journal->used_count++] = unit;
	sum->used = true;
	sum->amount += amount;
	sum->functional += functional;
}

/* Does the entry come to nothing in each unit?  The next begins with none. */
static bool
journal_balances(struct verify_journal *journal)
{
	bool balances = true;

	while (journal->used_count > 0) {
		struct unit_sum *sum =
		    &journal->sums[journal->used[--journal->used_count]];

		balances = balances && sum->amount == 0 &&
		    sum->functional == 0;
		*sum = (struct unit_sum){ 0 };
	}
	return balances;
}

static bool
journal_end_entry(struct verify_journal *journal, struct error *error)
{
	if (!journal_balances(journal)) {
		text_clear(&journal->text);
		text_add_format(&journal->text,
		    "journal entry %.*s does not balance", SLICE_PRINT(
		    store_text(journal->entries, ENTRY_NAME)));
		journal->say(journal->context, journal->text.bytes);
	}
	journal->has_entry = store_step(journal->entries, error);
	return error->fault == FAULT_NONE;
}

static bool
journal_end_batch(struct verify_journal *journal, struct error *error)
{
	int64_t run = store_integer(journal->batches, BATCH_RUN);
	bool right = true;

	if (journal->begun && !verify_total_end(&right, &journal->total, run,
	    error))
		return false;
	if (!right) {
		if (!verify_seal_name(&journal->text, journal->store,
		    "journal_total", run, error))
			return false;
		text_add_string(&journal->text, " is not the sum of its lines");
		journal->say(journal->context, journal->text.bytes);
	}
	journal->begun = false;
	journal->has_batch = store_step(journal->batches, error);
	return error->fault == FAULT_NONE;
}

/* End the entries and batches whose last line comes before the number. */
static bool
journal_advance(struct verify_journal *journal, int64_t number,
    struct error *error)
{
	while (journal->has_entry &&
	    store_integer(journal->entries, ENTRY_LAST) < number)
		if (!journal_end_entry(journal, error))
			return false;
	while (journal->has_batch &&
	    store_integer(journal->batches, BATCH_LAST) < number)
		if (!journal_end_batch(journal, error))
			return false;
	return true;
}

static bool
journal_end(struct verify_journal *journal, struct error *error)
{
	while (journal->has_entry)
		if (!journal_end_entry(journal, error))
			return false;
	while (journal->has_batch)
		if (!journal_end_batch(journal, error))
			return false;
	return true;
}

/*
 * Statements find the lines of an entry by the columns of the place, where
 * there are such: a line with others is not of the entry.
 */
static bool
journal_in_entry(const struct verify_journal *journal, int64_t number)
{
	const struct statement *line = journal->lines;
	struct slice period;

	if (!journal->has_entry ||
	    store_integer(journal->entries, ENTRY_FIRST) > number)
		return false;
	if (store_columns(line) <= LINE_PLACE)
		return true;
	period = store_text(journal->entries, ENTRY_DATE);
	if (period.length > PERIOD_LENGTH)
		period.length = PERIOD_LENGTH;
	return slice_equal(store_text(line, LINE_PLACE), period) &&
	    store_integer(line, LINE_PLACE_ENTRY) ==
	    store_integer(journal->entries, ENTRY_NUMBER);
}

static bool
journal_in_batch(const struct verify_journal *journal, int64_t number,
    const struct verify_block *block)
{
	const struct statement *line = journal->lines;

	if (!journal->has_batch ||
	    store_integer(journal->batches, BATCH_FIRST) > number)
		return false;
	return store_columns(line) <= LINE_PLACE || (block != NULL &&
	    store_integer(line, LINE_PLACE_RUN) ==
	    store_integer(journal->batches, BATCH_RUN) &&
	    slice_equal(store_text(line, LINE_PLACE_ENTITY),
	    verify_blocks_entity(&journal->blocks, block)));
}

/* Count the line in its entry and its run; false: no batch leads to it. */
static bool
journal_count(struct verify_journal *journal)
{
	int64_t number = store_integer(journal->lines, LINE_NUMBER);
	int64_t amount = store_integer(journal->lines, LINE_AMOUNT);
	int64_t functional = store_integer(journal->lines, LINE_FUNCTIONAL);
	const struct verify_block *block = verify_blocks_find(
	    &journal->blocks, store_integer(journal->lines, LINE_BLOCK));
	bool in_entry = journal_in_entry(journal, number);

	if (in_entry && block != NULL)
		journal_add(journal, block->unit, amount, functional);
	if (!journal_in_batch(journal, number, block))
		return false;
	journal->begun = true;
	if (in_entry)
		verify_total_add(&journal->total, store_text(
		    journal->entries, ENTRY_DATE), block, amount, functional);
	return true;
}

bool
verify_journal_next(struct verify_journal *journal, struct error *error)
{
	while (store_step(journal->lines, error)) {
		if (!journal_advance(journal, store_integer(journal->lines,
		    LINE_NUMBER), error))
			return false;
		if (journal_count(journal))
			return true;
		journal->strays++;
	}
	if (error->fault == FAULT_NONE)
		(void)journal_end(journal, error);
	return false;
}

int64_t
verify_journal_run(const struct verify_journal *journal)
{
	return store_integer(journal->batches, BATCH_RUN);
}

void
verify_journal_seal(struct seal *seal, const struct verify_journal *journal)
{
	const struct verify_block *block = verify_blocks_find(
	    &journal->blocks, store_integer(journal->lines, LINE_BLOCK));
	int64_t amount = store_integer(journal->lines, LINE_AMOUNT);

	seal_table_add(seal, &journal->table, journal->lines);
	/* What is debited; all amounts together come to nothing. */
	if (amount > 0 && block != NULL)
		seal_total(seal, block->currency, amount);
}

int64_t
verify_journal_strays(const struct verify_journal *journal)
{
	return journal->strays;
}
