#include "domain/selection.h"

#include "base/assert.h"

enum { SMALL = 24 };	/* values: sorting them by insertion is faster */

static void
swap(int64_t *one, int64_t *other)
{
	int64_t value = *one;

	*one = *other;
	*other = value;
}

static void
sort_small(int64_t values[], size_t count)
{
	for (size_t i = 1; i < count; i++) {
		int64_t value = values[i];
		size_t at = i;

		for (; at > 0 && values[at - 1] > value; at--)
			values[at] = values[at - 1];
		values[at] = value;
	}
}

static int64_t
median_of_three(int64_t one, int64_t two, int64_t three)
{
	if (one > two)
		swap(&one, &two);
	if (two > three)
		two = three;
	return one > two ? one : two;
}

/*
 * A value about the middle: the median of the medians of three triples, from
 * places which no order of the input makes worst at once.
 */
static int64_t
pivot(const int64_t values[], size_t count)
{
	const size_t step = count / 9;
	int64_t medians[3];

	for (size_t i = 0; i < 3; i++)
		medians[i] = median_of_three(values[3 * i * step],
		    values[(3 * i + 1) * step], values[(3 * i + 2) * step]);
	return median_of_three(medians[0], medians[1], medians[2]);
}

/* Those below the pivot come first, then those equal to it. */
static void
part_in_three(int64_t values[], size_t count, int64_t middle, size_t *below,
    size_t *above)
{
	size_t low = 0, at = 0, high = count;

	while (at < high) {
		if (values[at] < middle)
			swap(&values[low++], &values[at++]);
		else if (values[at] > middle)
			swap(&values[at], &values[--high]);
		else
			at++;
	}
	*below = low;
	*above = high;
}

/* Ranks are counted from values[-offset]. */
static void
place(int64_t values[], size_t count, const size_t ranks[],
    size_t rank_count, size_t offset)
{
	while (rank_count > 0 && count > SMALL) {
		size_t below, above, left = 0, right = rank_count;

		part_in_three(values, count, pivot(values, count), &below,
		    &above);
		while (left < rank_count && ranks[left] - offset < below)
			left++;
		while (right > left && ranks[right - 1] - offset >= above)
			right--;
		place(values, below, ranks, left, offset);
		values += above;
		count -= above;
		offset += above;
		ranks += right;
		rank_count -= right;
	}
	if (rank_count > 0)
		sort_small(values, count);
}

void
selection_place(int64_t values[], size_t count, const size_t ranks[],
    size_t rank_count)
{
	ENSURE(rank_count == 0 || ranks[rank_count - 1] < count);
	place(values, count, ranks, rank_count, 0);
}

struct selection_ranks
selection_percentile(size_t count, struct decimal percent,
    enum selection_method method)
{
	const __int128 whole = 100 * DECIMAL_ONE;
	struct selection_ranks ranks = { 0 };
	__int128 place;

	ENSURE(count > 0 && percent.units >= 0 && percent.units <= whole);
	if (method == SELECTION_NEAREST_RANK) {
		place = (__int128)count * percent.units;
		ranks.first = (size_t)((place + whole - 1) / whole);
		if (ranks.first > 0)
			ranks.first--;
		ranks.second = ranks.first;
		return ranks;
	}
	place = (__int128)(count - 1) * percent.units;
	ranks.first = (size_t)(place / whole);
	ranks.weight = (int64_t)(place % whole / 100);
	ranks.second = ranks.first + (ranks.weight > 0);
	return ranks;
}

int64_t
selection_between(int64_t first, int64_t second, int64_t weight)
{
	__int128 exact = (__int128)first * DECIMAL_ONE +
	    ((__int128)second - first) * weight;
	__int128 half = DECIMAL_ONE / 2;

	return (int64_t)((exact + (exact < 0 ? -half : half)) / DECIMAL_ONE);
}
