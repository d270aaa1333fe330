/*
 * right_act.h - what a right is needed for
 *
 * An act is a verb of a program ("ops-ledger post", "ops-ledger load fund"), a
 * table or a register to whose rows is added ("journal_line", "fund"), or
 * "read".  Which roles may do it is what the server is told (right_sql.h,
 * right_row.h), and no list of its own.
 */
#ifndef STORE_RIGHT_ACT_H
#define STORE_RIGHT_ACT_H

#include "base/text.h"
#include "store/right_span.h"

enum { RIGHT_ACT_WORDS_MAX = 4 };

struct right_act {
	struct slice program;		/* empty: whichever */
	struct slice verb;
	struct text table;		/* rows are added to; empty: none */
	bool rights;			/* it is to give rights */
	bool common;			/* needs a right to every client */
};

/* Of its words.  Released by the caller, also after a failure. */
bool right_act_find(struct right_act *out, struct store *store,
    const struct slice words[], size_t count, struct error *error);
void right_act_release(struct right_act *act);

/* Does the right allow it, for the client unless that is empty? */
bool right_act_allows(const struct right_act *act,
    const struct right_span *span, struct slice client);

#endif
