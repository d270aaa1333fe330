/*
 * request_state.h - the lifecycle of requests, applied to one
 */
#ifndef STORE_REQUEST_STATE_H
#define STORE_REQUEST_STATE_H

#include "domain/lifecycle.h"
#include "schema/request.h"
#include "schema/request_step.h"

struct request_state {
	struct lifecycle *lifecycle;
};

bool request_state_init(struct request_state *state, struct error *error);
void request_state_release(struct request_state *state);

/*
 * The request as the step leaves it: its state, event, reason, team and
 * assignee.  Conditions of the lifecycle look at it as it is to be.  What is
 * refused is an error of input with a code, and the request as it was.
 */
bool request_state_step(struct request_state *state, struct request *request,
    const struct request_step *step, struct error *error);

#endif
