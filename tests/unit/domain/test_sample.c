/* Samples: what they are depends on their values alone. */
#include "domain/sample.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "../tap.h"

enum { VALUES = 3000 };

static struct sketch_scale *scale;
static int64_t values[VALUES];

static uint64_t
drawn(void)
{
	static uint64_t state = 20261031;

	state = state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return state >> 33;
}

/* Whole numbers, such as are too large for 4 bytes, and parts. */
static int64_t
value_of(size_t kind)
{
	int64_t value = (int64_t)(drawn() % 2000000) - 500000;

	switch (kind) {
	case 0:
		return value * SAMPLE_UNIT;
	case 1:
		return value;
	default:
		return value * SAMPLE_UNIT * (drawn() % 2 == 0 ? 1 :
		    1000000);
	}
}

static bool
same_values(struct sample *one, struct sample *other)
{
	size_t counts[2];
	struct sample_value *all[2] = {
		sample_values(&counts[0], one, scale),
		sample_values(&counts[1], other, scale)
	};
	bool same = counts[0] == counts[1] && memcmp(all[0], all[1],
	    counts[0] * sizeof(*all[0])) == 0 &&
	    one->sketched == other->sketched && one->count == other->count;

	memory_free(all[0]);
	memory_free(all[1]);
	return same;
}

static int
ascending(const void *one, const void *other)
{
	int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;

	return (a > b) - (a < b);
}

static void
ranks_are_those_of_the_sorted(void)
{
	size_t wrong = 0;

	for (size_t kind = 0; kind < 3; kind++) {
		const size_t ranks[] = { 0, 17, 1500, 2998, 2999 };
		struct sample sample = { 0 };
		bool collapsed;

		for (size_t i = 0; i < VALUES; i++) {
			values[i] = value_of(kind);
			sample_add(&sample, NULL, values[i]);
		}
		qsort(values, VALUES, sizeof(*values), ascending);
		sample_place(&sample, NULL, ranks, 5);
		for (size_t i = 0; i < 5; i++)
			wrong += sample_rank(&sample, NULL, ranks[i],
			    &collapsed) != values[ranks[i]] || collapsed;
		sample_release(&sample);
	}
	tap_ok(wrong == 0, "ranks are those of the sorted values");
}

/* Split at random over parts, some of which are told at some time. */
static bool
parts_agree(size_t count, size_t kind, bool told)
{
	struct sample whole = { 0 }, merged = { 0 }, parts[3] = { { 0 } };
	size_t tell_at = drawn() % (count + 1);
	bool same;

	if (told)
		sample_tell(&whole, scale);
	for (size_t i = 0; i < count; i++) {
		int64_t value = value_of(kind);
		uint64_t times = drawn() % 10 == 0 ? 1 + drawn() % 9 : 1;

		if (told && i == tell_at)
			sample_tell(&parts[drawn() % 3], scale);
		sample_add_times(&whole, scale, value, times);
		for (uint64_t j = 0; j < times; j++)
			sample_add(&parts[drawn() % 3], scale, value);
	}
	if (told && tell_at == count)
		sample_tell(&parts[0], scale);
	for (size_t i = 0; i < 3; i++)
		sample_merge(&merged, scale, &parts[i]);
	same = same_values(&whole, &merged) &&
	    whole.sketched == (told && whole.count > SAMPLE_SMALL);
	sample_release(&whole);
	sample_release(&merged);
	return same;
}

static void
parts_make_the_whole(void)
{
	size_t wrong = 0;

	for (size_t round = 0; round < 300; round++)
		wrong += !parts_agree(drawn() % 900, round % 3,
		    round % 2 == 0);
	tap_ok(wrong == 0, "parts make the whole, whenever they were told");
}

static void
a_sketch_stays_one_when_added_by_its_values(void)
{
	struct sample one = { 0 }, other = { 0 };
	struct sample_value *all;
	size_t count;

	sample_tell(&one, scale);
	sample_tell(&other, scale);
	for (size_t i = 0; i < VALUES; i++)
		sample_add(&one, scale, value_of(i % 3));
	all = sample_values(&count, &one, scale);
	for (size_t i = count; i > 0; i--)
		sample_add_times(&other, scale, all[i - 1].value,
		    all[i - 1].times);
	tap_ok(count < VALUES && same_values(&one, &other),
	    "what a sketch gives makes the same sketch");
	memory_free(all);
	sample_release(&one);
	sample_release(&other);
}

int
main(void)
{
	struct decimal percent = { DECIMAL_ONE };
	struct error error = { 0 };

	if (!sketch_scale_new(&scale, percent, &error))
		return 1;
	tap_begin();
	ranks_are_those_of_the_sorted();
	parts_make_the_whole();
	a_sketch_stays_one_when_added_by_its_values();
	sketch_scale_free(scale);
	return tap_end();
}
