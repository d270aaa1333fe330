#include "domain/measurement.h"

#include "value/currency.h"
#include "value/instant.h"
#include "value/period.h"

struct slice
measurement_text(const struct indicators *set, size_t field,
    const void *record)
{
	const struct field *from = &set->schema->fields[field];
	const void *at = (const char *)record + from->offset;

	return from->type == FIELD_CURRENCY ?
	    slice_of(currency_code(*(const struct currency *)at)) :
	    *(const struct slice *)at;
}

/* A month is known by its first day. */
static struct date
day_of(const struct field *field, const void *record)
{
	const void *at = (const char *)record + field->offset;

	switch ((unsigned)field->type) {
	case FIELD_TIME:
		return instant_date(*(const struct instant *)at);
	case FIELD_PERIOD:
		return ((const struct period *)at)->month == 0 ? DATE_NONE :
		    period_first(*(const struct period *)at);
	default:
		return *(const struct date *)at;
	}
}

struct date
measurement_day(const struct indicators *set, size_t indicator,
    const void *record)
{
	const struct indicator_grouping *grouping =
	    &set->groupings[set->items[indicator].grouping];

	return grouping->date == FIELD_ABSENT ? DATE_NONE :
	    day_of(&set->schema->fields[grouping->date], record);
}

static bool
find_period(struct figure_period *out, const struct indicators *set,
    const struct indicator_grouping *grouping, const void *record)
{
	struct date day;

	*out = (struct figure_period){ INDICATOR_NO_PERIOD, 0 };
	if (grouping->period == INDICATOR_NO_PERIOD)
		return true;
	day = day_of(&set->schema->fields[grouping->date], record);
	if (date_is_none(day))
		return false;
	*out = figure_period_of(day, grouping->period);
	return true;
}

static enum indicator_found
find_value(struct measurement *out, const struct indicators *set,
    const struct indicator_measure *measure, const void *record,
    struct formula_value scratch[], struct error *error)
{
	enum indicator_found found;
	bool truth;

	out->value = 1;
	if (measure->distinct) {
		out->text = measurement_text(set, measure->field, record);
		return slice_is_empty(out->text) ? INDICATOR_ABSENT :
		    INDICATOR_FOUND;
	}
	if (measure->term.formula.root == NULL)
		return INDICATOR_FOUND;
	if (measure->truth) {
		found = indicator_term_truth(&truth, &measure->term, record,
		    scratch, error);
		out->value = found == INDICATOR_FOUND && truth;
		return found;
	}
	found = indicator_term_number(&out->value, &measure->term, record,
	    scratch, error);
	if (found == INDICATOR_FOUND && measure->per.formula.root != NULL)
		found = indicator_term_number(&out->per, &measure->per,
		    record, scratch, error);
	return found;
}

bool
measurement_take(struct measurement *out, const struct indicators *set,
    size_t indicator, const void *record, struct formula_value scratch[],
    struct error *error)
{
	const struct indicator *item = &set->items[indicator];
	const struct indicator_measure *measure =
	    &set->measures[item->measure];
	enum indicator_found found = INDICATOR_FOUND;
	bool counts = true;

	*out = (struct measurement){ .state = MEASUREMENT_NO_DATE };
	if (!find_period(&out->period, set, &set->groupings[item->grouping],
	    record))
		return true;
	if (measure->filter.formula.root != NULL)
		found = indicator_term_truth(&counts, &measure->filter,
		    record, scratch, error);
	if (found == INDICATOR_FAILED)
		return false;
	if (found != INDICATOR_FOUND || !counts) {
		out->state = MEASUREMENT_FILTERED;
		return true;
	}
	found = find_value(out, set, measure, record, scratch, error);
	out->state = found == INDICATOR_FOUND ? MEASUREMENT_COUNTS :
	    MEASUREMENT_NO_VALUE;
	return found != INDICATOR_FAILED;
}

struct decimal
measurement_number(const struct indicators *set, size_t indicator,
    int64_t value)
{
	const struct indicator_measure *measure =
	    &set->measures[set->items[indicator].measure];
	bool whole = measure->truth || measure->distinct ||
	    measure->term.formula.root == NULL;

	return whole ? decimal_of(value) : (struct decimal){
	    (__int128)value * (DECIMAL_ONE / INDICATOR_ONE) };
}
