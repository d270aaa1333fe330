#include "domain/tally_part.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "domain/tally_group.h"

void
tally_part_define(char out[TALLY_DEFINITION_MAX], const struct indicators *set,
    size_t number)
{
	const struct indicator_measure *measure = &set->measures[number];
	const struct indicator_grouping *grouping =
	    &set->groupings[measure->grouping];
	const struct field *fields = set->schema->fields;
	struct text text = { 0 };

	text_add_format(&text, "%s\n%.*s\n%.*s\n%.*s\n%d%d%d%d\n%s\n%s\n",
	    set->schema->name, SLICE_PRINT(measure->filter_text),
	    SLICE_PRINT(measure->text), SLICE_PRINT(measure->per_text),
	    measure->truth, measure->distinct, measure->values,
	    (int)grouping->period,
	    measure->distinct ? fields[measure->field].name : "",
	    grouping->date != FIELD_ABSENT ? fields[grouping->date].name : "");
	for (size_t i = 0; i < grouping->by_count; i++)
		text_add_format(&text, "%s\n", fields[grouping->by[i]].name);
	(void)snprintf(out, TALLY_DEFINITION_MAX, "%016llx",
	    (unsigned long long)table_hash(text_slice(&text)));
	text_release(&text);
}

struct writing {
	const struct tally *tally;
	const struct tally_part_writer *writer;
	size_t indicator;
	size_t group;
	struct figure_part part;	/* what all parts of the group have */
};

static bool
put_part(const struct writing *writing, const struct figure_part *part,
    struct error *error)
{
	return writing->writer->put(writing->writer->context, part,
	    writing->indicator, writing->group, error);
}

/* An amount which is 0 is there all the same. */
static bool
set_amount(struct figure_part *part, size_t field, struct decimal *out,
    __int128 millionths, struct error *error)
{
	schema_give_zero(&schema_figure_part, field, part);
	return tally_decimal(out, millionths, error);
}

static bool
put_count(const struct writing *writing,
    const struct indicator_measure *measure,
    const struct tally_count *count, struct error *error)
{
	struct figure_part part = writing->part;
	bool number = measure->term.formula.root != NULL && !measure->truth;

	part.part = slice_of("count");
	part.records = count->records;
	if (measure->truth) {
		schema_give_zero(&schema_figure_part, FIGURE_PART_FIELD_SUM,
		    &part);
		part.sum = decimal_of((int64_t)count->sum);
	}
	if (number && !set_amount(&part, FIGURE_PART_FIELD_SUM, &part.sum,
	    count->sum, error))
		return false;
	if (measure->per.formula.root != NULL && !set_amount(&part,
	    FIGURE_PART_FIELD_PER, &part.per, count->per, error))
		return false;
	if (number && count->records > 0 && (!set_amount(&part,
	    FIGURE_PART_FIELD_LEAST, &part.least, count->min, error) ||
	    !set_amount(&part, FIGURE_PART_FIELD_GREATEST, &part.greatest,
	    count->max, error)))
		return false;
	return put_part(writing, &part, error);
}

static bool
put_values(const struct writing *writing, struct sample *sample,
    struct error *error)
{
	const struct tally_sampling *sampling = writing->tally->sampling;
	struct figure_part part = writing->part;
	struct sample_value *values;
	size_t count;
	bool good = true;

	values = sample_values(&count, sample, sampling->scale);
	if (sample->sketched)
		part.error = sampling->error;
	for (size_t i = 0; good && i < count; i++) {
		part.part = slice_of(i == 0 && sample->sketched &&
		    sample->sketch.collapsed ? "lowest" : "value");
		part.records = (int64_t)values[i].times;
		good = set_amount(&part, FIGURE_PART_FIELD_VALUE, &part.value,
		    values[i].value, error) && put_part(writing, &part, error);
	}
	memory_free(values);
	return good;
}

static int
compare_texts(const void *one, const void *other)
{
	return slice_compare(*(const struct slice *)one,
	    *(const struct slice *)other);
}

static bool
put_texts(const struct writing *writing, const struct table *texts,
    struct error *error)
{
	struct figure_part part = writing->part;
	struct slice *sorted = memory_resize(NULL, texts->count,
	    sizeof(*sorted));
	bool good = true;

	for (size_t i = 0; i < texts->count; i++)
		sorted[i] = texts->entries[i].key;
	qsort(sorted, texts->count, sizeof(*sorted), compare_texts);
	part.part = slice_of("text");
	part.records = 1;
	for (size_t i = 0; good && i < texts->count; i++) {
		part.text = sorted[i];
		good = put_part(writing, &part, error);
	}
	memory_free(sorted);
	return good;
}

bool
tally_part_is_first(const struct indicators *set, size_t indicator)
{
	for (size_t i = 0; i < indicator; i++)
		if (set->items[i].measure == set->items[indicator].measure)
			return false;
	return true;
}

bool
tally_part_each(struct tally *tally, size_t indicator,
    const struct tally_part_writer *writer, struct error *error)
{
	const struct indicator *item = &tally->set->items[indicator];
	const struct tally_counts *counts = &tally->counts[item->measure];
	size_t groups = tally_part_is_first(tally->set, indicator) ?
	    tally_groups(tally, indicator) : 0;
	char definition[TALLY_DEFINITION_MAX];

	tally_part_define(definition, tally->set, item->measure);
	for (size_t i = 0; i < groups; i++) {
		const struct tally_count *count = &counts->items[
		    tally->groups[item->grouping].order[i]];
		struct writing writing = { .tally = tally, .writer = writer,
		    .indicator = indicator, .group = i, .part = {
		    .indicator = item->code,
		    .definition = slice_of(definition),
		    .period = tally_group_period(tally, item->grouping, i) } };

		if (!put_count(&writing, counts->measure, count, error) ||
		    (count->sample != NULL &&
		    !put_values(&writing, count->sample, error)) ||
		    (count->distinct != NULL &&
		    !put_texts(&writing, count->distinct, error)))
			return false;
	}
	return true;
}
