/*
 * tally_group.h - the parts of a tally, for the files tally*.c only
 */
#ifndef DOMAIN_TALLY_GROUP_H
#define DOMAIN_TALLY_GROUP_H

#include "base/text.h"
#include "domain/tally.h"

enum {
	TALLY_PERIOD_BYTES = 4,		/* of a key, before the values */
	TALLY_SEPARATOR = '\x1f',	/* the unit separator of ASCII */
	TALLY_PERIOD_TEXT_MAX = 16,
	TALLY_DEFINITION_MAX = 17
};

#define TALLY_NO_GROUP SIZE_MAX

/* What a measure came to in one group. */
struct tally_count {
	int64_t records;
	__int128 sum;		/* of a share: how many are true */
	__int128 per;
	int64_t min;
	int64_t max;
	struct sample *sample;	/* of percentiles, or NULL */
	struct table *distinct;
};

struct tally_counts {
	const struct indicator_measure *measure;
	struct tally_count *items;	/* by number of the group */
	size_t count;
	size_t capacity;
};

/*
 * The groups of a grouping by their key: the number of the period, the highest
 * byte first so that keys sort as periods do, and the values of the fields.
 */
struct tally_groups {
	struct table keys;
	struct tally_slot *slots;	/* to find them by their parts */
	size_t slot_count;
	uint32_t *order;	/* numbers of groups, sorted by key */
	size_t current;		/* that of the record at hand */
};

struct tally_slot {
	uint32_t hash;
	uint32_t group;		/* its number + 1; 0 is free */
};

struct tally {
	const struct indicators *set;
	struct tally_sampling *sampling;
	bool told;		/* to keep sketches */
	uint64_t fresh;		/* values which sampling has not counted */
	struct formula_value *scratch;
	struct tally_counts counts[INDICATORS_MAX];
	struct tally_groups groups[INDICATORS_MAX];
	struct text key;
	char period[TALLY_PERIOD_TEXT_MAX];
};

/* The count of a group, made if it is not there. */
struct tally_count *tally_group_count(struct tally_counts *counts,
    size_t group);

/* The number of the group of a key, made if it is not there. */
size_t tally_group_put(struct tally_groups *groups, struct slice key);

/* The key which tally_group_put takes: period, then values, one by one. */
void tally_group_key(struct text *key, uint32_t period);
void tally_group_key_add(struct text *key, struct slice value);

/* Keep sketches from now on. */
void tally_tell(struct tally *tally);

/* So many values more are kept: are there too many? */
void tally_keep(struct tally *tally, uint64_t values);

/* Whole millionths, as sums are kept, as a decimal. */
bool tally_decimal(struct decimal *out, __int128 millionths,
    struct error *error);

/*
 * A digest of all that a count depends on, but the records; a table's hash is
 * the same everywhere.
 */
void tally_part_define(char out[TALLY_DEFINITION_MAX],
    const struct indicators *set, size_t measure);

/* Is it the first of those with its measure, which parts are named by? */
bool tally_part_is_first(const struct indicators *set, size_t indicator);

/* Set the current group; a record without the date has none. */
void tally_group_find(struct tally *tally, size_t grouping,
    const void *record);

/* The words of a field which makes groups or is told apart. */
struct slice tally_group_text(const struct field *field, const void *record);

/* Put the groups in order, once. */
void tally_group_sort(struct tally *tally, size_t grouping);

/* "2026-10", "2026-Q4", "2026", or empty. */
struct slice tally_group_period(struct tally *tally, size_t grouping,
    size_t group);
struct slice tally_group_value(const struct tally *tally, size_t grouping,
    size_t group, uint16_t field);

#endif
