/*
 * conformance.h - did a case go as its lifecycle allows?
 *
 * The rules are rows from, event, to, as those of lifecycles (lifecycle.h): in
 * the state from the event may happen, and leads to the state to; an empty
 * from is a case which is not there yet.  A log does not know duties and
 * conditions, so several rows of a state and event may lead apart; a case is
 * then in any of the states, and what one of them allows is allowed.
 *
 * An activity is an event of the rules if both have the same letters and
 * digits, great or small, whatever stands between them: "Awaiting user info"
 * is awaiting_user_info.  In a log of states, activities are the states which
 * are reached, whatever the event is called, and a case may stay where it is.
 *
 * After what is not allowed a case is in the states to which the event leads
 * from anywhere; what is unknown leaves it where it was.
 */
#ifndef DOMAIN_CONFORMANCE_H
#define DOMAIN_CONFORMANCE_H

#include "base/text.h"
#include "domain/event_log.h"
#include "record/stream.h"

enum {
	CONFORMANCE_RULES_MAX = 4096,
	CONFORMANCE_STATES_MAX = 512,
	CONFORMANCE_WORDS = CONFORMANCE_STATES_MAX / 64
};

enum conformance_verdict {
	CONFORMANCE_ALLOWED,
	CONFORMANCE_UNKNOWN,
	CONFORMANCE_NOT_ALLOWED
};

struct conformance_rule {
	uint32_t from;
	uint32_t to;
	uint32_t key;		/* of the event, or of to in a log of states */
};

/* States in which a case may be, a bit for each. */
struct conformance_place {
	uint64_t states[CONFORMANCE_WORDS];
};

struct conformance {
	bool of_states;			/* set before it is loaded */
	const struct event_log *log;	/* whose activities are asked for */
	struct arena arena;
	struct table states;		/* folded; values are the names */
	struct table events;
	struct conformance_rule *rules;	/* by key */
	size_t count;
	size_t capacity;
	struct conformance_place final;
	bool has_final;
	uint32_t *keys;			/* by activity: key + 2, 1 is unknown */
	size_t key_capacity;
	struct text folded;
};

/*
 * Take the rules of a stream of process_rule.  None at all, none which begins
 * a case, or too many are refused.
 */
bool conformance_load(struct conformance *conformance, struct stream *in,
    struct error *error);

/* A state in which cases may end; without any they may in all. */
bool conformance_end(struct conformance *conformance, struct slice state,
    struct error *error);

/* A case which is not there yet. */
void conformance_begin(struct conformance_place *place);

enum conformance_verdict conformance_step(struct conformance *conformance,
    struct conformance_place *place, uint32_t activity);

bool conformance_may_end(const struct conformance *conformance,
    const struct conformance_place *place);

/* The names of the states, and of what they allow, with "|" between. */
void conformance_states(struct text *out,
    const struct conformance *conformance,
    const struct conformance_place *place);
void conformance_allowed(struct text *out,
    const struct conformance *conformance,
    const struct conformance_place *place);

void conformance_release(struct conformance *conformance);

#endif
