#include "store/request_state.h"

bool
request_state_init(struct request_state *state, struct error *error)
{
	return lifecycle_get(&state->lifecycle, schema_request.lifecycle,
	    &schema_request, error);
}

void
request_state_release(struct request_state *state)
{
	lifecycle_free(state->lifecycle);
}

bool
request_state_step(struct request_state *state, struct request *request,
    const struct request_step *step, struct error *error)
{
	struct request changed = *request;

	changed.event = step->event;
	changed.reason = step->reason;
	changed.value = step->value;
	if (!slice_is_empty(step->team)) {
		/* Whoever had it is of another team. */
		if (!slice_equal(step->team, request->team))
			changed.assignee = slice_of("");
		changed.team = step->team;
	}
	if (!slice_is_empty(step->assignee))
		changed.assignee = step->assignee;
	if (lifecycle_step(&changed.state, state->lifecycle, request->state,
	    step->event, slice_of(""), &changed, error)) {
		*request = changed;
		return true;
	}
	if (error->fault == FAULT_STORE) {
		error->fault = FAULT_INPUT;
		error->code = "constraint-error";
	}
	return error_in_field(error, "event", 0);
}
