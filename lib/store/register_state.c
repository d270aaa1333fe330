#include "store/register_state.h"

#include "base/assert.h"

bool
register_state_init(struct register_state *state,
    const struct schema *schema, struct slice duty, struct error *error)
{
	*state = (struct register_state){ .schema = schema, .duty = duty };
	if (schema->lifecycle == NULL)
		return true;
	state->field = schema_find(schema, slice_of("state"));
	ENSURE(state->field != FIELD_ABSENT);
	ENSURE(schema->fields[state->field].type == FIELD_CODE);
	return lifecycle_get(&state->lifecycle, schema->lifecycle, schema,
	    error);
}

void
register_state_release(struct register_state *state)
{
	lifecycle_free(state->lifecycle);
	text_release(&state->now);
}

static struct slice *
state_of(const struct register_state *state, void *value)
{
	return (struct slice *)(void *)((char *)value +
	    state->schema->fields[state->field].offset);
}

/* What the lifecycle refuses is wrong with the record. */
static bool
state_refused(struct error *error)
{
	if (error->fault == FAULT_STORE) {
		error->fault = FAULT_INPUT;
		error->code = "constraint-error";
	}
	return error_in_field(error, "state", 0);
}

static bool
state_step(struct register_state *state, struct slice from,
    struct slice event, void *value, struct error *error)
{
	struct slice to;

	if (!lifecycle_step(&to, state->lifecycle, from, event, state->duty,
	    value, error))
		return state_refused(error);
	*state_of(state, value) = to;
	return true;
}

/* Of the events with which records begin, the first which may happen. */
bool
register_state_begin(struct register_state *state, void *value,
    struct error *error)
{
	struct slice events[LIFECYCLE_ROWS_MAX], given;
	struct slice none = slice_from("", 0);
	size_t count;

	if (state->lifecycle == NULL)
		return true;
	given = *state_of(state, value);
	count = lifecycle_allowed(events, state->lifecycle, none);
	for (size_t i = 0; i < count; i++) {
		error_clear(error);
		if (state_step(state, none, events[i], value, error))
			break;
	}
	if (error->fault != FAULT_NONE)
		return false;
	if (slice_is_empty(given) ||
	    slice_equal(given, *state_of(state, value)))
		return true;
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "\"%.*s\": a new %s is \"%.*s\"", SLICE_PRINT(given),
	    state->schema->name, SLICE_PRINT(*state_of(state, value)));
	return error_in_field(error, "state", 0);
}

bool
register_state_keep(struct register_state *state, void *value,
    const void *old, struct error *error)
{
	const struct slice *was;
	struct slice *given;

	if (state->lifecycle == NULL)
		return true;
	was = (const struct slice *)(const void *)((const char *)old +
	    state->schema->fields[state->field].offset);
	given = state_of(state, value);
	if (!slice_is_empty(*given) && !slice_equal(*given, *was)) {
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "\"%.*s\": it is \"%.*s\", which only an event changes",
		    SLICE_PRINT(*given), SLICE_PRINT(*was));
		return error_in_field(error, "state", 0);
	}
	text_clear(&state->now);
	text_add(&state->now, *was);
	*given = text_slice(&state->now);
	return true;
}

bool
register_state_amend(struct register_state *state, void *value,
    struct error *error)
{
	return state->lifecycle == NULL || state_step(state,
	    *state_of(state, value), slice_of("amend"), value, error);
}

static bool
state_allows(const struct lifecycle *lifecycle, struct slice from,
    struct slice event)
{
	struct slice events[LIFECYCLE_ROWS_MAX];
	size_t count = lifecycle_allowed(events, lifecycle, from);

	for (size_t i = 0; i < count; i++)
		if (slice_equal(events[i], event))
			return true;
	return false;
}

bool
register_state_step(bool *been, struct register_state *state,
    struct slice event, void *value, struct error *error)
{
	struct slice now = *state_of(state, value);

	*been = !state_allows(state->lifecycle, now, event) &&
	    lifecycle_leads(state->lifecycle, event, now);
	return *been || state_step(state, now, event, value, error);
}
