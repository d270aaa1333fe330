#include "domain/indicator.h"

#include "base/memory.h"
#include "domain/formula_field.h"
#include "domain/indicator_grouping.h"
#include "schema/indicator_record.h"

static const char *const aggregates[] = {
	[INDICATOR_COUNT] = "count", [INDICATOR_SUM] = "sum",
	[INDICATOR_MEAN] = "mean", [INDICATOR_MIN] = "min",
	[INDICATOR_MAX] = "max", [INDICATOR_SHARE] = "share",
	[INDICATOR_RATIO] = "ratio", [INDICATOR_PERCENTILE] = "percentile",
	[INDICATOR_DISTINCT] = "distinct"
};

enum indicator_aggregate
indicator_aggregate_of(struct slice word)
{
	return (enum indicator_aggregate)indicator_word(aggregates,
	    sizeof(aggregates) / sizeof(*aggregates), word);
}

static bool
compile(struct indicator_term *out, const struct indicators *set,
    struct slice text, enum formula_type wanted, const char *field,
    struct error *error)
{
	if (indicator_term_compile(out, text, wanted, &set->scope,
	    set->schema, error))
		return true;
	error->column = 0;	/* the formula's, not the file's */
	return error_in_field(error, field, 0);
}

static bool
grouping_get(size_t *out, struct indicators *set,
    const struct indicator_record *record, struct error *error)
{
	struct indicator_grouping grouping;

	if (!indicator_grouping_read(&grouping, set->schema, record, error))
		return false;
	for (*out = 0; *out < set->grouping_count; (*out)++)
		if (indicator_grouping_equal(&set->groupings[*out], &grouping))
			return true;
	set->groupings[set->grouping_count++] = grouping;
	return true;
}

/* What an aggregate needs, and what it cannot take. */
static bool
measure_needs(const struct indicator_record *record,
    enum indicator_aggregate aggregate, struct error *error)
{
	bool none = slice_is_empty(record->measure);

	if (none != (aggregate == INDICATOR_COUNT))
		return indicator_refuse(error, "measure", none ? "is required" :
		    "count counts records, and has no measure");
	if (slice_is_empty(record->per) == (aggregate == INDICATOR_RATIO))
		return indicator_refuse(error, "per",
		    aggregate == INDICATOR_RATIO ? "a ratio needs it" :
		    "only a ratio has it");
	return true;
}

static bool
measure_compile(struct indicator_measure *out, const struct indicators *set,
    const struct indicator_record *record, struct error *error)
{
	int field;

	if (!compile(&out->filter, set, out->filter_text, FORMULA_BOOLEAN,
	    "filter", error))
		return false;
	if (out->distinct) {
		if (!indicator_field(&field, set->schema, record->measure,
		    "measure", error))
			return false;
		out->field = (uint16_t)field;
		return indicator_field_groups(&set->schema->fields[field]) ||
		    indicator_refuse(error, "measure",
		    "only texts and codes are told apart");
	}
	return compile(&out->term, set, out->text, out->truth ?
	    FORMULA_BOOLEAN : FORMULA_NUMBER, "measure", error) &&
	    compile(&out->per, set, out->per_text, FORMULA_NUMBER, "per",
	    error);
}

static bool
measure_equal(const struct indicator_measure *one,
    const struct indicator_measure *other)
{
	return one->grouping == other->grouping &&
	    one->truth == other->truth && one->distinct == other->distinct &&
	    slice_equal(one->filter_text, other->filter_text) &&
	    slice_equal(one->text, other->text) &&
	    slice_equal(one->per_text, other->per_text);
}

static bool
measure_get(size_t *out, struct indicators *set,
    const struct indicator_record *record, const struct indicator *item,
    struct error *error)
{
	struct indicator_measure measure = {
		.filter_text = arena_copy(&set->arena, record->filter),
		.text = arena_copy(&set->arena, record->measure),
		.per_text = arena_copy(&set->arena, record->per),
		.truth = item->aggregate == INDICATOR_SHARE,
		.distinct = item->aggregate == INDICATOR_DISTINCT,
		.grouping = item->grouping
	};
	struct indicator_measure *found = set->measures;

	if (!measure_needs(record, item->aggregate, error))
		return false;
	for (*out = 0; *out < set->measure_count; (*out)++, found++)
		if (measure_equal(found, &measure))
			break;
	if (*out == set->measure_count) {
		if (!measure_compile(&measure, set, record, error))
			return false;
		*found = measure;
		set->measure_count++;
	}
	if (item->aggregate == INDICATOR_PERCENTILE)
		found->values = true;
	return true;
}

static bool
percent_read(struct indicator *item, const struct indicator_record *record,
    const struct record *row, struct error *error)
{
	bool given =
	    !slice_is_empty(row->fields[INDICATOR_RECORD_FIELD_PERCENT]);

	if (given != (item->aggregate == INDICATOR_PERCENTILE))
		return indicator_refuse(error, "percent", given ?
		    "only a percentile has it" : "a percentile needs it");
	item->percent = record->percent;
	item->method = slice_is(record->method, "nearest-rank") ?
	    SELECTION_NEAREST_RANK : SELECTION_LINEAR;
	return (item->percent.units >= 0 &&
	    item->percent.units <= 100 * DECIMAL_ONE) ||
	    indicator_refuse(error, "percent", "is not between 0 and 100");
}

static bool
target_read(struct indicator *item, const struct indicator_record *record,
    const struct record *row, struct error *error)
{
	item->baseline = record->baseline;
	item->target = record->target;
	item->tolerance = record->tolerance;
	item->has_baseline =
	    !slice_is_empty(row->fields[INDICATOR_RECORD_FIELD_BASELINE]);
	item->has_target =
	    !slice_is_empty(row->fields[INDICATOR_RECORD_FIELD_TARGET]);
	if (!slice_is_empty(record->direction))
		item->direction = slice_is(record->direction, "higher") ? 1 :
		    -1;
	if (item->has_target && item->direction == 0)
		return indicator_refuse(error, "direction",
		    "a target needs it");
	return item->tolerance.units >= 0 ||
	    indicator_refuse(error, "tolerance", "is below zero");
}

static bool
item_add(struct indicators *set, const struct indicator_record *record,
    const struct record *row, struct error *error)
{
	struct indicator *item = &set->items[set->count];

	if (set->count == INDICATORS_MAX)
		return indicator_refuse(error, "indicator",
		    "too many indicators");
	for (size_t i = 0; i < set->count; i++)
		if (slice_equal(set->items[i].code, record->indicator))
			return indicator_refuse(error, "indicator",
			    "is there already");
	item->code = arena_copy(&set->arena, record->indicator);
	item->title = arena_copy(&set->arena, record->title);
	item->unit = arena_copy(&set->arena, record->unit);
	item->line = row->line;
	item->aggregate = indicator_aggregate_of(record->aggregate);
	if (!percent_read(item, record, row, error) ||
	    !target_read(item, record, row, error) ||
	    !grouping_get(&item->grouping, set, record, error) ||
	    !measure_get(&item->measure, set, record, item, error))
		return false;
	set->count++;
	return true;
}

static bool
source_find(struct indicators *set, struct slice source, struct error *error)
{
	set->schema = schema_get(source);
	if (set->schema == NULL) {
		(void)error_set_code(error, FAULT_INPUT, "foreign-key",
		    "there is no kind of record \"%.*s\"",
		    SLICE_PRINT(source));
		return error_in_field(error, "source", 0);
	}
	formula_field_scope(&set->scope, set->schema, &set->arena, true);
	return true;
}

static bool
is_chosen(struct slice code, const char *const codes[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_is(code, codes[i]))
			return true;
	return count == 0;
}

static bool
records_take(struct indicators *set, struct stream *in, struct slice source,
    const char *const codes[], size_t code_count, struct error *error)
{
	struct indicator_record value;
	struct record record;

	while (indicator_record_next(in, &value, &record, error)) {
		bool wanted = is_chosen(value.indicator, codes, code_count) &&
		    (slice_is_empty(source) ||
		    slice_equal(value.source, source));

		if (wanted && set->schema == NULL &&
		    !source_find(set, value.source, error))
			return error_locate(error, record.origin,
			    record.line);
		if (wanted && slice_is(value.source, set->schema->name) &&
		    !item_add(set, &value, &record, error))
			return error_locate(error, record.origin,
			    record.line);
	}
	return error->fault == FAULT_NONE;
}

static bool
codes_check(const struct indicators *set, const char *const codes[],
    size_t count, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = 0;

		while (at < set->count &&
		    !slice_is(set->items[at].code, codes[i]))
			at++;
		if (at == set->count)
			return error_set(error, FAULT_USAGE,
			    "there is no indicator \"%s\"", codes[i]);
	}
	return set->count > 0 ||
	    error_set(error, FAULT_INPUT, "there is no indicator");
}

bool
indicators_load(struct indicators **out, struct stream *in,
    struct slice source, const char *const codes[], size_t code_count,
    struct error *error)
{
	struct indicators *set = memory_new(sizeof(*set));

	if (!records_take(set, in, source, codes, code_count, error) ||
	    !codes_check(set, codes, code_count, error)) {
		indicators_free(set);
		return false;
	}
	*out = set;
	return true;
}

size_t
indicators_need(uint16_t fields[INDICATOR_NEEDS_MAX],
    const struct indicators *indicators, size_t number)
{
	const struct indicator *item = &indicators->items[number];
	const struct indicator_measure *measure =
	    &indicators->measures[item->measure];
	const struct indicator_grouping *grouping =
	    &indicators->groupings[item->grouping];
	const struct formula *const formulas[] = { &measure->filter.formula,
		&measure->term.formula, &measure->per.formula };
	size_t count = 0;

	for (size_t i = 0; i < sizeof(formulas) / sizeof(*formulas); i++)
		for (size_t j = 0; j < formulas[i]->need_count; j++)
			fields[count++] = formulas[i]->needs[j];
	for (size_t i = 0; i < grouping->by_count; i++)
		fields[count++] = grouping->by[i];
	if (grouping->date != FIELD_ABSENT)
		fields[count++] = (uint16_t)grouping->date;
	if (measure->distinct)
		fields[count++] = measure->field;
	return count;
}

void
indicators_free(struct indicators *indicators)
{
	if (indicators == NULL)
		return;
	table_release(&indicators->scope.names);
	arena_release(&indicators->arena);
	memory_free(indicators);
}
