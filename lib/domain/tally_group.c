#include "domain/tally_group.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "value/currency.h"
#include "value/period.h"

enum { MONTHS = 12, QUARTER_MONTHS = 3 };

/* The number of the period of a day: of the month, quarter or year. */
static uint32_t
period_number(struct date date, enum indicator_period period)
{
	struct date_parts parts = date_parts(date);
	uint32_t month = (uint32_t)parts.year * MONTHS + parts.month - 1;

	switch (period) {
	case INDICATOR_MONTH:
		return month;
	case INDICATOR_QUARTER:
		return month / QUARTER_MONTHS;
	case INDICATOR_YEAR:
		return month / MONTHS;
	case INDICATOR_NO_PERIOD:
		break;
	}
	return 0;
}

/* A month is known by its first day. */
static struct date
date_of(const struct schema *schema, int field, const void *record)
{
	const void *at = (const char *)record + schema->fields[field].offset;

	switch ((unsigned)schema->fields[field].type) {
	case FIELD_TIME:
		return instant_date(*(const struct instant *)at);
	case FIELD_PERIOD:
		return ((const struct period *)at)->month == 0 ? DATE_NONE :
		    period_first(*(const struct period *)at);
	default:
		return *(const struct date *)at;
	}
}

struct slice
tally_group_text(const struct field *field, const void *record)
{
	const void *at = (const char *)record + field->offset;

	return field->type == FIELD_CURRENCY ?
	    slice_of(currency_code(*(const struct currency *)at)) :
	    *(const struct slice *)at;
}

static void
key_period(struct text *key, uint32_t number)
{
	for (int i = TALLY_PERIOD_BYTES - 1; i >= 0; i--)
		text_add_character(key, (char)(number >> 8 * i & 255));
}

void
tally_group_find(struct tally *tally, size_t at, const void *record)
{
	const struct indicator_grouping *grouping = &tally->set->groupings[at];
	const struct schema *schema = tally->set->schema;
	struct tally_groups *groups = &tally->groups[at];
	uint32_t period = 0;
	bool added;

	if (grouping->period != INDICATOR_NO_PERIOD) {
		struct date date = date_of(schema, grouping->date, record);

		groups->current = TALLY_NO_GROUP;
		if (date_is_none(date))
			return;
		period = period_number(date, grouping->period);
	}
	text_clear(&tally->key);
	key_period(&tally->key, period);
	for (size_t i = 0; i < grouping->by_count; i++) {
		text_add(&tally->key, tally_group_text(
		    &schema->fields[grouping->by[i]], record));
		text_add_character(&tally->key, TALLY_SEPARATOR);
	}
	groups->current = table_put(&groups->keys, text_slice(&tally->key),
	    &added);
}

struct sort_item {
	struct slice key;
	uint32_t group;
};

static int
sort_compare(const void *one, const void *other)
{
	return slice_compare(((const struct sort_item *)one)->key,
	    ((const struct sort_item *)other)->key);
}

void
tally_group_sort(struct tally *tally, size_t grouping)
{
	struct tally_groups *groups = &tally->groups[grouping];
	size_t count = groups->keys.count;
	struct sort_item *items;

	if (groups->order != NULL || count == 0)
		return;
	items = memory_resize(NULL, count, sizeof(*items));
	for (size_t i = 0; i < count; i++)
		items[i] = (struct sort_item){ groups->keys.entries[i].key,
		    (uint32_t)i };
	qsort(items, count, sizeof(*items), sort_compare);
	groups->order = memory_resize(NULL, count, sizeof(*groups->order));
	for (size_t i = 0; i < count; i++)
		groups->order[i] = items[i].group;
	memory_free(items);
}

static struct slice
key_of(const struct tally *tally, size_t grouping, size_t group)
{
	const struct tally_groups *groups = &tally->groups[grouping];

	return groups->keys.entries[groups->order[group]].key;
}

struct slice
tally_group_period(struct tally *tally, size_t grouping, size_t group)
{
	struct slice key = key_of(tally, grouping, group);
	unsigned number = 0;
	int length = 0;

	for (size_t i = 0; i < TALLY_PERIOD_BYTES; i++)
		number = number << 8 | (unsigned char)key.text[i];
	switch (tally->set->groupings[grouping].period) {
	case INDICATOR_MONTH:
		length = snprintf(tally->period, sizeof(tally->period),
		    "%04u-%02u", number / MONTHS, number % MONTHS + 1);
		break;
	case INDICATOR_QUARTER:
		length = snprintf(tally->period, sizeof(tally->period),
		    "%04u-Q%u", number / 4, number % 4 + 1);
		break;
	case INDICATOR_YEAR:
		length = snprintf(tally->period, sizeof(tally->period),
		    "%04u", number);
		break;
	case INDICATOR_NO_PERIOD:
		break;
	}
	return slice_from(tally->period, (size_t)length);
}

struct slice
tally_group_value(const struct tally *tally, size_t at, size_t group,
    uint16_t field)
{
	const struct indicator_grouping *grouping = &tally->set->groupings[at];
	struct slice key = key_of(tally, at, group);
	struct slice rest = slice_from(key.text + TALLY_PERIOD_BYTES,
	    key.length - TALLY_PERIOD_BYTES);

	for (size_t i = 0; i < grouping->by_count; i++) {
		struct slice value = slice_cut(&rest, TALLY_SEPARATOR);

		if (grouping->by[i] == field)
			return value;
	}
	return slice_from("", 0);
}
