/* What was counted, as figures. */
#include "domain/tally_group.h"

static const struct tally_count nothing = { 0 };

bool
tally_decimal(struct decimal *out, __int128 millionths,
    struct error *error)
{
	const __int128 most = (__int128)INDICATOR_ONE *
	    INT64_C(999999999999999999);

	if (millionths > most || millionths < -most)
		return error_set(error, FAULT_INPUT,
		    "a sum has more than %d digits", DECIMAL_WHOLE_DIGITS);
	out->units = millionths * (DECIMAL_ONE / INDICATOR_ONE);
	return true;
}

/* numerator / denominator times a whole number, to 6 places. */
static bool
quotient(struct figure *out, int64_t times, struct error *error)
{
	struct decimal numerator = out->numerator;

	if (out->denominator.units == 0)
		return true;
	numerator.units *= times;
	if (numerator.units / times != out->numerator.units)
		return error_set(error, FAULT_INPUT, "a sum is too large");
	return decimal_divide(&out->value, numerator, out->denominator,
	    INDICATOR_PLACES, ROUND_HALF_AWAY, error);
}

/* Add a rank to those which ascend. */
static void
add_rank(size_t ranks[], size_t *count, size_t rank)
{
	size_t at = *count;

	while (at > 0 && ranks[at - 1] >= rank)
		at--;
	if (at < *count && ranks[at] == rank)
		return;
	memmove(&ranks[at + 1], &ranks[at], (*count - at) * sizeof(*ranks));
	ranks[at] = rank;
	++*count;
}

/* The ranks of all percentiles of the measure, found at once. */
static void
place(const struct indicators *set, size_t measure,
    const struct tally_count *count, const struct sketch_scale *scale)
{
	size_t ranks[2 * INDICATORS_MAX], rank_count = 0;

	for (size_t i = 0; i < set->count; i++) {
		const struct indicator *item = &set->items[i];
		struct selection_ranks two;

		if (item->aggregate != INDICATOR_PERCENTILE ||
		    item->measure != measure)
			continue;
		two = selection_percentile((size_t)count->records,
		    item->percent, item->method);
		add_rank(ranks, &rank_count, two.first);
		add_rank(ranks, &rank_count, two.second);
	}
	sample_place(count->sample, scale, ranks, rank_count);
}

/* No figure is beyond the least and the greatest value, which are known. */
static int64_t
bounded(int64_t value, const struct tally_count *count)
{
	return value < count->min ? count->min :
	    value > count->max ? count->max : value;
}

static bool
percentile(struct figure *out, const struct tally *tally,
    const struct indicator *item, const struct tally_count *count,
    struct error *error)
{
	const struct sketch_scale *scale = tally->sampling->scale;
	struct selection_ranks ranks = selection_percentile(
	    (size_t)count->records, item->percent, item->method);
	bool low, high;
	int64_t first, second;

	place(tally->set, item->measure, count, scale);
	first = sample_rank(count->sample, scale, ranks.first, &low);
	second = sample_rank(count->sample, scale, ranks.second, &high);
	if (count->sample->sketched) {
		out->method = slice_of(low || high ? "collapsed" : "sketch");
		if (!low && !high)
			out->error = tally->sampling->error;
	}
	return tally_decimal(&out->value, selection_between(
	    bounded(first, count), bounded(second, count), ranks.weight),
	    error);
}

static bool
figure_value(struct figure *out, const struct tally *tally,
    const struct indicator *item, const struct tally_count *count,
    struct error *error)
{
	switch (item->aggregate) {
	case INDICATOR_COUNT:
		out->value = decimal_of(count->records);
		return true;
	case INDICATOR_DISTINCT:
		out->value = decimal_of(count->distinct == NULL ? 0 :
		    (int64_t)count->distinct->count);
		return true;
	case INDICATOR_SUM:
		return tally_decimal(&out->value, count->sum, error);
	case INDICATOR_MIN:
		return tally_decimal(&out->value, count->min, error);
	case INDICATOR_MAX:
		return tally_decimal(&out->value, count->max, error);
	case INDICATOR_MEAN:
		out->denominator = decimal_of(count->records);
		return tally_decimal(&out->numerator, count->sum,
		    error) && quotient(out, 1, error);
	case INDICATOR_SHARE:
		out->numerator = decimal_of((int64_t)count->sum);
		out->denominator = decimal_of(count->records);
		return quotient(out, 100, error);
	case INDICATOR_RATIO:
		return tally_decimal(&out->numerator, count->sum,
		    error) && tally_decimal(&out->denominator,
		    count->per, error) && quotient(out, 1, error);
	case INDICATOR_PERCENTILE:
		return percentile(out, tally, item, count, error);
	}
	return true;
}

static const char *
figure_status(const struct indicator *item, struct decimal value)
{
	__int128 behind = item->direction > 0 ?
	    item->target.units - value.units :
	    value.units - item->target.units;

	if (!item->has_target)
		return "";
	return behind <= 0 ? "green" :
	    behind <= item->tolerance.units ? "amber" : "red";
}

static void
give_zeros(struct figure *out, const struct indicator *item, bool value)
{
	const struct schema *schema = &schema_figure;
	bool parts = item->aggregate == INDICATOR_MEAN ||
	    item->aggregate == INDICATOR_SHARE ||
	    item->aggregate == INDICATOR_RATIO;

	if (value)
		schema_give_zero(schema, FIGURE_FIELD_VALUE, out);
	if (parts) {
		schema_give_zero(schema, FIGURE_FIELD_NUMERATOR, out);
		schema_give_zero(schema, FIGURE_FIELD_DENOMINATOR, out);
	}
	if (item->has_baseline)
		schema_give_zero(schema, FIGURE_FIELD_BASELINE, out);
	if (item->has_target)
		schema_give_zero(schema, FIGURE_FIELD_TARGET, out);
}

/* A count and a sum of nothing are 0; of nothing else there is a figure. */
static bool
has_value(const struct figure *figure, const struct indicator *item)
{
	if (item->aggregate == INDICATOR_RATIO)
		return figure->denominator.units != 0;
	return figure->records > 0 || item->aggregate == INDICATOR_COUNT ||
	    item->aggregate == INDICATOR_DISTINCT ||
	    item->aggregate == INDICATOR_SUM;
}

size_t
tally_groups(struct tally *tally, size_t indicator)
{
	size_t grouping = tally->set->items[indicator].grouping;

	tally_group_sort(tally, grouping);
	return tally->groups[grouping].keys.count;
}

bool
tally_figure(struct figure *out, struct tally *tally, size_t indicator,
    size_t group, struct error *error)
{
	const struct indicator *item = &tally->set->items[indicator];
	const struct tally_counts *counts = &tally->counts[item->measure];
	size_t number = tally->groups[item->grouping].order[group];
	const struct tally_count *count = number < counts->count ?
	    &counts->items[number] : &nothing;
	bool value;

	*out = (struct figure){
		.indicator = item->code,
		.title = item->title,
		.period = tally_group_period(tally, item->grouping, group),
		.unit = item->unit,
		.records = count->records,
		.baseline = item->baseline,
		.target = item->target,
		.method = slice_of("exact")
	};
	if (count->records > 0 && !figure_value(out, tally, item, count,
	    error))
		return false;
	value = has_value(out, item);
	out->status = slice_of(!item->has_target ? "" : !value ? "no-data" :
	    figure_status(item, out->value));
	give_zeros(out, item, value);
	return true;
}

struct slice
tally_value(const struct tally *tally, size_t indicator, size_t group,
    uint16_t field)
{
	return tally_group_value(tally, tally->set->items[indicator].grouping,
	    group, field);
}
