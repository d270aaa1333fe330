#include "domain/statistic.h"

#include "../tap.h"

enum { SMALL = 6, COURSE = 24, LEFT = 30, RIGHT = 45 };

static bool
p_is(const struct statistic *found, const char *expected)
{
	struct error error = { 0 };
	char text[DECIMAL_TEXT_MAX];
	struct decimal wanted;

	(void)decimal_format(text, found->p);
	if (!found->enough || !decimal_parse(&wanted, slice_of(expected),
	    &error) || decimal_compare(found->p, wanted) != 0) {
		printf("# p is %s, not %s\n", text, expected);
		return false;
	}
	return true;
}

static int
sum_of(const int order[SMALL])
{
	int sum = 0;

	for (int i = 1; i < SMALL; i++)
		for (int j = 0; j < i; j++)
			sum += order[i] > order[j] ? 1 : -1;
	return sum;
}

/* Next in the order of dictionaries; false after the last. */
static bool
permute(int order[SMALL])
{
	int i = SMALL - 2, j = SMALL - 1, swap;

	while (i >= 0 && order[i] > order[i + 1])
		i--;
	if (i < 0)
		return false;
	while (order[j] < order[i])
		j--;
	swap = order[i], order[i] = order[j], order[j] = swap;
	for (int a = i + 1, b = SMALL - 1; a < b; a++, b--)
		swap = order[a], order[a] = order[b], order[b] = swap;
	return true;
}

/* Of each of the 720 orders the p is the share of those as far from 0. */
static void
a_short_trend_is_exact(void)
{
	int order[SMALL] = { 1, 2, 3, 4, 5, 6 };
	int far[SMALL * SMALL] = { 0 };
	size_t wrong = 0;

	do {
		int sum = sum_of(order);

		for (int i = 0; i <= (sum < 0 ? -sum : sum); i++)
			far[i]++;
	} while (permute(order));
	for (int i = 0; i < SMALL; i++)
		order[i] = i + 1;
	do {
		struct decimal values[SMALL], expected;
		struct error error = { 0 };
		struct statistic found;
		int direction, sum = sum_of(order);

		for (int i = 0; i < SMALL; i++)
			values[i] = decimal_of(order[i]);
		statistic_trend(&found, &direction, values, SMALL);
		(void)decimal_divide(&expected, decimal_of(far[sum < 0 ?
		    -sum : sum]), decimal_of(720), 6, ROUND_HALF_AWAY,
		    &error);
		wrong += decimal_compare(found.p, expected) != 0 ||
		    direction != (sum > 0) - (sum < 0);
	} while (permute(order));
	tap_ok(wrong == 0, "%zu of 720 orders have another p", wrong);
}

static void
a_trend_with_ties_is_approximated(void)
{
	struct decimal values[COURSE], slope;
	int32_t times[COURSE];
	struct statistic found;
	int direction;

	for (int i = 0; i < COURSE; i++) {
		values[i] = decimal_of(i * 7 % 10 + i / 3);
		times[i] = i;
	}
	statistic_trend(&found, &direction, values, COURSE);
	tap_ok(p_is(&found, "0.006133") && direction == 1 &&
	    strcmp(found.method, "mann-kendall") == 0, "p of a course");
	tap_ok(statistic_slope(&slope, values, times, COURSE) &&
	    slope.units == DECIMAL_ONE / 1000000 * 300000,
	    "and its median slope");
	for (int i = 0; i < COURSE; i++)
		values[i] = decimal_of(3);
	statistic_trend(&found, &direction, values, COURSE);
	tap_ok(p_is(&found, "1") && direction == 0, "a flat one has none");
}

static void
few_points_make_no_trend(void)
{
	struct decimal values[5] = { { 1 }, { 2 }, { 3 }, { 4 }, { 5 } };
	const int32_t times[] = { 0, 3 };
	struct decimal slope = DECIMAL_ZERO;
	struct statistic found;
	int direction;

	statistic_trend(&found, &direction, values, 4);
	tap_ok(!found.enough && direction == 1, "four are too few");
	statistic_trend(&found, &direction, values, 5);
	tap_ok(p_is(&found, "0.016667"), "five rising are 2 of 120");
	values[1] = decimal_of(6);
	values[0] = decimal_of(3);
	tap_ok(statistic_slope(&slope, values, times, 2) &&
	    decimal_compare(slope, decimal_of(1)) == 0,
	    "3 in 3 periods is 1 a period");
	tap_ok(!statistic_slope(&slope, values, times, 1), "of one, none");
}

static void
shares_are_compared(void)
{
	struct statistic found;

	statistic_proportions(&found, 15, 25, 5, 25);
	tap_ok(p_is(&found, "0.003892"), "15 of 25 against 5 of 25");
	statistic_proportions(&found, 5, 25, 15, 25);
	tap_ok(p_is(&found, "0.003892"), "either way round");
	statistic_proportions(&found, 10, 20, 10, 20);
	tap_ok(p_is(&found, "1"), "the same");
	statistic_proportions(&found, 1, 1000, 3, 1000);
	tap_ok(!found.enough, "two expected are too few");
	statistic_proportions(&found, 999, 1000, 997, 1000);
	tap_ok(!found.enough, "and two not expected");
	statistic_proportions(&found, 0, 0, 3, 1000);
	tap_ok(!found.enough, "nothing against something");
}

/*
 * The hours of sleep gained of Student (Biometrika 6, 1908), in tenths; R's
 * wilcox.test gives 0.06933 for them.
 */
static void
ranks_are_compared(void)
{
	int64_t one[] = { 7, -16, -2, -12, -1, 34, 37, 8, 0, 20 };
	int64_t other[] = { 19, 8, 11, 1, -1, 44, 55, 16, 46, 34 };
	struct statistic found;

	statistic_ranks(&found, one, 10, other, 10);
	tap_ok(found.enough && found.p.units / (DECIMAL_ONE / 1000000) >=
	    69325 && found.p.units / (DECIMAL_ONE / 1000000) < 69335,
	    "the sleep of Student");
	statistic_ranks(&found, one, 10, one, 10);
	tap_ok(p_is(&found, "1"), "the same against themselves");
	statistic_ranks(&found, one, 7, other, 10);
	tap_ok(!found.enough, "seven are too few");
	for (int i = 0; i < 10; i++)
		one[i] = other[i] = 4;
	statistic_ranks(&found, one, 10, other, 10);
	tap_ok(p_is(&found, "1"), "and where nothing varies");
}

/* The expected p is the integral of the density, by Simpson's rule. */
static void
means_are_compared(void)
{
	int64_t one[LEFT], other[RIGHT];
	struct statistic found;

	for (int64_t i = 0; i < LEFT; i++)
		one[i] = (i * 37 + 11) % 101;
	for (int64_t i = 0; i < RIGHT; i++)
		other[i] = (i * 53 + 7) % 113 + 12;
	statistic_means(&found, one, LEFT, other, RIGHT);
	tap_ok(p_is(&found, "0.014944"), "two means");
	statistic_means(&found, one, LEFT - 1, other, RIGHT);
	tap_ok(!found.enough, "29 are too few");
	for (int64_t i = 0; i < LEFT; i++)
		one[i] = 5;
	statistic_means(&found, one, LEFT, one, LEFT);
	tap_ok(p_is(&found, "1"), "nothing varies and nothing differs");
}

int
main(void)
{
	tap_begin();
	a_short_trend_is_exact();
	a_trend_with_ties_is_approximated();
	few_points_make_no_trend();
	shares_are_compared();
	ranks_are_compared();
	means_are_compared();
	return tap_end();
}
