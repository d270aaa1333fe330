#include "domain/definition.h"

#include "base/text.h"

static void
definition_keep(struct definition *out, struct arena *arena,
    const struct indicator_record *from, const struct record *row)
{
	struct indicator_record *to = &out->record;

	*to = *from;
	to->indicator = arena_copy(arena, from->indicator);
	to->title = arena_copy(arena, from->title);
	to->source = arena_copy(arena, from->source);
	to->filter = arena_copy(arena, from->filter);
	to->aggregate = arena_copy(arena, from->aggregate);
	to->measure = arena_copy(arena, from->measure);
	to->per = arena_copy(arena, from->per);
	to->method = arena_copy(arena, from->method);
	to->by = arena_copy(arena, from->by);
	to->date = arena_copy(arena, from->date);
	to->period = arena_copy(arena, from->period);
	to->unit = arena_copy(arena, from->unit);
	to->direction = arena_copy(arena, from->direction);
	to->owner = arena_copy(arena, from->owner);
	to->origin = arena_copy(arena, from->origin);
	out->aggregate = indicator_aggregate_of(from->aggregate);
	out->direction = slice_is(from->direction, "higher") ? 1 :
	    slice_is(from->direction, "lower") ? -1 : 0;
	out->has_baseline =
	    !slice_is_empty(row->fields[INDICATOR_RECORD_FIELD_BASELINE]);
	out->has_target =
	    !slice_is_empty(row->fields[INDICATOR_RECORD_FIELD_TARGET]);
}

bool
definitions_add(struct definitions *definitions, struct stream *in,
    const char *pack, struct error *error)
{
	struct slice name = arena_copy(&definitions->arena, slice_of(pack));
	struct indicator_record value;
	struct record row;

	while (indicator_record_next(in, &value, &row, error)) {
		struct definition *definition;

		if (definitions_find(definitions, value.indicator) != NULL)
			continue;
		definition = arena_new(&definitions->arena,
		    sizeof(*definition));
		definition_keep(definition, &definitions->arena, &value,
		    &row);
		definition->pack = name;
		table_set(&definitions->codes, value.indicator, definition);
	}
	return error->fault == FAULT_NONE;
}

const struct definition *
definitions_find(const struct definitions *definitions, struct slice code)
{
	return table_get(&definitions->codes, code);
}

void
definitions_release(struct definitions *definitions)
{
	table_release(&definitions->codes);
	arena_release(&definitions->arena);
}

static void
formula_percentile(struct text *out, const struct definition *definition)
{
	const struct indicator_record *record = &definition->record;
	char percent[DECIMAL_TEXT_MAX];

	(void)decimal_format(percent, record->percent);
	text_add_format(out, "percentile %s (%.*s) of %.*s", percent,
	    SLICE_PRINT(slice_is_empty(record->method) ?
	    slice_of("linear") : record->method),
	    SLICE_PRINT(record->measure));
}

void
definition_formula(struct text *out, const struct definition *definition)
{
	const struct indicator_record *record = &definition->record;
	struct slice measure = record->measure;

	switch (definition->aggregate) {
	case INDICATOR_COUNT:
		text_add_string(out, "number of records");
		break;
	case INDICATOR_SHARE:
		text_add_format(out, "percent of records for which %.*s",
		    SLICE_PRINT(measure));
		break;
	case INDICATOR_RATIO:
		text_add_format(out, "sum of %.*s / sum of %.*s",
		    SLICE_PRINT(measure), SLICE_PRINT(record->per));
		break;
	case INDICATOR_PERCENTILE:
		formula_percentile(out, definition);
		break;
	case INDICATOR_DISTINCT:
		text_add_format(out, "number of different %.*s",
		    SLICE_PRINT(measure));
		break;
	case INDICATOR_SUM:
	case INDICATOR_MEAN:
	case INDICATOR_MIN:
	case INDICATOR_MAX:
		text_add_format(out, "%.*s of %.*s",
		    SLICE_PRINT(record->aggregate), SLICE_PRINT(measure));
		break;
	}
	if (!slice_is_empty(record->filter))
		text_add_format(out, ", where %.*s",
		    SLICE_PRINT(record->filter));
}
