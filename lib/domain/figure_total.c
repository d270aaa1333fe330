#include "domain/figure_total.h"

enum { QUOTIENT_PLACES = 6, PERCENT = 100 };

/* Is one of the columns of its groups a currency? */
static bool
has_currencies(const struct figure_book *book,
    const struct figure_indicator *indicator, struct slice source)
{
	const struct schema *schema = schema_get(source);

	for (size_t i = 0; i < book->column_count; i++) {
		int field = schema == NULL ? FIELD_ABSENT :
		    schema_find(schema, book->columns[i]);

		if ((indicator->columns >> i & 1) != 0 &&
		    field != FIELD_ABSENT &&
		    schema->fields[field].type == FIELD_CURRENCY)
			return true;
	}
	return false;
}

/* What counts records may be put together over currencies, sums may not. */
static bool
total_is_possible(const struct definition *definition,
    const struct figure_book *book, size_t indicator)
{
	if (definition == NULL ||
	    definition->aggregate == INDICATOR_PERCENTILE ||
	    definition->aggregate == INDICATOR_DISTINCT)
		return false;
	return definition->aggregate == INDICATOR_COUNT ||
	    definition->aggregate == INDICATOR_SHARE || !has_currencies(book,
	    &book->indicators[indicator], definition->record.source);
}

static bool
has_quotient(enum indicator_aggregate aggregate)
{
	return aggregate == INDICATOR_SHARE || aggregate == INDICATOR_MEAN ||
	    aggregate == INDICATOR_RATIO;
}

static bool
add_value(struct figure_item *total, const struct figure_item *item,
    enum indicator_aggregate aggregate)
{
	struct error ignored = { 0 };
	int order = decimal_compare(item->value, total->value);

	if (!item->has_value)
		return true;
	if (!total->has_value) {
		total->value = item->value;
		total->has_value = true;
		return true;
	}
	if (aggregate == INDICATOR_MIN || aggregate == INDICATOR_MAX) {
		if ((order < 0) == (aggregate == INDICATOR_MIN))
			total->value = item->value;
		return true;
	}
	return decimal_add(&total->value, total->value, item->value,
	    &ignored);
}

static bool
add_parts(struct figure_item *total, const struct figure_item *item)
{
	struct error ignored = { 0 };

	if (!item->has_parts)
		return !item->has_value;
	total->has_parts = true;
	return decimal_add(&total->numerator, total->numerator,
	    item->numerator, &ignored) && decimal_add(&total->denominator,
	    total->denominator, item->denominator, &ignored);
}

static bool
add_item(struct figure_item *total, const struct figure_item *item,
    enum indicator_aggregate aggregate)
{
	if (!item->there)
		return true;
	if (!total->there) {
		total->target = item->target;
		total->has_target = item->has_target;
		total->baseline = item->baseline;
		total->has_baseline = item->has_baseline;
	}
	total->there = true;
	total->records += item->records;
	total->has_target = total->has_target && item->has_target &&
	    decimal_compare(total->target, item->target) == 0;
	return has_quotient(aggregate) ? add_parts(total, item) :
	    add_value(total, item, aggregate);
}

static bool
divide(struct figure_item *total, enum indicator_aggregate aggregate)
{
	struct error ignored = { 0 };
	struct decimal numerator = total->numerator;

	if (!has_quotient(aggregate) || total->denominator.units == 0)
		return true;
	if (aggregate == INDICATOR_SHARE && !decimal_multiply(&numerator,
	    numerator, decimal_of(PERCENT), DECIMAL_PLACES, ROUND_NEVER,
	    &ignored))
		return false;
	total->has_value = decimal_divide(&total->value, numerator,
	    total->denominator, QUOTIENT_PLACES, ROUND_HALF_AWAY, &ignored);
	return total->has_value;
}

static void
judge(struct figure_item *total, const struct definition *definition)
{
	if (!total->there || !total->has_target)
		total->status = FIGURE_NO_TARGET;
	else if (!total->has_value)
		total->status = FIGURE_NO_DATA;
	else
		total->status = figure_status_of(total->value, total->target,
		    definition->record.tolerance, definition->direction);
}

bool
figure_total(struct figure_item items[], const struct figure_book *book,
    size_t indicator, const struct definition *definition)
{
	const struct figure_indicator *from = &book->indicators[indicator];
	size_t periods = figure_book_periods(book, indicator);

	if (from->series_count == 1) {
		memcpy(items, from->series[0].items,
		    periods * sizeof(*items));
		return true;
	}
	if (!total_is_possible(definition, book, indicator))
		return false;
	for (size_t i = 0; i < periods; i++) {
		items[i] = (struct figure_item){ 0 };
		for (size_t j = 0; j < from->series_count; j++)
			if (!add_item(&items[i], &from->series[j].items[i],
			    definition->aggregate))
				return false;
		if (!divide(&items[i], definition->aggregate))
			return false;
		judge(&items[i], definition);
	}
	return true;
}
