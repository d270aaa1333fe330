#include "domain/tally_part.h"

#include "base/memory.h"
#include "domain/tally_group.h"

enum { MONTHS = 12, QUARTERS = 4 };

static size_t
find_indicator(const struct indicators *set, struct slice code)
{
	size_t at = 0;

	while (at < set->count && !slice_equal(set->items[at].code, code))
		at++;
	return at;
}

bool
tally_part_has(const struct tally *tally, size_t indicator)
{
	return tally->counts[tally->set->items[indicator].measure].count > 0;
}

static bool
refuse(struct error *error, const char *field, struct slice text,
    const char *what)
{
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "\"%.*s\" %s", SLICE_PRINT(text), what);
	return error_in_field(error, field, 0);
}

/* What tally_group_period wrote. */
static bool
read_period(uint32_t *out, struct slice text, enum indicator_period period)
{
	struct date date = DATE_NONE;
	char first[] = "0000-01-01";
	bool fits = text.length == (period == INDICATOR_YEAR ? 4u : 7u);
	uint32_t part = 0;

	if (period == INDICATOR_NO_PERIOD) {
		*out = 0;
		return slice_is_empty(text);
	}
	if (!fits)
		return false;
	memcpy(first, text.text, 4);
	if (period == INDICATOR_MONTH)
		memcpy(first + 4, text.text + 4, 3);
	if (period == INDICATOR_QUARTER) {
		part = (uint32_t)(unsigned char)text.text[6] - '1';
		if (text.text[4] != '-' || text.text[5] != 'Q' ||
		    part >= QUARTERS)
			return false;
	}
	if (!date_read(&date, first))
		return false;
	*out = (uint32_t)date_parts(date).year;
	if (period == INDICATOR_MONTH)
		*out = *out * MONTHS + date_parts(date).month - 1;
	if (period == INDICATOR_QUARTER)
		*out = *out * QUARTERS + part;
	return true;
}

/* Back to what a decimal was made of. */
static bool
millionths(__int128 *out, struct decimal value, struct error *error,
    const char *field)
{
	const __int128 unit = DECIMAL_ONE / INDICATOR_ONE;

	*out = value.units / unit;
	if (value.units % unit == 0)
		return true;
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "has more than %d decimals", INDICATOR_PLACES);
	return error_in_field(error, field, 0);
}

static bool
value_millionths(int64_t *out, struct decimal value, struct error *error,
    const char *field)
{
	__int128 wide;

	if (!millionths(&wide, value, error, field))
		return false;
	*out = (int64_t)wide;
	if (wide <= INT64_MAX && wide >= -INT64_MAX)
		return true;
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "is too large for a measure");
	return error_in_field(error, field, 0);
}

static bool
add_count(struct tally_count *count, const struct indicator_measure *measure,
    const struct figure_part *part, struct error *error)
{
	bool extremes = part->records > 0 && !measure->truth &&
	    measure->term.formula.root != NULL;
	__int128 sum, per;
	int64_t least = INT64_MAX, greatest = INT64_MIN;

	if (!millionths(&sum, part->sum, error, "sum") ||
	    !millionths(&per, part->per, error, "per") || (extremes &&
	    (!value_millionths(&least, part->least, error, "least") ||
	    !value_millionths(&greatest, part->greatest, error,
	    "greatest"))))
		return false;
	if (__builtin_add_overflow(count->records, part->records,
	    &count->records))
		return error_set(error, FAULT_INPUT, "too many records");
	count->sum += measure->truth ? sum / INDICATOR_ONE : sum;
	count->per += per;
	if (least < count->min)
		count->min = least;
	if (greatest > count->max)
		count->max = greatest;
	return true;
}

/* A sketch can only be added to sketches of the same error. */
static bool
check_error(struct tally *tally, const struct figure_part *part,
    struct error *error)
{
	const struct tally_sampling *sampling = tally->sampling;
	char mine[DECIMAL_TEXT_MAX], theirs[DECIMAL_TEXT_MAX];

	if (part->error.units == 0)
		return true;
	if (sampling->scale != NULL &&
	    part->error.units == sampling->error.units) {
		if (!tally->told)
			tally_tell(tally);
		return true;
	}
	(void)decimal_format(mine, sampling->error);
	(void)decimal_format(theirs, part->error);
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    sampling->scale == NULL ? "the part is of a sketch, and all "
	    "values are asked for" : "a sketch of %s percent cannot be added "
	    "to those of %s", theirs, mine);
	return error_in_field(error, "error", 0);
}

static bool
add_value(struct tally *tally, struct tally_count *count,
    const struct figure_part *part, struct error *error)
{
	const struct sketch_scale *scale = tally->sampling->scale;
	int64_t value;

	if (!check_error(tally, part, error) || !value_millionths(&value,
	    part->value, error, "value"))
		return false;
	if (count->sample == NULL) {
		count->sample = memory_new(sizeof(*count->sample));
		if (tally->told)
			sample_tell(count->sample, scale);
	}
	/* First, for there can be very many of one value. */
	tally_keep(tally, (uint64_t)part->records);
	if (slice_is(part->part, "lowest") && part->error.units != 0)
		sample_add_lowest(count->sample, scale, value,
		    (uint64_t)part->records);
	else
		sample_add_times(count->sample, scale, value,
		    (uint64_t)part->records);
	return true;
}

static void
add_text(struct tally_count *count, struct slice text)
{
	bool added;

	if (count->distinct == NULL)
		count->distinct = memory_new(sizeof(*count->distinct));
	(void)table_put(count->distinct, text, &added);
}

static bool
check_part(const struct tally *tally, size_t indicator,
    const struct figure_part *part, struct error *error)
{
	const struct indicators *set = tally->set;
	const struct indicator_measure *measure;
	char definition[TALLY_DEFINITION_MAX];

	if (indicator == set->count || !tally_part_is_first(set, indicator))
		return refuse(error, "indicator", part->indicator,
		    "has no parts by these definitions");
	tally_part_define(definition, set, set->items[indicator].measure);
	if (!slice_is(part->definition, definition))
		return refuse(error, "definition", part->indicator,
		    "was counted by another definition");
	measure = &set->measures[set->items[indicator].measure];
	if (part->records < 0)
		return refuse(error, "records", part->indicator,
		    "has less than no records");
	if ((slice_is(part->part, "text") && !measure->distinct) ||
	    ((slice_is(part->part, "value") ||
	    slice_is(part->part, "lowest")) && !measure->values))
		return refuse(error, "part", part->part,
		    "is no part of this indicator");
	return true;
}

bool
tally_part_add(struct tally *tally, const struct figure_part *part,
    const struct slice values[], struct error *error)
{
	size_t indicator = find_indicator(tally->set, part->indicator);
	const struct indicator_grouping *grouping;
	struct tally_count *count;
	struct tally_groups *groups;
	uint32_t period;
	size_t measure;

	if (!check_part(tally, indicator, part, error))
		return false;
	measure = tally->set->items[indicator].measure;
	grouping = &tally->set->groupings[tally->set->items[indicator]
	    .grouping];
	groups = &tally->groups[tally->set->items[indicator].grouping];
	if (!read_period(&period, part->period, grouping->period))
		return refuse(error, "period", part->period,
		    "is not the period of the indicator");
	tally_group_key(&tally->key, period);
	for (size_t i = 0; i < grouping->by_count; i++)
		tally_group_key_add(&tally->key, values[grouping->by[i]]);
	count = tally_group_count(&tally->counts[measure],
	    tally_group_put(groups, text_slice(&tally->key)));
	if (slice_is(part->part, "count"))
		return add_count(count, &tally->set->measures[measure], part,
		    error);
	if (!slice_is(part->part, "text"))
		return add_value(tally, count, part, error);
	add_text(count, part->text);
	return true;
}

bool
tally_part_check(const struct tally *tally, struct error *error)
{
	const struct indicators *set = tally->set;

	for (size_t i = 0; i < set->count; i++) {
		const struct tally_counts *counts =
		    &tally->counts[set->items[i].measure];

		if (!counts->measure->values)
			continue;
		for (size_t j = 0; j < counts->count; j++) {
			const struct tally_count *count = &counts->items[j];
			uint64_t values = count->sample != NULL ?
			    count->sample->count : 0;

			if (values != (uint64_t)count->records)
				return error_set(error, FAULT_INPUT,
				    "the parts of \"%.*s\" are not all there: "
				    "a group has %llu values of %lld records",
				    SLICE_PRINT(set->items[i].code),
				    (unsigned long long)values,
				    (long long)count->records);
		}
	}
	return true;
}
