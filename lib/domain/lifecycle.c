/* From rows to a lifecycle which is known to be right. */
#include "domain/lifecycle.h"

#include "base/memory.h"
#include "domain/formula_field.h"
#include "domain/lifecycle_table.h"
#include "record/pattern.h"

static bool
lifecycle_refuse(const struct lifecycle_transition *row, const char *field,
    struct error *error)
{
	error->column = 0;	/* formulas say their own */
	(void)error_in_field(error, field, 0);
	return error_locate(error, row->origin, row->line);
}

static struct lifecycle *
lifecycle_new(const struct schema *schema)
{
	struct lifecycle *lifecycle = memory_new(sizeof(*lifecycle));

	lifecycle->schema = schema;
	lifecycle->scope.arena = &lifecycle->arena;
	if (schema != NULL)
		formula_field_scope(&lifecycle->scope, schema,
		    &lifecycle->arena, false);
	return lifecycle;
}

void
lifecycle_free(struct lifecycle *lifecycle)
{
	if (lifecycle == NULL)
		return;
	table_release(&lifecycle->scope.names);
	arena_release(&lifecycle->arena);
	memory_free(lifecycle);
}

static bool
lifecycle_compile(struct lifecycle *lifecycle,
    struct lifecycle_transition *row, struct error *error)
{
	if (slice_is_empty(row->condition))
		return true;
	if (!formula_parse(&row->formula, row->condition, &lifecycle->scope,
	    error) ||
	    !formula_check(&row->formula, &lifecycle->scope, error))
		return lifecycle_refuse(row, "condition", error);
	if (row->formula.type == FORMULA_BOOLEAN)
		return true;
	(void)error_set(error, FAULT_INPUT,
	    "\"%.*s\" is %s, and a truth is needed",
	    SLICE_PRINT(row->condition),
	    formula_type_name(row->formula.type));
	return lifecycle_refuse(row, "condition", error);
}

/* Can the record's own field take the state? */
static bool
lifecycle_check_state(const struct lifecycle *lifecycle,
    const struct lifecycle_transition *row, struct error *error)
{
	const struct schema *schema = lifecycle->schema;
	int at = schema == NULL ? FIELD_ABSENT :
	    schema_find(schema, slice_of("state"));
	struct pattern *pattern;
	bool matches;

	if (at == FIELD_ABSENT || schema->fields[at].pattern == NULL)
		return true;
	pattern = pattern_new(schema->fields[at].pattern);
	matches = pattern != NULL && pattern_matches(pattern, row->to);
	pattern_free(pattern);
	if (matches)
		return true;
	(void)error_set(error, FAULT_INPUT,
	    "\"%.*s\" is not a state of %s, which are %s",
	    SLICE_PRINT(row->to), schema->name, schema->fields[at].pattern);
	return lifecycle_refuse(row, "to", error);
}

/* Does the row say something else than an earlier one, or the same again? */
static bool
lifecycle_check_pair(const struct lifecycle_transition *old,
    const struct lifecycle_transition *row, struct error *error)
{
	bool always = slice_is_empty(old->condition) ||
	    slice_is_empty(row->condition);
	bool same = slice_equal(old->condition, row->condition);

	if (slice_is_empty(old->from) && slice_is_empty(row->from) &&
	    !slice_equal(old->to, row->to)) {
		(void)error_set(error, FAULT_INPUT, "\"%.*s\": records begin "
		    "in \"%.*s\" (line %ju)", SLICE_PRINT(row->to),
		    SLICE_PRINT(old->to), (uintmax_t)old->line);
		return lifecycle_refuse(row, "to", error);
	}
	if (!slice_equal(old->from, row->from) ||
	    !slice_equal(old->event, row->event) || !(always || same))
		return true;
	if (!slice_equal(old->to, row->to)) {
		(void)error_set(error, FAULT_INPUT, "\"%.*s\" leads to "
		    "\"%.*s\" by line %ju, not to \"%.*s\"",
		    SLICE_PRINT(row->event), SLICE_PRINT(old->to),
		    (uintmax_t)old->line, SLICE_PRINT(row->to));
		return lifecycle_refuse(row, "to", error);
	}
	if (!same || !(slice_equal(old->duty, row->duty) ||
	    slice_is_empty(old->duty) || slice_is_empty(row->duty)))
		return true;
	(void)error_set(error, FAULT_INPUT, "line %ju says it already",
	    (uintmax_t)old->line);
	return lifecycle_refuse(row, "duty", error);
}

/* A state has one clock, whatever leads to it. */
static bool
lifecycle_check_clock(const struct lifecycle_transition *old,
    const struct lifecycle_transition *row, struct error *error)
{
	if (!slice_equal(old->to, row->to) || old->clock == row->clock)
		return true;
	(void)error_set(error, FAULT_INPUT,
	    "line %ju has another clock for the state \"%.*s\"",
	    (uintmax_t)old->line, SLICE_PRINT(row->to));
	return lifecycle_refuse(row, "clock", error);
}

static enum lifecycle_clock
lifecycle_clock_of(struct slice word)
{
	return slice_is(word, "pause") ? LIFECYCLE_PAUSE :
	    slice_is(word, "stop") ? LIFECYCLE_STOP : LIFECYCLE_RUN;
}

static bool
lifecycle_add(struct lifecycle *lifecycle, const struct lifecycle_row *value,
    const char *origin, uint64_t line, struct error *error)
{
	struct lifecycle_transition *row = lifecycle->rows + lifecycle->count;
	struct arena *arena = &lifecycle->arena;

	if (lifecycle->count == LIFECYCLE_ROWS_MAX)
		return error_set(error, FAULT_INPUT,
		    "a lifecycle has at most %d rows", LIFECYCLE_ROWS_MAX) ||
		    error_locate(error, origin, line);
	row->from = arena_copy(arena, value->from);
	row->event = arena_copy(arena, value->event);
	row->to = arena_copy(arena, value->to);
	row->duty = arena_copy(arena, value->duty);
	row->condition = arena_copy(arena, value->condition);
	row->clock = lifecycle_clock_of(value->clock);
	row->origin = arena_copy_string(arena, slice_of(origin));
	row->line = line;
	for (size_t i = 0; i < lifecycle->count; i++)
		if (!lifecycle_check_pair(&lifecycle->rows[i], row, error) ||
		    !lifecycle_check_clock(&lifecycle->rows[i], row, error))
			return false;
	lifecycle->count++;
	return lifecycle_check_state(lifecycle, row, error) &&
	    lifecycle_compile(lifecycle, row, error);
}

/* Mark rows from where records begin until no more are reached. */
static void
lifecycle_reach(const struct lifecycle *lifecycle, bool *reached)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < lifecycle->count; i++) {
			struct slice from = lifecycle->rows[i].from;
			bool now = slice_is_empty(from);

			for (size_t j = 0; !now && j < lifecycle->count; j++)
				now = reached[j] && slice_equal(from,
				    lifecycle->rows[j].to);
			more = more || (now && !reached[i]);
			reached[i] = reached[i] || now;
		}
	}
}

static bool
lifecycle_complete(const struct lifecycle *lifecycle, struct error *error)
{
	bool reached[LIFECYCLE_ROWS_MAX] = { false };
	const struct lifecycle_transition *row = lifecycle->rows;
	bool begins = false;

	if (lifecycle->count == 0)
		return error_set(error, FAULT_INPUT,
		    "a lifecycle needs at least one row");
	for (size_t i = 0; i < lifecycle->count; i++)
		begins = begins || slice_is_empty(row[i].from);
	if (!begins) {
		(void)error_set(error, FAULT_INPUT, "no row has an empty "
		    "from: no record can begin");
		return error_locate(error, row->origin, row->line);
	}
	lifecycle_reach(lifecycle, reached);
	for (size_t i = 0; i < lifecycle->count; i++)
		if (!reached[i]) {
			(void)error_set(error, FAULT_INPUT,
			    "nothing leads to the state \"%.*s\"",
			    SLICE_PRINT(row[i].from));
			return lifecycle_refuse(&row[i], "from", error);
		}
	return true;
}

bool
lifecycle_load(struct lifecycle **out, const struct schema *schema,
    struct stream *in, struct error *error)
{
	struct lifecycle *lifecycle = lifecycle_new(schema);
	struct lifecycle_row row;
	struct record record;

	while (lifecycle_row_next(in, &row, &record, error))
		if (!lifecycle_add(lifecycle, &row, record.origin,
		    record.line, error))
			break;
	if (error->fault == FAULT_NONE &&
	    lifecycle_complete(lifecycle, error)) {
		*out = lifecycle;
		return true;
	}
	lifecycle_free(lifecycle);
	return false;
}

static bool
lifecycle_add_line(struct lifecycle *lifecycle,
    const struct lifecycle_line *line, struct error *error)
{
	struct slice cells[LIFECYCLE_ROW_FIELD_COUNT];
	const struct record record = {
		.schema = &schema_lifecycle_row, .origin = line->origin,
		.line = line->line, .fields = cells
	};
	struct lifecycle_row row;

	for (size_t i = 0; i < LIFECYCLE_ROW_FIELD_COUNT; i++)
		cells[i] = slice_of(line->cells[i]);
	return lifecycle_row_decode(&row, &record, error) &&
	    lifecycle_add(lifecycle, &row, line->origin, line->line, error);
}

bool
lifecycle_get(struct lifecycle **out, const char *name,
    const struct schema *schema, struct error *error)
{
	struct lifecycle *lifecycle = lifecycle_new(schema);

	for (size_t i = 0; i < lifecycle_line_count; i++)
		if (strcmp(lifecycle_lines[i].name, name) == 0 &&
		    !lifecycle_add_line(lifecycle, &lifecycle_lines[i],
		    error))
			goto out;
	if (lifecycle->count == 0)
		(void)error_set(error, FAULT_INPUT,
		    "there is no lifecycle \"%s\"", name);
	else if (lifecycle_complete(lifecycle, error)) {
		*out = lifecycle;
		return true;
	}
out:
	lifecycle_free(lifecycle);
	return false;
}
