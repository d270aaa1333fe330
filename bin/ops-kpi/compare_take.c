/* Records into samples. */
#include "compare.h"

#include <stdlib.h>

#include "base/memory.h"

enum { SEPARATOR = '\x1f' };

static void
add_group(struct compare *compare)
{
	for (size_t i = 0; i < compare->by_count; i++) {
		text_add(&compare->key, measurement_text(compare->set,
		    compare->by[i], compare->record));
		text_add_character(&compare->key, SEPARATOR);
	}
}

/* What the record is compared by; false if that is not known of it. */
static bool
find_label(int32_t *order, struct compare *compare, size_t indicator,
    const struct measurement *measurement)
{
	struct text *label = &compare->label;
	char text[FIGURE_PERIOD_TEXT_MAX];
	struct date day;

	*order = 0;
	text_clear(label);
	switch (compare->way) {
	case COMPARE_PERIODS:
	case COMPARE_YEARS:
		*order = measurement->period.number;
		(void)figure_period_format(text, measurement->period);
		text_add_string(label, text);
		return true;
	case COMPARE_OTHERS:
	case COMPARE_EACH:
		text_add(label, measurement_text(compare->set,
		    compare->field, compare->record));
		return label->length > 0;
	case COMPARE_AROUND:
		day = measurement_day(compare->set, indicator,
		    compare->record);
		*order = date_compare(day, compare->around) >= 0;
		text_add_string(label, *order ? "from then on" : "before");
		return !date_is_none(day);
	}
	return false;
}

static bool
part_new(struct compare *compare, size_t indicator, int32_t order,
    size_t group, size_t label, struct error *error)
{
	struct slice key = text_slice(&compare->key);
	struct compare_part *part;

	if (compare->count == COMPARE_SAMPLES_MAX)
		return error_set(error, FAULT_INPUT,
		    "more than %d groups to compare", COMPARE_SAMPLES_MAX);
	compare->parts = memory_grow(compare->parts, &compare->capacity,
	    compare->count, sizeof(*compare->parts));
	part = &compare->parts[compare->count++];
	*part = (struct compare_part){ .indicator = indicator,
	    .order = order };
	key = arena_copy(&compare->arena, key);
	part->group = slice_from(key.text + group, label - group);
	part->label = slice_from(key.text + label, key.length - label);
	return true;
}

static bool
take_one(struct compare *compare, size_t indicator,
    const struct measurement *measurement, struct error *error)
{
	struct text *key = &compare->key;
	size_t group, at, number;
	int32_t order;
	bool added, known;

	known = find_label(&order, compare, indicator, measurement);
	text_clear(key);
	text_add_format(key, "%zu%c", indicator, SEPARATOR);
	group = key->length;
	add_group(compare);
	at = key->length;
	text_add(key, text_slice(&compare->label));
	if (!known)
		return true;
	number = table_put(&compare->keys, text_slice(key), &added);
	if (added && !part_new(compare, indicator, order, group, at, error))
		return false;
	observed_add(&compare->parts[number].sample,
	    &compare->set->items[indicator], measurement);
	return true;
}

bool
compare_take(struct compare *compare, const bool left_out[],
    struct error *error)
{
	for (size_t i = 0; i < compare->set->count; i++) {
		struct measurement measurement;

		if (left_out[i])
			continue;
		if (!measurement_take(&measurement, compare->set, i,
		    compare->record, compare->scratch, error))
			return false;
		if (measurement.state == MEASUREMENT_COUNTS &&
		    !take_one(compare, i, &measurement, error))
			return false;
	}
	return true;
}

static int
compare_parts(const void *one, const void *other)
{
	const struct compare_part *left = one, *right = other;
	int order;

	if (left->indicator != right->indicator)
		return left->indicator < right->indicator ? -1 : 1;
	order = slice_compare(left->group, right->group);
	if (order == 0)
		order = (left->order > right->order) -
		    (left->order < right->order);
	return order != 0 ? order : slice_compare(left->label,
	    right->label);
}

void
compare_sort(struct compare *compare)
{
	if (compare->count > 0)
		qsort(compare->parts, compare->count,
		    sizeof(*compare->parts), compare_parts);
}
