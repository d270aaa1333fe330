#include "domain/spread.h"

#include "base/memory.h"

enum { PERCENTILES = 3 };

static const int percents[PERCENTILES] = { 50, 90, 95 };

/* A quotient of up to 18 digits before the point. */
static const __int128 step = 1000000;	/* 10^SPREAD_PLACES */

void
spread_add(struct spread *spread, int64_t microseconds)
{
	spread->values = memory_grow(spread->values, &spread->capacity,
	    spread->count, sizeof(*spread->values));
	spread->values[spread->count++] = microseconds;
	spread->total += microseconds;
}

void
spread_release(struct spread *spread)
{
	memory_free(spread->values);
	*spread = (struct spread){ 0 };
}

bool
spread_quotient(struct decimal *out, __int128 numerator,
    __int128 denominator, struct error *error)
{
	__int128 whole = numerator / denominator;
	__int128 left = numerator % denominator * step;
	__int128 half = left < 0 ? -denominator : denominator;

	if (whole >= DECIMAL_ONE * step || whole <= -DECIMAL_ONE * step)
		return error_set(error, FAULT_INPUT,
		    "a duration is too long");
	/* 10^-6 are step units of a decimal, and half is rounded away. */
	out->units = (whole * step + (2 * left + half) / (2 * denominator)) *
	    step;
	return true;
}

static struct selection_ranks
ranks_of(const struct spread *spread, const struct spread_terms *terms,
    struct decimal percent)
{
	return selection_percentile(spread->count, percent, terms->method);
}

static void
place_ranks(struct spread *spread, const struct spread_terms *terms)
{
	size_t ranks[2 * PERCENTILES + 2], count = 0;

	ranks[count++] = 0;
	for (size_t i = 0; i < PERCENTILES; i++) {
		struct selection_ranks two = ranks_of(spread, terms,
		    decimal_of(percents[i]));

		ranks[count++] = two.first;
		ranks[count++] = two.second;
	}
	ranks[count++] = spread->count - 1;
	/* The second of one percentile can come after the first of the next. */
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j > 0 && ranks[j - 1] > ranks[j]; j--) {
			size_t rank = ranks[j];

			ranks[j] = ranks[j - 1];
			ranks[j - 1] = rank;
		}
	selection_place(spread->values, spread->count, ranks, count);
}

/* Of ranks which are in their places. */
static bool
between(struct decimal *out, const struct spread *spread,
    const struct spread_terms *terms, struct decimal percent,
    struct error *error)
{
	struct selection_ranks ranks = ranks_of(spread, terms, percent);
	int64_t first = spread->values[ranks.first];
	int64_t second = spread->values[ranks.second];

	return spread_quotient(out, first * DECIMAL_ONE +
	    ((__int128)second - first) * ranks.weight,
	    terms->unit * DECIMAL_ONE, error);
}

bool
spread_percentile(struct decimal *out, struct spread *spread,
    struct decimal percent, const struct spread_terms *terms,
    struct error *error)
{
	struct selection_ranks two;

	*out = DECIMAL_ZERO;
	if (spread->count == 0)
		return true;
	two = ranks_of(spread, terms, percent);
	selection_place(spread->values, spread->count,
	    (const size_t[]){ two.first, two.second }, 2);
	return between(out, spread, terms, percent, error);
}

bool
spread_figures(struct spread_figures *out, struct spread *spread,
    const struct spread_terms *terms, struct error *error)
{
	struct decimal *places[PERCENTILES] = { &out->p50, &out->p90,
		&out->p95 };

	*out = (struct spread_figures){ 0 };
	if (spread->count == 0)
		return true;
	place_ranks(spread, terms);
	for (size_t i = 0; i < PERCENTILES; i++)
		if (!between(places[i], spread, terms,
		    decimal_of(percents[i]), error))
			return false;
	return spread_quotient(&out->total, spread->total, terms->unit,
	    error) && spread_quotient(&out->mean, spread->total,
	    (__int128)terms->unit * (int64_t)spread->count, error) &&
	    spread_quotient(&out->least, spread->values[0], terms->unit,
	    error) && spread_quotient(&out->greatest,
	    spread->values[spread->count - 1], terms->unit, error);
}
