#include "store/journal_sums.h"

#include "base/assert.h"
#include "base/memory.h"

/* Entries of one period mostly follow one another. */
static struct journal_sums_period *
sums_period(struct journal_sums *sums, struct period period)
{
	struct journal_sums_period **at = &sums->first;
	struct journal_sums_period *made;

	if (sums->last_used != NULL &&
	    sums->last_used->period.month == period.month)
		return sums->last_used;
	while (*at != NULL && (*at)->period.month < period.month)
		at = &(*at)->next;
	if (*at == NULL || (*at)->period.month != period.month) {
		made = memory_new(sizeof(*made));
		made->period = period;
		made->next = *at;
		*at = made;
	}
	sums->last_used = *at;
	return *at;
}

static struct journal_sum *
sums_block(struct journal_sums_period *of, size_t block)
{
	while (of->count <= block) {
		of->sums = memory_grow(of->sums, &of->capacity, of->count,
		    sizeof(*of->sums));
		of->sums[of->count++] = (struct journal_sum){ 0 };
	}
	return &of->sums[block];
}

bool
journal_sums_add(struct journal_sums *sums, struct period period,
    int64_t block, int64_t amount, int64_t functional, struct error *error)
{
	struct journal_sum *sum;

	ENSURE(block > 0);
	sum = sums_block(sums_period(sums, period), (size_t)block);
	sum->lines++;
	if ((amount > 0 ?
	    __builtin_add_overflow(sum->debit, amount, &sum->debit) :
	    __builtin_sub_overflow(sum->credit, amount, &sum->credit)) ||
	    __builtin_add_overflow(sum->functional, functional,
	    &sum->functional))
		return error_set(error, FAULT_STORE,
		    "the amounts of one account come to more than the store "
		    "can hold");
	return true;
}

const struct journal_sum *
journal_sums_next(const struct journal_sums *sums, struct period *period,
    int64_t *block)
{
	const struct journal_sums_period *at = sums->first;
	size_t next = (size_t)*block + 1;

	if (*block > 0)
		while (at != NULL && at->period.month < period->month)
			at = at->next;
	for (; at != NULL; at = at->next, next = 1)
		for (; next < at->count; next++)
			if (at->sums[next].lines > 0) {
				*period = at->period;
				*block = (int64_t)next;
				return &at->sums[next];
			}
	return NULL;
}

void
journal_sums_release(struct journal_sums *sums)
{
	while (sums->first != NULL) {
		struct journal_sums_period *at = sums->first;

		sums->first = at->next;
		memory_free(at->sums);
		memory_free(at);
	}
	sums->last_used = NULL;
}
