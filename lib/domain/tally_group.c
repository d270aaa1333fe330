#include "domain/tally_group.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "value/currency.h"
#include "value/period.h"

enum { MONTHS = 12, QUARTER_MONTHS = 3, TALLY_FIRST_SLOTS = 64 };

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

struct tally_count *
tally_group_count(struct tally_counts *counts, size_t group)
{
	while (counts->count <= group) {
		counts->items = memory_grow(counts->items,
		    &counts->capacity, counts->count, sizeof(*counts->items));
		counts->items[counts->count++] = (struct tally_count){
		    .min = INT64_MAX, .max = INT64_MIN };
	}
	return &counts->items[group];
}

void
tally_group_key(struct text *key, uint32_t period)
{
	text_clear(key);
	for (int i = TALLY_PERIOD_BYTES - 1; i >= 0; i--)
		text_add_character(key, (char)(period >> 8 * i & 255));
}

void
tally_group_key_add(struct text *key, struct slice value)
{
	text_add(key, value);
	text_add_character(key, TALLY_SEPARATOR);
}

size_t
tally_group_put(struct tally_groups *groups, struct slice key)
{
	bool added;

	return table_put(&groups->keys, key, &added);
}

/* What a key is made of, still in the record. */
struct key_parts {
	uint32_t period;
	size_t count;
	struct slice values[INDICATOR_BY_MAX];
};

static uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* Of short texts at once: the last bytes overlap those before. */
static uint64_t
mix_text(uint64_t hash, struct slice text)
{
	uint64_t word = 0;
	uint32_t halves[2];
	size_t at = 0;

	hash = mix(hash, text.length);
	for (; text.length - at > sizeof(word); at += sizeof(word)) {
		memcpy(&word, text.text + at, sizeof(word));
		hash = mix(hash, word);
	}
	if (text.length >= sizeof(word)) {
		memcpy(&word, text.text + text.length - sizeof(word),
		    sizeof(word));
	} else if (text.length >= sizeof(halves[0])) {
		memcpy(&halves[0], text.text, sizeof(halves[0]));
		memcpy(&halves[1], text.text + text.length -
		    sizeof(halves[1]), sizeof(halves[1]));
		word = (uint64_t)halves[0] << 32 | halves[1];
	} else {
		for (size_t i = 0; i < text.length; i++)
			word = word << 8 | (unsigned char)text.text[i];
	}
	return mix(hash, word);
}

static bool
is_key_of(const struct key_parts *parts, struct slice key)
{
	size_t at = TALLY_PERIOD_BYTES;

	for (size_t i = 0; i < TALLY_PERIOD_BYTES; i++)
		if ((unsigned char)key.text[i] != (parts->period >>
		    8 * (TALLY_PERIOD_BYTES - 1 - i) & 255))
			return false;
	for (size_t i = 0; i < parts->count; i++) {
		struct slice value = parts->values[i];

		if (key.length - at <= value.length || (value.length > 0 &&
		    memcmp(key.text + at, value.text, value.length) != 0))
			return false;
		at += value.length;
		if (key.text[at++] != TALLY_SEPARATOR)
			return false;
	}
	return at == key.length;
}

static void
widen_slots(struct tally_groups *groups)
{
	size_t count = groups->slot_count > 0 ? groups->slot_count * 2 :
	    TALLY_FIRST_SLOTS;
	struct tally_slot *slots = memory_new(count * sizeof(*slots));

	for (size_t i = 0; i < groups->slot_count; i++) {
		size_t at = groups->slots[i].hash & (count - 1);

		if (groups->slots[i].group == 0)
			continue;
		while (slots[at].group != 0)
			at = (at + 1) & (count - 1);
		slots[at] = groups->slots[i];
	}
	memory_free(groups->slots);
	groups->slots = slots;
	groups->slot_count = count;
}

static size_t
find_parts(struct tally *tally, struct tally_groups *groups,
    const struct key_parts *parts)
{
	uint64_t hash = mix(0, parts->period);
	struct tally_slot *slot;
	size_t at;

	for (size_t i = 0; i < parts->count; i++)
		hash = mix_text(hash, parts->values[i]);
	if (groups->keys.count * 2 >= groups->slot_count)
		widen_slots(groups);
	at = hash & (groups->slot_count - 1);
	for (;; at = (at + 1) & (groups->slot_count - 1)) {
		slot = &groups->slots[at];
		if (slot->group == 0)
			break;
		if (slot->hash == (uint32_t)hash && is_key_of(parts,
		    groups->keys.entries[slot->group - 1].key))
			return slot->group - 1;
	}
	tally_group_key(&tally->key, parts->period);
	for (size_t i = 0; i < parts->count; i++)
		tally_group_key_add(&tally->key, parts->values[i]);
	*slot = (struct tally_slot){ (uint32_t)hash, (uint32_t)
	    tally_group_put(groups, text_slice(&tally->key)) + 1 };
	return slot->group - 1;
}

void
tally_group_find(struct tally *tally, size_t at, const void *record)
{
	const struct indicator_grouping *grouping = &tally->set->groupings[at];
	const struct schema *schema = tally->set->schema;
	struct tally_groups *groups = &tally->groups[at];
	struct key_parts parts;

	parts.period = 0;
	parts.count = grouping->by_count;
	if (grouping->period != INDICATOR_NO_PERIOD) {
		struct date date = date_of(schema, grouping->date, record);

		groups->current = TALLY_NO_GROUP;
		if (date_is_none(date))
			return;
		parts.period = period_number(date, grouping->period);
	}
	for (size_t i = 0; i < parts.count; i++)
		parts.values[i] = tally_group_text(
		    &schema->fields[grouping->by[i]], record);
	groups->current = find_parts(tally, groups, &parts);
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
