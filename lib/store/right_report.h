/*
 * right_report.h - what an auditor asks about rights
 *
 * All of it comes from the audit, so also from a copy of the store; whoever
 * owns the tables on the server can do everything and is in none of it.
 */
#ifndef STORE_RIGHT_REPORT_H
#define STORE_RIGHT_REPORT_H

#include "record/sink.h"
#include "store/right_act.h"

/* What is asked for; INSTANT_NONE and an empty client ask for everything. */
struct right_question {
	const struct right_act *act;	/* NULL: every right */
	struct slice client;
	struct instant since;
	struct instant until;		/* included */
};

/* Records of the kind "store_right_span": who had such a right. */
bool right_report_held(struct store *store,
    const struct right_question *question, struct sink *out,
    struct error *error);

/*
 * Records of the kind "store_deed": who did it, and with which right; *none
 * counts those who had none.
 */
bool right_report_done(struct store *store,
    const struct right_question *question, struct sink *out, uint64_t *none,
    struct error *error);

/* Who owns the tables of the server now; empty for a file. */
bool right_report_owner(struct text *out, struct store *store,
    struct error *error);

#endif
