#include "store/verify_total.h"

enum { TOTAL_PERIOD_LENGTH = 7 };	/* of a date */

static const char run_totals[] =
    "SELECT period, block, line_count, debit, credit, functional "
    "FROM journal_total WHERE run = $1 ORDER BY period, block";

void
verify_total_add(struct verify_total *total, struct slice date,
    const struct verify_block *block, int64_t amount, int64_t functional)
{
	struct error wrong = { 0 };
	struct period period = PERIOD_NONE;

	if (date.length > TOTAL_PERIOD_LENGTH)
		date.length = TOTAL_PERIOD_LENGTH;
	if (block == NULL || !period_parse(&period, date, &wrong) ||
	    !journal_sums_add(&total->sums, period,
	    block - total->blocks->blocks + 1, amount, functional, &wrong))
		total->wrong = true;
}

/* Is the row of journal_total the sum? */
static bool
total_matches(const struct statement *row, struct period period,
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
total_compare(bool *right, const struct verify_total *total, int64_t run,
    struct error *error)
{
	const struct verify_block *blocks = total->blocks->blocks;
	const struct journal_sum *sum;
	struct period period = PERIOD_NONE;
	struct statement *row;
	int64_t place = 0;

	if (!store_prepare(&row, total->store, run_totals, error))
		return false;
	store_bind_integer(row, 1, run);
	while (*right && (sum = journal_sums_next(&total->sums, &period,
	    &place)) != NULL)
		*right = store_step(row, error) && total_matches(row, period,
		    blocks[place - 1].number, sum);
	*right = *right && !store_step(row, error);
	return error->fault == FAULT_NONE;
}

bool
verify_total_end(bool *right, struct verify_total *total, int64_t run,
    struct error *error)
{
	bool done;

	*right = !total->wrong;
	done = total_compare(right, total, run, error);
	journal_sums_release(&total->sums);
	total->sums = (struct journal_sums){ 0 };
	total->wrong = false;
	return done;
}
