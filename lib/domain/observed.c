#include "domain/observed.h"

#include "base/memory.h"
#include "domain/selection.h"

enum { PLACES = 6, PERCENT = 100, MEDIAN = 50 };

static bool
keeps_values(const struct indicator *indicator)
{
	return indicator->aggregate == INDICATOR_MEAN ||
	    indicator->aggregate == INDICATOR_PERCENTILE;
}

static void
keep_text(struct observed *observed, struct slice text)
{
	bool added;

	if (observed->texts == NULL)
		observed->texts = memory_new(sizeof(*observed->texts));
	(void)table_put(observed->texts, text, &added);
}

static void
keep_value(struct observed *observed, const struct indicator *indicator,
    int64_t value)
{
	if (keeps_values(indicator)) {
		observed->values = memory_grow(observed->values,
		    &observed->capacity, (size_t)observed->records,
		    sizeof(*observed->values));
		observed->values[observed->records] = value;
	}
	observed->records++;
}

void
observed_add(struct observed *observed, const struct indicator *indicator,
    const struct measurement *measurement)
{
	int64_t value = measurement->value;

	if (observed->records == 0 || value < observed->least)
		observed->least = value;
	if (observed->records == 0 || value > observed->most)
		observed->most = value;
	observed->sum += value;
	observed->per += measurement->per;
	if (indicator->aggregate == INDICATOR_DISTINCT)
		keep_text(observed, measurement->text);
	keep_value(observed, indicator, value);
}

void
observed_merge(struct observed *observed,
    const struct indicator *indicator, const struct observed *from)
{
	if (from->records == 0)
		return;
	if (observed->records == 0 || from->least < observed->least)
		observed->least = from->least;
	if (observed->records == 0 || from->most > observed->most)
		observed->most = from->most;
	observed->sum += from->sum;
	observed->per += from->per;
	for (size_t i = 0; from->texts != NULL && i < from->texts->count;
	    i++)
		keep_text(observed, from->texts->entries[i].key);
	if (!keeps_values(indicator)) {
		observed->records += from->records;
		return;
	}
	for (int64_t i = 0; i < from->records; i++)
		keep_value(observed, indicator, from->values[i]);
}

/* Whole millionths as a decimal. */
static bool
of_millionths(struct decimal *out, __int128 millionths, struct error *error)
{
	const __int128 most = (__int128)INDICATOR_ONE *
	    INT64_C(999999999999999999);

	if (millionths > most || millionths < -most)
		return error_set(error, FAULT_INPUT,
		    "a sum has more than %d digits", DECIMAL_WHOLE_DIGITS);
	out->units = millionths * (DECIMAL_ONE / INDICATOR_ONE);
	return true;
}

static bool
quotient(struct decimal *out, __int128 over, __int128 under,
    struct error *error)
{
	struct decimal numerator, denominator;

	return of_millionths(&numerator, over, error) &&
	    of_millionths(&denominator, under, error) &&
	    decimal_divide(out, numerator, denominator, PLACES,
	    ROUND_HALF_AWAY, error);
}

static bool
percentile(struct decimal *out, const struct observed *observed,
    const struct indicator *indicator, struct error *error)
{
	size_t count = (size_t)observed->records;
	struct selection_ranks ranks = selection_percentile(count,
	    indicator->percent, indicator->method);
	const size_t places[] = { ranks.first, ranks.second };

	selection_place(observed->values, count, places, 2);
	return of_millionths(out, selection_between(
	    observed->values[ranks.first], observed->values[ranks.second],
	    ranks.weight), error);
}

bool
observed_figure(struct decimal *out, bool *there, struct observed *observed,
    const struct indicator *indicator, struct error *error)
{
	__int128 records = (__int128)observed->records * INDICATOR_ONE;

	*out = DECIMAL_ZERO;
	*there = observed->records > 0;
	switch (indicator->aggregate) {
	case INDICATOR_COUNT:
		*out = decimal_of(observed->records);
		*there = true;
		return true;
	case INDICATOR_DISTINCT:
		*out = decimal_of(observed->texts == NULL ? 0 :
		    (int64_t)observed->texts->count);
		*there = true;
		return true;
	case INDICATOR_SUM:
		*there = true;
		return of_millionths(out, observed->sum, error);
	case INDICATOR_MIN:
		return of_millionths(out, observed->least, error);
	case INDICATOR_MAX:
		return of_millionths(out, observed->most, error);
	case INDICATOR_MEAN:
		return !*there || quotient(out, observed->sum, records, error);
	case INDICATOR_SHARE:
		return !*there || quotient(out, observed->sum * PERCENT *
		    INDICATOR_ONE, records, error);
	case INDICATOR_RATIO:
		*there = observed->per != 0;
		return !*there || quotient(out, observed->sum, observed->per,
		    error);
	case INDICATOR_PERCENTILE:
		return !*there || percentile(out, observed, indicator, error);
	}
	return true;
}

/* Ranks speak for the middle of the values, not for their ends. */
static bool
is_middle(const struct indicator *indicator)
{
	return indicator->aggregate == INDICATOR_MEAN ||
	    (indicator->aggregate == INDICATOR_PERCENTILE &&
	    decimal_compare(indicator->percent, decimal_of(MEDIAN)) == 0);
}

static bool
has_many(const struct observed *one, const struct observed *other)
{
	return one->records >= STATISTIC_MEANS_FROM &&
	    other->records >= STATISTIC_MEANS_FROM;
}

void
observed_test(struct statistic *out, const struct indicator *indicator,
    struct observed *one, struct observed *other)
{
	size_t one_count = (size_t)one->records;
	size_t other_count = (size_t)other->records;

	*out = (struct statistic){ .method = NULL };
	if (indicator->aggregate == INDICATOR_SHARE)
		statistic_proportions(out, (int64_t)one->sum, one->records,
		    (int64_t)other->sum, other->records);
	else if (indicator->aggregate == INDICATOR_MEAN &&
	    has_many(one, other))
		statistic_means(out, one->values, one_count, other->values,
		    other_count);
	else if (is_middle(indicator))
		statistic_ranks(out, one->values, one_count, other->values,
		    other_count);
}

void
observed_release(struct observed *observed)
{
	if (observed->texts != NULL)
		table_release(observed->texts);
	memory_free(observed->texts);
	memory_free(observed->values);
	*observed = (struct observed){ 0 };
}
