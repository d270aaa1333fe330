#include "domain/statistic.h"

#include <math.h>
#include <stdlib.h>

#include "base/assert.h"
#include "base/memory.h"

enum {
	EXACT_MAX = 20,		/* 20! is below 2^63 */
	PAIRS_OF_EXACT = EXACT_MAX * (EXACT_MAX - 1) / 2,
	P_PLACES = 6,
	FRACTION_STEPS = 300
};

static const double p_units = 1e6;

static void
conclude(struct statistic *out, const char *method, double p)
{
	if (p > 1)
		p = 1;
	out->method = method;
	out->enough = true;
	out->p.units = (__int128)llround(p * p_units) *
	    (DECIMAL_ONE / 1000000);
}

static void
leave(struct statistic *out, const char *method)
{
	*out = (struct statistic){ .method = method };
}

/* Outside of -z and z under the normal curve. */
static double
normal_tails(double z)
{
	return erfc(fabs(z) / sqrt(2));
}

/*
 * The regularised incomplete beta function by its continued fraction, in the
 * form of Lentz (Press and others, Numerical Recipes, 6.4).
 */
static double
beta_fraction(double a, double b, double x)
{
	const double tiny = 1e-300;
	double c = 1, d = 1 - (a + b) * x / (a + 1), h;

	d = 1 / (fabs(d) < tiny ? tiny : d);
	h = d;
	for (int m = 1; m < FRACTION_STEPS; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) *
		    (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) *
		    (a + 2 * m + 1));
		double step;

		d = 1 + even * d;
		c = 1 + even / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		h *= d * (fabs(c) < tiny ? tiny : c);
		d = 1 + odd * d;
		c = 1 + odd / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		step = d * (fabs(c) < tiny ? tiny : c);
		h *= step;
		if (fabs(step - 1) < 1e-15)
			break;
	}
	return h;
}

static double
beta_share(double a, double b, double x)
{
	double front;

	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : 1;
	front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) +
	    b * log(1 - x));
	return x < (a + 1) / (a + b + 2) ?
	    front * beta_fraction(a, b, x) / a :
	    1 - front * beta_fraction(b, a, 1 - x) / b;
}

/* Outside of -t and t under Student's curve. */
static double
student_tails(double t, double freedom)
{
	return beta_share(freedom / 2, 0.5, freedom / (freedom + t * t));
}

/* The sign of every later value less the earlier one. */
static int64_t
kendall_sum(const struct decimal values[], size_t count)
{
	int64_t sum = 0;

	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++)
			sum += decimal_compare(values[i], values[j]);
	return sum;
}

/* Sum of t (t - 1) (2t + 5) over groups of t which are the same. */
static double
kendall_ties(const struct decimal values[], size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		double same = 0;
		bool first = true;

		for (size_t j = 0; j < count; j++) {
			bool equal = decimal_compare(values[i],
			    values[j]) == 0;

			same += equal;
			first = first && (!equal || j >= i);
		}
		if (first)
			sum += same * (same - 1) * (2 * same + 5);
	}
	return sum;
}

/*
 * How many of the orders of so many values have a sum at least as far from 0:
 * the numbers of orders by inversions, built up value by value.
 */
static double
kendall_exact(int64_t sum, size_t count)
{
	uint64_t orders[PAIRS_OF_EXACT + 1] = { 1 };
	uint64_t far = 0, all = 1;
	int64_t pairs = 0;

	for (size_t n = 2; n <= count; n++) {
		uint64_t next[PAIRS_OF_EXACT + 1] = { 0 };

		for (int64_t k = 0; k <= pairs; k++)
			for (size_t more = 0; more < n; more++)
				next[k + (int64_t)more] += orders[k];
		pairs += (int64_t)n - 1;
		memcpy(orders, next, sizeof(orders));
		all *= n;
	}
	for (int64_t k = 0; k <= pairs; k++)
		if (llabs(pairs - 2 * k) >= llabs(sum))
			far += orders[k];
	return (double)far / (double)all;
}

void
statistic_trend(struct statistic *out, int *direction,
    const struct decimal values[], size_t count)
{
	int64_t sum = kendall_sum(values, count);
	double n = (double)count, ties, variance, z;

	ENSURE(count <= STATISTIC_TREND_MAX);
	*direction = (sum > 0) - (sum < 0);
	leave(out, "mann-kendall");
	if (count < STATISTIC_TREND_FROM)
		return;
	ties = kendall_ties(values, count);
	if (count <= EXACT_MAX && ties < 1) {
		conclude(out, "mann-kendall-exact", kendall_exact(sum,
		    count));
		return;
	}
	variance = (n * (n - 1) * (2 * n + 5) - ties) / 18;
	if (variance < 0.5) {		/* all are the same */
		conclude(out, "mann-kendall", 1);
		return;
	}
	z = sum == 0 ? 0 : ((double)llabs(sum) - 1) / sqrt(variance);
	conclude(out, "mann-kendall", normal_tails(z));
}

static int
compare_decimals(const void *one, const void *other)
{
	return decimal_compare(*(const struct decimal *)one,
	    *(const struct decimal *)other);
}

bool
statistic_slope(struct decimal *out, const struct decimal values[],
    const int32_t times[], size_t count)
{
	struct decimal *slopes;
	struct error ignored = { 0 };
	size_t found = 0;
	bool good = count >= 2;

	if (!good)
		return false;
	slopes = memory_resize(NULL, count * (count - 1) / 2,
	    sizeof(*slopes));
	for (size_t i = 1; good && i < count; i++)
		for (size_t j = 0; good && j < i; j++)
			good = decimal_subtract(&slopes[found], values[i],
			    values[j], &ignored) && decimal_divide(
			    &slopes[found], slopes[found], decimal_of(
			    times[i] - times[j]), DECIMAL_PLACES,
			    ROUND_HALF_AWAY, &ignored) && ++found > 0;
	if (good) {
		struct decimal sum;

		qsort(slopes, found, sizeof(*slopes), compare_decimals);
		sum.units = slopes[(found - 1) / 2].units +
		    slopes[found / 2].units;
		good = decimal_divide(out, sum, decimal_of(2), P_PLACES,
		    ROUND_HALF_AWAY, &ignored);
	}
	memory_free(slopes);
	return good;
}

void
statistic_proportions(struct statistic *out, int64_t one, int64_t one_of,
    int64_t other, int64_t other_of)
{
	double n = (double)one_of, m = (double)other_of;
	double share = n + m > 0 ? ((double)one + (double)other) / (n + m) :
	    0;
	double least = (n < m ? n : m) * (share < 0.5 ? share : 1 - share);
	double deviation;

	leave(out, "two-proportion-z");
	if (least < STATISTIC_EXPECTED_FROM)
		return;
	deviation = sqrt(share * (1 - share) * (1 / n + 1 / m));
	conclude(out, "two-proportion-z", normal_tails(((double)one / n -
	    (double)other / m) / deviation));
}

static int
compare_numbers(const void *one, const void *other)
{
	const int64_t *left = one, *right = other;

	return (*left > *right) - (*left < *right);
}

/*
 * Walk both sorted lists at once: how often one is above the other, half for
 * the same, and the sum of t^3 - t over ties.
 */
static double
rank_walk(double *ties, const int64_t one[], size_t one_count,
    const int64_t other[], size_t other_count)
{
	size_t i = 0, j = 0;
	double above = 0;

	*ties = 0;
	while (i < one_count || j < other_count) {
		int64_t value = i == one_count || (j < other_count &&
		    other[j] < one[i]) ? other[j] : one[i];
		size_t from_i = i, from_j = j;
		double ours, theirs, same;

		while (i < one_count && one[i] == value)
			i++;
		while (j < other_count && other[j] == value)
			j++;
		ours = (double)(i - from_i);
		theirs = (double)(j - from_j);
		same = ours + theirs;
		above += ours * ((double)from_j + theirs / 2);
		*ties += same * same * same - same;
	}
	return above;
}

void
statistic_ranks(struct statistic *out, int64_t one[], size_t one_count,
    int64_t other[], size_t other_count)
{
	double n = (double)one_count, m = (double)other_count, all = n + m;
	double ties, above, variance, distance;

	leave(out, "mann-whitney");
	if (one_count < STATISTIC_RANKS_FROM ||
	    other_count < STATISTIC_RANKS_FROM)
		return;
	qsort(one, one_count, sizeof(*one), compare_numbers);
	qsort(other, other_count, sizeof(*other), compare_numbers);
	above = rank_walk(&ties, one, one_count, other, other_count);
	variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
	distance = fabs(above - n * m / 2) - 0.5;
	if (variance < 1e-9 || distance <= 0)
		conclude(out, "mann-whitney", 1);
	else
		conclude(out, "mann-whitney", normal_tails(distance /
		    sqrt(variance)));
}

/* The mean, and its squared error: the variance by the count. */
static double
mean_of(double *squared_error, const int64_t values[], size_t count)
{
	double n = (double)count, mean = 0, squares = 0;

	for (size_t i = 0; i < count; i++)
		mean += (double)values[i] / n;
	for (size_t i = 0; i < count; i++)
		squares += ((double)values[i] - mean) *
		    ((double)values[i] - mean);
	*squared_error = squares / (n - 1) / n;
	return mean;
}

void
statistic_means(struct statistic *out, const int64_t one[],
    size_t one_count, const int64_t other[], size_t other_count)
{
	double a, b, distance, freedom;

	leave(out, "welch-t");
	if (one_count < STATISTIC_MEANS_FROM ||
	    other_count < STATISTIC_MEANS_FROM)
		return;
	distance = mean_of(&a, one, one_count);
	distance -= mean_of(&b, other, other_count);
	if (a + b <= 0) {		/* nothing varies */
		conclude(out, "welch-t", fabs(distance) > 0 ? 0 : 1);
		return;
	}
	freedom = (a + b) * (a + b) / (a * a / (double)(one_count - 1) +
	    b * b / (double)(other_count - 1));
	conclude(out, "welch-t", student_tails(distance / sqrt(a + b),
	    freedom));
}
