/*
 * audit_tree.h - the audit records as the leaves of one Merkle tree
 *
 * A leaf is the text of an audit row (audit_list_next); the record of number
 * n has the index n - 1.  The origin names the log: it is the hash of the
 * records of the first run, which say who made the store and when.
 *
 * Each function reads the audit records once, from the first to the last
 * which it needs, in O(log n) memory.
 */
#ifndef STORE_AUDIT_TREE_H
#define STORE_AUDIT_TREE_H

#include "base/text.h"
#include "domain/merkle.h"
#include "store/store.h"

struct audit_head {
	uint64_t size;
	struct merkle_hash root;
};

/* Too few records to tell are an error of the store. */
bool audit_tree_origin(struct text *out, struct store *store,
    struct error *error);

/* The head over all audit records. */
bool audit_tree_head(struct audit_head *out, struct store *store,
    struct error *error);

/*
 * The roots of the heads, whose sizes rise.  *known says how many of them
 * the store reaches; *size counts its records.  A broken chain is an error.
 */
bool audit_tree_heads(struct audit_head heads[], size_t count,
    size_t *known, uint64_t *size, struct store *store,
    struct error *error);

/*
 * Fill the path, which merkle_inclusion or merkle_consistency began, and the
 * root of the size; size records must be there.  record (may be NULL) gets
 * the text of the row of that index.
 */
bool audit_tree_path(struct merkle_path *path, struct merkle_hash *root,
    uint64_t size, struct text *record, uint64_t index,
    struct store *store, struct error *error);

/* The newest audit record about a record, or 0. */
bool audit_tree_find(int64_t *number, struct store *store,
    struct slice kind, struct slice record, struct error *error);

#endif
