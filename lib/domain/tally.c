#include "domain/tally.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "domain/tally_group.h"

struct tally *
tally_new(const struct indicators *set)
{
	struct tally *tally = memory_new(sizeof(*tally));

	tally->set = set;
	for (size_t i = 0; i < set->measure_count; i++)
		tally->counts[i].measure = &set->measures[i];
	return tally;
}

static void
count_release(struct tally_count *count)
{
	memory_free(count->values);
	if (count->distinct != NULL)
		table_release(count->distinct);
	memory_free(count->distinct);
}

void
tally_free(struct tally *tally)
{
	if (tally == NULL)
		return;
	for (size_t i = 0; i < tally->set->measure_count; i++) {
		struct tally_counts *counts = &tally->counts[i];

		for (size_t j = 0; j < counts->count; j++)
			count_release(&counts->items[j]);
		memory_free(counts->items);
	}
	for (size_t i = 0; i < tally->set->grouping_count; i++) {
		table_release(&tally->groups[i].keys);
		memory_free(tally->groups[i].order);
	}
	text_release(&tally->key);
	memory_free(tally);
}

static struct tally_count *
count_get(struct tally_counts *counts, size_t group)
{
	while (counts->count <= group) {
		counts->items = memory_grow(counts->items,
		    &counts->capacity, counts->count, sizeof(*counts->items));
		counts->items[counts->count++] = (struct tally_count){
		    .min = INT64_MAX, .max = INT64_MIN };
	}
	return &counts->items[group];
}

static void
count_value(struct tally_count *count, int64_t value, bool keep)
{
	count->sum += value;
	if (value < count->min)
		count->min = value;
	if (value > count->max)
		count->max = value;
	if (keep) {
		count->values = memory_grow(count->values, &count->capacity,
		    (size_t)count->records, sizeof(*count->values));
		count->values[count->records] = value;
	}
	count->records++;
}

static void
count_distinct(struct tally_count *count,
    const struct indicator_measure *measure, const struct schema *schema,
    const void *record)
{
	struct slice text = tally_group_text(&schema->fields[measure->field],
	    record);
	bool added;

	if (slice_is_empty(text))
		return;
	if (count->distinct == NULL)
		count->distinct = memory_new(sizeof(*count->distinct));
	(void)table_put(count->distinct, text, &added);
	count->records++;
}

static enum indicator_found
count_truth(struct tally_count *count,
    const struct indicator_measure *measure, const void *record,
    struct error *error)
{
	enum indicator_found found;
	bool truth;

	found = indicator_term_truth(&truth, &measure->term, record, error);
	if (found == INDICATOR_FOUND) {
		count->records++;
		count->sum += truth;
	}
	return found;
}

static enum indicator_found
count_number(struct tally_count *count,
    const struct indicator_measure *measure, const void *record,
    struct error *error)
{
	enum indicator_found found;
	int64_t value, per = 0;

	found = indicator_term_number(&value, &measure->term, record, error);
	if (found == INDICATOR_FOUND && measure->per.formula.root != NULL)
		found = indicator_term_number(&per, &measure->per, record,
		    error);
	if (found == INDICATOR_FOUND) {
		count_value(count, value, measure->values);
		count->per += per;
	}
	return found;
}

static bool
tally_count(struct tally *tally, struct tally_counts *counts,
    const void *record, struct error *error)
{
	const struct indicator_measure *measure = counts->measure;
	struct tally_groups *groups = &tally->groups[measure->grouping];
	enum indicator_found found = INDICATOR_FOUND;
	struct tally_count *count;
	bool counts_here = true;

	if (groups->current == TALLY_NO_GROUP)
		return true;
	count = count_get(counts, groups->current);
	if (measure->filter.formula.root != NULL)
		found = indicator_term_truth(&counts_here, &measure->filter,
		    record, error);
	if (found != INDICATOR_FOUND || !counts_here)
		return found != INDICATOR_FAILED;
	if (measure->distinct)
		count_distinct(count, measure, tally->set->schema, record);
	else if (measure->term.formula.root == NULL)
		count->records++;
	else if (measure->truth)
		found = count_truth(count, measure, record, error);
	else
		found = count_number(count, measure, record, error);
	return found != INDICATOR_FAILED;
}

bool
tally_add(struct tally *tally, const void *record, struct error *error)
{
	const struct indicators *set = tally->set;

	for (size_t i = 0; i < set->grouping_count; i++)
		tally_group_find(tally, i, record);
	for (size_t i = 0; i < set->measure_count; i++)
		if (!tally_count(tally, &tally->counts[i], record, error))
			return false;
	return true;
}
