#include "domain/selection.h"

#include <stdlib.h>
#include <string.h>

#include "../drawn.h"
#include "../tap.h"

enum { VALUES_MAX = 20000 };

static int64_t values[VALUES_MAX], sorted[VALUES_MAX];

static int
ascending(const void *one, const void *other)
{
	int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;

	return (a > b) - (a < b);
}

/* Orders which are hard on a careless choice of the pivot. */
static int64_t
value_of(size_t kind, size_t at, size_t count)
{
	switch (kind) {
	case 0:
		return (int64_t)(drawn() % 1000000) - 500000;
	case 1:
		return (int64_t)at;
	case 2:
		return (int64_t)(count - at);
	case 3:
		return 7;
	case 4:
		return (int64_t)(drawn() % 3);
	case 5:
		return (int64_t)(at < count / 2 ? at : count - at);
	default:
		return (at & 1) != 0 ? INT64_MAX : INT64_MIN;
	}
}

static void
ranks_come_to_their_place(void)
{
	size_t wrong = 0;

	for (size_t round = 0; round < 700; round++) {
		size_t count = 1 + drawn() % (round < 690 ? 300 :
		    VALUES_MAX), rank_count = drawn() % 6;
		size_t ranks[6], at = 0;

		for (size_t i = 0; i < count; i++)
			sorted[i] = values[i] =
			    value_of(round % 7, i, count);
		for (size_t i = 0; i < rank_count; i++) {
			at += drawn() % (count / 3 + 1);
			ranks[i] = at < count ? at : count - 1;
		}
		qsort(sorted, count, sizeof(*sorted), ascending);
		selection_place(values, count, ranks, rank_count);
		for (size_t i = 0; i < rank_count; i++)
			wrong += values[ranks[i]] != sorted[ranks[i]];
		qsort(values, count, sizeof(*values), ascending);
		wrong += memcmp(values, sorted, count * sizeof(*values)) != 0;
	}
	tap_ok(wrong == 0, "700 arrays of all kinds");
}

static bool
is(size_t count, const char *percent, enum selection_method method,
    size_t first, size_t second, int64_t weight)
{
	struct error error = { 0 };
	struct selection_ranks ranks;
	struct decimal value;

	if (!decimal_parse(&value, slice_of(percent), &error))
		return false;
	ranks = selection_percentile(count, value, method);
	return ranks.first == first && ranks.second == second &&
	    ranks.weight == weight;
}

static void
percentiles_are_made_of_ranks(void)
{
	const int64_t half = INT64_C(500000000000);

	tap_ok(is(10, "50", SELECTION_NEAREST_RANK, 4, 4, 0) &&
	    is(10, "90", SELECTION_NEAREST_RANK, 8, 8, 0) &&
	    is(10, "90.1", SELECTION_NEAREST_RANK, 9, 9, 0) &&
	    is(10, "0", SELECTION_NEAREST_RANK, 0, 0, 0) &&
	    is(10, "100", SELECTION_NEAREST_RANK, 9, 9, 0), "nearest rank");
	tap_ok(is(10, "50", SELECTION_LINEAR, 4, 5, half) &&
	    is(11, "50", SELECTION_LINEAR, 5, 5, 0) &&
	    is(10, "0", SELECTION_LINEAR, 0, 0, 0) &&
	    is(10, "100", SELECTION_LINEAR, 9, 9, 0) &&
	    is(1, "99", SELECTION_LINEAR, 0, 0, 0) &&
	    is(5, "90", SELECTION_LINEAR, 3, 4, INT64_C(600000000000)),
	    "linear");
	tap_ok(selection_between(10, 15, half) == 13 &&
	    selection_between(-10, -15, half) == -13 &&
	    selection_between(15, 10, half) == 13 &&
	    selection_between(3, 3, half) == 3 &&
	    selection_between(INT64_MIN, INT64_MAX, half) == -1,
	    "between two values, half away from zero");
}

int
main(void)
{
	tap_begin();
	ranks_come_to_their_place();
	percentiles_are_made_of_ranks();
	return tap_end();
}
