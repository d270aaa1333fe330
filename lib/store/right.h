/*
 * right.h - who may do what in a store on a server
 *
 * The server itself refuses what a user has no right to, so a right holds for
 * every program, of opsutils or not.  An auditor reads; an officer writes all
 * but what is an approver's: the states of periods and the files for banks;
 * an administrator may replace all rows, as ops-store copy and restore do, and
 * gives rights.  The tables are their owner's, who alone migrates them and
 * gives the first right.  With a client, rows of client organisations are seen
 * and written only where it is that one (right_row.h).
 *
 * Rights are the server's, not the store's: a copy has none.  A file has no
 * users, so there all of this is refused.
 */
#ifndef STORE_RIGHT_H
#define STORE_RIGHT_H

#include "record/sink.h"
#include "store/run.h"

struct right {
	struct slice user;
	struct slice role;	/* "auditor", ...; empty: all of them */
	struct slice client;	/* empty: every one */
};

/* Is it a store with users? */
bool right_possible(const struct store *store, struct error *error);

/* Has anybody ever been given a right in it? */
bool right_is_listed(bool *out, struct store *store, struct error *error);

/* Leave in the audit that the right was given ("grant") or taken ("revoke"). */
bool right_audit(struct run *run, const char *action,
    const struct right *right, struct error *error);

/*
 * Give a right, or take it: one without a client takes those with one too.
 */
bool right_grant(struct run *run, const struct right *right,
    struct error *error);
bool right_revoke(struct run *run, const struct right *right,
    struct error *error);

/*
 * The tables will be others, by the owner: what holds their rows is taken from
 * them, all in the transaction which gives the rights on those there are then.
 */
bool right_lift(struct store *store, struct error *error);
bool right_renew(struct store *store, struct error *error);

/* Records of the kind "store_right". */
bool right_list(struct store *store, struct sink *out, struct error *error);

#endif
