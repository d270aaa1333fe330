#include "domain/tally.h"

#include <stdatomic.h>

#include "base/memory.h"
#include "domain/tally_group.h"

enum { FRESH_VALUES = 1024 };	/* between two looks at how many there are */

struct tally *
tally_new(const struct indicators *set, struct tally_sampling *sampling)
{
	struct tally *tally = memory_new(sizeof(*tally));

	tally->set = set;
	tally->sampling = sampling;
	tally->scratch = memory_new(set->schema->count *
	    sizeof(*tally->scratch));
	tally->told = sampling->most == 0 && sampling->scale != NULL;
	for (size_t i = 0; i < set->measure_count; i++)
		tally->counts[i].measure = &set->measures[i];
	return tally;
}

static void
count_release(struct tally_count *count)
{
	if (count->sample != NULL)
		sample_release(count->sample);
	memory_free(count->sample);
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
		memory_free(tally->groups[i].slots);
		memory_free(tally->groups[i].order);
	}
	memory_free(tally->scratch);
	text_release(&tally->key);
	memory_free(tally);
}

void
tally_tell(struct tally *tally)
{
	tally->told = true;
	for (size_t i = 0; i < tally->set->measure_count; i++)
		for (size_t j = 0; j < tally->counts[i].count; j++) {
			struct sample *sample =
			    tally->counts[i].items[j].sample;

			if (sample != NULL)
				sample_tell(sample, tally->sampling->scale);
		}
}

void
tally_settle(struct tally *tally)
{
	uint64_t values = 0;

	for (size_t i = 0; i < tally->set->measure_count; i++)
		for (size_t j = 0; j < tally->counts[i].count; j++) {
			const struct sample *sample =
			    tally->counts[i].items[j].sample;

			values += sample != NULL ? sample->count : 0;
		}
	if (!tally->told && tally->sampling->scale != NULL &&
	    values > tally->sampling->most)
		tally_tell(tally);
}

/* All tallies of the run count together how many values they keep. */
void
tally_keep(struct tally *tally, uint64_t values)
{
	struct tally_sampling *sampling = tally->sampling;

	tally->fresh += values;
	if (tally->fresh < FRESH_VALUES || tally->told ||
	    sampling->scale == NULL)
		return;
	if (atomic_fetch_add(&sampling->kept, tally->fresh) + tally->fresh >
	    sampling->most)
		tally_tell(tally);
	tally->fresh = 0;
}

static void
keep_value(struct tally *tally, struct tally_count *count, int64_t value)
{
	const struct sketch_scale *scale = tally->sampling->scale;

	if (count->sample == NULL) {
		count->sample = memory_new(sizeof(*count->sample));
		if (tally->told)
			sample_tell(count->sample, scale);
	}
	sample_add(count->sample, scale, value);
	tally_keep(tally, 1);
}

static void
count_value(struct tally_count *count, int64_t value)
{
	count->sum += value;
	if (value < count->min)
		count->min = value;
	if (value > count->max)
		count->max = value;
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
count_truth(struct tally *tally, struct tally_count *count,
    const struct indicator_measure *measure, const void *record,
    struct error *error)
{
	enum indicator_found found;
	bool truth;

	found = indicator_term_truth(&truth, &measure->term, record,
	    tally->scratch, error);
	if (found == INDICATOR_FOUND) {
		count->records++;
		count->sum += truth;
	}
	return found;
}

static enum indicator_found
count_number(struct tally *tally, struct tally_count *count,
    const struct indicator_measure *measure, const void *record,
    struct error *error)
{
	enum indicator_found found;
	int64_t value, per = 0;

	found = indicator_term_number(&value, &measure->term, record,
	    tally->scratch, error);
	if (found == INDICATOR_FOUND && measure->per.formula.root != NULL)
		found = indicator_term_number(&per, &measure->per, record,
		    tally->scratch, error);
	if (found == INDICATOR_FOUND) {
		count_value(count, value);
		count->per += per;
		if (measure->values)
			keep_value(tally, count, value);
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
	count = tally_group_count(counts, groups->current);
	if (measure->filter.formula.root != NULL)
		found = indicator_term_truth(&counts_here, &measure->filter,
		    record, tally->scratch, error);
	if (found != INDICATOR_FOUND || !counts_here)
		return found != INDICATOR_FAILED;
	if (measure->distinct)
		count_distinct(count, measure, tally->set->schema, record);
	else if (measure->term.formula.root == NULL)
		count->records++;
	else if (measure->truth)
		found = count_truth(tally, count, measure, record, error);
	else
		found = count_number(tally, count, measure, record, error);
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

static void
merge_distinct(struct tally_count *count, struct table *others)
{
	bool added;

	if (others == NULL)
		return;
	if (count->distinct == NULL)
		count->distinct = memory_new(sizeof(*count->distinct));
	for (size_t i = 0; i < others->count; i++)
		(void)table_put(count->distinct, others->entries[i].key,
		    &added);
}

static void
merge_sample(struct tally *tally, struct tally_count *count,
    struct sample *other)
{
	if (other == NULL)
		return;
	if (count->sample == NULL)
		count->sample = memory_new(sizeof(*count->sample));
	sample_merge(count->sample, tally->sampling->scale, other);
}

static void
merge_count(struct tally *tally, struct tally_count *count,
    struct tally_count *other)
{
	count->records += other->records;
	count->sum += other->sum;
	count->per += other->per;
	if (other->min < count->min)
		count->min = other->min;
	if (other->max > count->max)
		count->max = other->max;
	merge_distinct(count, other->distinct);
	merge_sample(tally, count, other->sample);
}

void
tally_merge(struct tally *tally, struct tally *other)
{
	const struct indicators *set = tally->set;

	if (tally->told != other->told)
		tally_tell(tally->told ? other : tally);
	for (size_t i = 0; i < set->measure_count; i++) {
		size_t grouping = set->measures[i].grouping;

		for (size_t j = 0; j < other->counts[i].count; j++) {
			struct slice key =
			    other->groups[grouping].keys.entries[j].key;

			merge_count(tally, tally_group_count(
			    &tally->counts[i], tally_group_put(
			    &tally->groups[grouping], key)),
			    &other->counts[i].items[j]);
		}
	}
}
