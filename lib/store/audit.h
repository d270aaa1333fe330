/*
 * audit.h - who did what to which record, in a chain which shows tampering
 *
 * Every row has the SHA-256 of its fields and of the hash of the row before
 * it, so that a row which is changed, taken out or put in later breaks the
 * chain there.  The hash of the last row, noted down elsewhere, vouches for
 * all of them.
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "store/store.h"

enum { AUDIT_HASH_BYTES = 32, AUDIT_HASH_TEXT_MAX = 65 };

/* The end of the chain: number 0 and a hash of zeros before the first row. */
struct audit_chain {
	int64_t number;
	uint8_t hash[AUDIT_HASH_BYTES];
};

struct audit_row {
	int64_t run;
	struct slice action;	/* "add", "amend", "post", "commit" */
	struct slice kind;	/* of the record: "account" */
	struct slice record;	/* its key, fields joined by blanks */
	struct slice before;	/* JSON objects, or empty */
	struct slice after;
};

/* Where the chain ends; inside a transaction nobody else adds to it. */
bool audit_last(struct audit_chain *out, struct store *store,
    struct error *error);

bool audit_append(struct store *store, struct audit_chain *chain,
    const struct audit_row *row, struct error *error);

/*
 * Compute the whole chain again.  *broken is the number of the first row
 * which does not fit, or 0; *rows counts those which do.
 */
bool audit_verify(struct store *store, int64_t *broken, int64_t *rows,
    struct error *error);

/*
 * A cursor over all rows in order.  A row comes as its text: a JSON object of
 * all its columns in one line, of which anchors and proofs are made.  The
 * chain is computed again on the way, and where it breaks that is an error of
 * the store.
 */
struct audit_list;

bool audit_list_open(struct audit_list **out, struct store *store,
    struct error *error);

/* False at the end or at an error.  The text lives until the next call. */
bool audit_list_next(struct audit_list *list, struct slice *out,
    struct error *error);
void audit_list_close(struct audit_list *list);	/* NULL allowed */

/* Lower-case hexadecimal of a hash. */
void audit_hash_format(char buffer[AUDIT_HASH_TEXT_MAX],
    const uint8_t hash[AUDIT_HASH_BYTES]);

#endif
