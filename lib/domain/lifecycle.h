/*
 * lifecycle.h - the states of a record and what leads to them
 *
 * A lifecycle is a table of rows from, event, to, duty, condition, clock: in
 * the state from, somebody with the duty may cause the event, if the condition
 * holds, and the record is then in the state to.  An empty from is a record
 * which is not there yet; an empty duty is any; an empty condition always
 * holds.  A condition is a formula (formula.h) over the fields of the record.
 * The clock says whether the time in the state to counts as time of service
 * (value/clock.h); every row which leads to a state says the same of it.
 *
 * A lifecycle is compiled once and owns all it holds; one which could not be
 * compiled is never given.  A step evaluates in its memory, so a lifecycle
 * serves one thread at a time.
 */
#ifndef DOMAIN_LIFECYCLE_H
#define DOMAIN_LIFECYCLE_H

#include "domain/formula.h"
#include "schema/lifecycle_row.h"

enum { LIFECYCLE_ROWS_MAX = 256 };

enum lifecycle_clock {
	LIFECYCLE_RUN,		/* the time counts */
	LIFECYCLE_PAUSE,	/* somebody else is waited for */
	LIFECYCLE_STOP		/* the service was given, or is not needed */
};

struct lifecycle_transition {
	struct slice from;
	struct slice event;
	struct slice to;
	struct slice duty;
	struct slice condition;
	struct formula formula;		/* without root: always */
	enum lifecycle_clock clock;
	const char *origin;
	uint64_t line;
};

struct lifecycle {
	struct arena arena;
	const struct schema *schema;
	struct lifecycle_transition rows[LIFECYCLE_ROWS_MAX];
	size_t count;
	struct formula_scope scope;
	struct formula_value values[SCHEMA_FIELDS_MAX];
};

/*
 * Take the rows of a stream of lifecycle_row.  Conditions refer to the
 * fields of the schema; it may be NULL, and then there are none.  Refused
 * with file and line are: another row for the same event which leads
 * elsewhere, records which begin in two states or in none, a state which
 * nothing leads to, or which the field "state" of the schema cannot take, a
 * condition which is not a truth or names what is not a field.
 */
bool lifecycle_load(struct lifecycle **out, const struct schema *schema,
    struct stream *in, struct error *error);

/* The same of share/lifecycle/NAME.csv, as it was when this was built. */
bool lifecycle_get(struct lifecycle **out, const char *name,
    const struct schema *schema, struct error *error);

void lifecycle_free(struct lifecycle *lifecycle);	/* NULL is allowed */

/*
 * The state after the event; *to points into the lifecycle.  record is the C
 * structure of the schema, or NULL if no row has a condition.  What the state
 * does not allow, the condition or the lack of a duty forbids is refused as
 * by a store (FAULT_STORE): the error says what would be allowed, or needed.
 * Two conditions which hold at once and lead apart are an error with the line
 * of the second.
 */
bool lifecycle_step(struct slice *to, struct lifecycle *lifecycle,
    struct slice from, struct slice event, struct slice duty,
    const void *record, struct error *error);

/* The events which some row of the state has, each once; gives how many. */
size_t lifecycle_allowed(struct slice events[LIFECYCLE_ROWS_MAX],
    const struct lifecycle *lifecycle, struct slice from);

/* Does the event lead to the state, from wherever?  Then it has been. */
bool lifecycle_leads(const struct lifecycle *lifecycle, struct slice event,
    struct slice to);

/* Its states, each once, as rows lead to them; gives how many. */
size_t lifecycle_states(struct slice states[LIFECYCLE_ROWS_MAX],
    const struct lifecycle *lifecycle);

/* Does time in the state count?  A state which there is not is none. */
enum lifecycle_clock lifecycle_clock(const struct lifecycle *lifecycle,
    struct slice state);

#endif
