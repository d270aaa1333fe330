/*
 * audit_history.h - who did what, in a span of time
 */
#ifndef STORE_AUDIT_HISTORY_H
#define STORE_AUDIT_HISTORY_H

#include "record/sink.h"
#include "store/store.h"

/* What is asked for; an empty text, 0 or no day asks for everything. */
struct audit_filter {
	struct slice kind;
	struct slice record;
	struct slice action;
	struct slice actor;
	int64_t run;
	struct date since;		/* days of UTC on which runs began */
	struct date until;		/* the last one */
};

/* The rows which fit, oldest first, as records of kind "audit". */
bool audit_history(struct store *store, const struct audit_filter *filter,
    struct sink *out, struct error *error);

#endif
