/*
 * right_span.h - who had which right from when to when
 *
 * Made again from the audit, in which every right that is given or taken is a
 * record of the kind "right"; so also in a copy of the store, which has none.
 * What happened in one second is told apart by the numbers of the runs.
 */
#ifndef STORE_RIGHT_SPAN_H
#define STORE_RIGHT_SPAN_H

#include "base/arena.h"
#include "store/store.h"
#include "value/instant.h"

struct right_span {
	struct slice user;
	struct slice role;
	struct slice client;	/* empty: every one */
	struct instant from;
	struct instant to;	/* INSTANT_NONE: it was not taken */
	struct slice given_by;	/* the login, or who they said they were */
	struct slice taken_by;
	int64_t run;		/* which gave it */
	int64_t end_run;	/* which took it, or 0 */
};

struct right_spans {
	struct arena arena;
	struct right_span *list;	/* in the order in which given */
	size_t count;
	size_t capacity;
};

/* Released by the caller, also after a failure. */
bool right_spans_read(struct right_spans *out, struct store *store,
    struct error *error);
void right_spans_release(struct right_spans *spans);

/*
 * Was it held at some time from the one to the other, both included?
 * INSTANT_NONE is no bound.
 */
bool right_span_meets(const struct right_span *span, struct instant since,
    struct instant until);

/* Was it held when the run was made? */
bool right_span_has_run(const struct right_span *span, int64_t run);

#endif
