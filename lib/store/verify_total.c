#include "store/verify_total.h"

#include "base/text.h"
#include "store/journal_span.h"
#include "store/journal_sums.h"
#include "store/verify_seal.h"

struct totals {
	struct store *store;
	struct statement *lines;
	bool has_line;			/* is there one more? */
	int64_t last_block;		/* there is no higher one */
	struct text text;
};

static const char all_lines[] =
    "SELECT b.run, e.date, l.block, l.amount, l.functional_amount "
    "FROM journal_batch b JOIN journal_entry e "
    "ON e.number BETWEEN b.first_entry AND b.last_entry "
    JOURNAL_JOIN_LINES
    "ORDER BY b.run, e.number, l.number /*scan*/";

static const char run_totals[] =
    "SELECT period, block, line_count, debit, credit, functional "
    "FROM journal_total WHERE run = $1 ORDER BY period, block";

/* Sum the lines of the run which stands next; *right says if they can be. */
static bool
totals_gather(bool *right, struct journal_sums *sums, struct totals *totals,
    int64_t run, struct error *error)
{
	const struct statement *line = totals->lines;
	struct error wrong = { 0 };
	struct period period = PERIOD_NONE;

	*right = true;
	while (totals->has_line && store_integer(line, 0) == run) {
		struct slice date = store_text(line, 1);
		int64_t block = store_integer(line, 2);

		date.length = date.length < 7 ? date.length : 7;
		*right = *right && block > 0 &&
		    block <= totals->last_block &&
		    period_parse(&period, date, &wrong) &&
		    journal_sums_add(sums, period, block,
		    store_integer(line, 3), store_integer(line, 4), &wrong);
		totals->has_line = store_step(totals->lines, error);
	}
	return error->fault == FAULT_NONE;
}

/* Is the row of journal_total the sum? */
static bool
totals_match(const struct statement *row, struct period period,
    int64_t block, const struct journal_sum *sum)
{
	char text[PERIOD_TEXT_MAX];

	(void)period_format(text, period);
	return slice_is(store_text(row, 0), text) &&
	    store_integer(row, 1) == block &&
	    store_integer(row, 2) == sum->lines &&
	    store_integer(row, 3) == sum->debit &&
	    store_integer(row, 4) == sum->credit &&
	    store_integer(row, 5) == sum->functional;
}

static bool
totals_compare(bool *right, const struct totals *totals,
    const struct journal_sums *sums, int64_t run, struct error *error)
{
	const struct journal_sum *sum;
	struct period period = PERIOD_NONE;
	struct statement *row;
	int64_t block = 0;

	if (!store_prepare(&row, totals->store, run_totals, error))
		return false;
	store_bind_integer(row, 1, run);
	while (*right && (sum = journal_sums_next(sums, &period,
	    &block)) != NULL)
		*right = store_step(row, error) &&
		    totals_match(row, period, block, sum);
	*right = *right && !store_step(row, error);
	return error->fault == FAULT_NONE;
}

static bool
totals_verify(struct totals *totals, int64_t run,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct journal_sums sums = { 0 };
	bool right;
	bool done;

	done = totals_gather(&right, &sums, totals, run, error) &&
	    totals_compare(&right, totals, &sums, run, error);
	journal_sums_release(&sums);
	if (!done || right)
		return done;
	if (!verify_seal_name(&totals->text, totals->store, "journal_total",
	    run, error))
		return false;
	text_add_string(&totals->text, " is not the sum of its lines");
	say(context, totals->text.bytes);
	return true;
}

bool
verify_total(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct totals totals = { .store = store };

	if (!store_prepare(&totals.lines, store, "SELECT "
	    "COALESCE(MAX(t.number), 0) FROM journal_block t /*scan*/",
	    error) || !store_get_integer(&totals.last_block, totals.lines,
	    error) || !store_prepare(&totals.lines, store, all_lines, error))
		return false;
	totals.has_line = store_step(totals.lines, error);
	while (totals.has_line)
		if (!totals_verify(&totals, store_integer(totals.lines, 0),
		    say, context, error))
			break;
	text_release(&totals.text);
	return error->fault == FAULT_NONE;
}
