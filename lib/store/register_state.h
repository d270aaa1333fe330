/*
 * register_state.h - the states of the records of a register
 *
 * A kind with a lifecycle (domain/lifecycle.h) keeps the state of each record
 * in its field "state", and only events change it.  A kind without one has no
 * states, and nothing here does anything.
 *
 * What a lifecycle does not allow is an error of input with a code, so that
 * it can go to the rejects; the store itself fails without one.
 */
#ifndef STORE_REGISTER_STATE_H
#define STORE_REGISTER_STATE_H

#include "base/text.h"
#include "domain/lifecycle.h"

struct register_state {
	struct lifecycle *lifecycle;	/* NULL: the kind has none */
	const struct schema *schema;
	struct slice duty;
	int field;
	struct text now;		/* copy of the state a record has */
};

bool register_state_init(struct register_state *state,
    const struct schema *schema, struct slice duty, struct error *error);
void register_state_release(struct register_state *state);

/*
 * A new record: an empty state becomes the one in which records begin, and
 * another is refused.
 */
bool register_state_begin(struct register_state *state, void *value,
    struct error *error);

/*
 * A record which was loaded again: an empty state is the one it has, and
 * another is refused.
 */
bool register_state_keep(struct register_state *state, void *value,
    const void *old, struct error *error);

/* It differs in another field: that is the event "amend". */
bool register_state_amend(struct register_state *state, void *value,
    struct error *error);

/*
 * The event: the state of the value becomes the next.  An event which led to
 * the state the record has, and is not possible in it, has been: *been.
 */
bool register_state_step(bool *been, struct register_state *state,
    struct slice event, void *value, struct error *error);

#endif
