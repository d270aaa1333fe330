/* Sketches: never further off than they say, and the same in any order. */
#include "domain/sketch.h"

#include <stdlib.h>
#include <string.h>

#include "../tap.h"

enum { VALUES = 20000 };

static uint64_t
drawn(void)
{
	static uint64_t state = 20261031;

	state = state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return state >> 31 ^ state << 33;
}

static struct decimal
percent(const char *text)
{
	struct decimal value = DECIMAL_ZERO;
	struct error error = { 0 };

	if (!decimal_parse(&value, slice_of(text), &error))
		abort();
	return value;
}

static struct sketch_scale *
scale_of(const char *text)
{
	struct sketch_scale *scale = NULL;
	struct error error = { 0 };

	if (!sketch_scale_new(&scale, percent(text), &error))
		abort();
	return scale;
}

/* What stands for the value in a sketch of it alone. */
static int64_t
stands_for(const struct sketch_scale *scale, int64_t value)
{
	struct sketch sketch = { 0 };
	bool collapsed;
	int64_t middle;

	sketch_add(&sketch, scale, value, 1);
	middle = sketch_rank(&sketch, scale, 0, &collapsed);
	sketch_release(&sketch);
	return middle;
}

static bool
is_near(int64_t middle, int64_t value, struct decimal percents)
{
	__int128 distance = (__int128)middle - value;
	__int128 size = value < 0 ? -(__int128)value : value;

	if (distance < 0)
		distance = -distance;
	return distance * 100 <= size * percents.units / DECIMAL_ONE ||
	    distance * (DECIMAL_ONE * 100) <= size * percents.units;
}

static void
no_value_is_further_off_than_the_error(void)
{
	static const char *const errors[] = { "0.1", "0.5", "1", "2.5", "10" };
	struct error error = { 0 };
	struct sketch_scale *none;

	for (size_t i = 0; i < 5; i++) {
		struct sketch_scale *scale = scale_of(errors[i]);
		struct decimal most = percent(errors[i]);
		size_t wrong = 0;

		for (int64_t value = 0; value <= 20000; value++)
			wrong += !is_near(stands_for(scale, value), value,
			    most);
		for (int64_t bits = 0; bits < 63; bits++)
			for (int64_t near = -2; near <= 2; near++) {
				int64_t value = (int64_t)((UINT64_C(1) <<
				    bits) + (uint64_t)near);

				wrong += !is_near(stands_for(scale, value),
				    value, most);
			}
		for (size_t round = 0; round < 200000; round++) {
			int64_t value = (int64_t)(drawn() >> 1 >>
			    drawn() % 63);

			if (round % 2 == 1)
				value = -value;
			wrong += !is_near(stands_for(scale, value), value,
			    most);
		}
		wrong += !is_near(stands_for(scale, INT64_MAX), INT64_MAX,
		    most);
		tap_ok(wrong == 0, "all are within %s percent", errors[i]);
		tap_ok(stands_for(scale, 9) == 9 &&
		    stands_for(scale, -3) == -3, "small values are exact");
		sketch_scale_free(scale);
	}
	tap_ok(!sketch_scale_new(&none, percent("0.09"), &error) &&
	    error.fault == FAULT_USAGE, "0.09 percent is refused");
	error_clear(&error);
	tap_ok(!sketch_scale_new(&none, percent("10.1"), &error) &&
	    error.fault == FAULT_USAGE, "10.1 percent is refused");
}

static int
ascending(const void *one, const void *other)
{
	int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;

	return (a > b) - (a < b);
}

static void
ranks_are_within_the_error(void)
{
	static int64_t values[VALUES];
	struct sketch_scale *scale = scale_of("1");
	struct sketch sketch = { 0 };
	size_t wrong = 0;
	bool collapsed;

	for (size_t i = 0; i < VALUES; i++) {
		values[i] = (int64_t)(drawn() % 1000000) - 200000;
		values[i] *= values[i] % 7;
		sketch_add(&sketch, scale, values[i], 1);
	}
	qsort(values, VALUES, sizeof(*values), ascending);
	for (size_t i = 0; i < VALUES; i++)
		wrong += !is_near(sketch_rank(&sketch, scale, i, &collapsed),
		    values[i], percent("1")) || collapsed;
	tap_ok(wrong == 0, "each rank is within 1 percent, below zero too");
	sketch_release(&sketch);
	sketch_scale_free(scale);
}

static bool
same(const struct sketch *one, const struct sketch *other,
    const struct sketch_scale *scale, uint64_t count)
{
	bool collapsed[2];

	for (uint64_t i = 0; i < count; i++)
		if (sketch_rank(one, scale, i, &collapsed[0]) !=
		    sketch_rank(other, scale, i, &collapsed[1]) ||
		    collapsed[0] != collapsed[1])
			return false;
	return one->collapsed == other->collapsed;
}

/* wide: of so many sizes that the lowest buckets are put together. */
static void
merged_in_any_order(const char *error, unsigned bits, bool wide)
{
	struct sketch_scale *scale = scale_of(error);
	size_t wrong = 0, collapsed = 0;

	for (size_t round = 0; round < 20; round++) {
		struct sketch whole = { 0 }, one = { 0 }, other = { 0 },
		    parts[4] = { { 0 } };

		for (size_t i = 0; i < 2000; i++) {
			int64_t value = (int64_t)(drawn() >> 1 >>
			    drawn() % bits);

			value = i % 3 == 0 ? -value : value;
			sketch_add(&whole, scale, value, 1);
			sketch_add(&parts[drawn() % 4], scale, value, 1);
		}
		for (size_t i = 0; i < 4; i++) {
			sketch_merge(&one, &parts[i]);
			sketch_merge(&other, &parts[3 - i]);
		}
		wrong += !same(&whole, &one, scale, 2000) ||
		    !same(&whole, &other, scale, 2000);
		collapsed += whole.collapsed;
		for (size_t i = 0; i < 4; i++)
			sketch_release(&parts[i]);
		sketch_release(&whole);
		sketch_release(&one);
		sketch_release(&other);
	}
	tap_ok(wrong == 0 && (collapsed > 0) == wide,
	    "merged at %s percent in any order", error);
	sketch_scale_free(scale);
}

static void
the_lowest_are_put_together(void)
{
	struct sketch_scale *scale = scale_of("0.1");
	struct sketch sketch = { 0 };
	bool collapsed;

	sketch_add(&sketch, scale, 1, 1);
	sketch_add(&sketch, scale, INT64_C(1000000000000000000), 2);
	tap_ok(sketch_rank(&sketch, scale, 0, &collapsed) > 1 && collapsed,
	    "the lowest rank is too high, and says so");
	tap_ok(is_near(sketch_rank(&sketch, scale, 1, &collapsed),
	    INT64_C(1000000000000000000), percent("0.1")) && !collapsed,
	    "the highest is not");
	sketch_release(&sketch);
	sketch_scale_free(scale);
}

int
main(void)
{
	tap_begin();
	no_value_is_further_off_than_the_error();
	ranks_are_within_the_error();
	merged_in_any_order("1", 63, false);
	merged_in_any_order("0.1", 63, true);
	merged_in_any_order("0.1", 40, true);
	the_lowest_are_put_together();
	return tap_end();
}
