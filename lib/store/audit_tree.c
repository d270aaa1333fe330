#include "store/audit_tree.h"

#include "store/audit.h"

enum { ORIGIN_RECORD = 2, ORIGIN_DIGITS = 32 };

bool
audit_tree_origin(struct text *out, struct store *store, struct error *error)
{
	struct statement *statement;
	struct slice hash = { 0 };

	if (!store_prepare(&statement, store,
	    "SELECT hash FROM audit WHERE number = $1", error))
		return false;
	store_bind_integer(statement, 1, ORIGIN_RECORD);
	if (store_step(statement, error))
		hash = store_text(statement, 0);
	if (error->fault != FAULT_NONE)
		return false;
	if (hash.length < ORIGIN_DIGITS)
		return error_set(error, FAULT_STORE,
		    "%s has not the audit records of its beginning; run "
		    "ops-store verify", store_name(store));
	hash.length = ORIGIN_DIGITS;
	text_add_string(out, "opsutils/");
	text_add(out, hash);
	return store_run(statement, error);
}

bool
audit_tree_heads(struct audit_head heads[], size_t count, size_t *known,
    uint64_t *size, struct store *store, struct error *error)
{
	struct merkle_tree tree = { 0 };
	struct merkle_hash leaf;
	struct audit_list *list;
	struct slice text;

	*known = 0;
	while (*known < count && heads[*known].size == 0)
		heads[(*known)++].root = merkle_root(&tree);
	if (!audit_list_open(&list, store, error))
		return false;
	while (audit_list_next(list, &text, error)) {
		leaf = merkle_leaf(text.text, text.length);
		merkle_add(&tree, &leaf);
		while (*known < count && heads[*known].size == tree.size)
			heads[(*known)++].root = merkle_root(&tree);
	}
	*size = tree.size;
	audit_list_close(list);
	return error->fault == FAULT_NONE;
}

bool
audit_tree_head(struct audit_head *out, struct store *store,
    struct error *error)
{
	struct merkle_tree tree = { 0 };
	struct merkle_hash leaf;
	struct audit_list *list;
	struct slice text;

	if (!audit_list_open(&list, store, error))
		return false;
	while (audit_list_next(list, &text, error)) {
		leaf = merkle_leaf(text.text, text.length);
		merkle_add(&tree, &leaf);
	}
	audit_list_close(list);
	out->size = tree.size;
	out->root = merkle_root(&tree);
	return error->fault == FAULT_NONE;
}

bool
audit_tree_path(struct merkle_path *path, struct merkle_hash *root,
    uint64_t size, struct text *record, uint64_t index,
    struct store *store, struct error *error)
{
	struct merkle_tree tree = { 0 };
	struct merkle_hash leaf;
	struct audit_list *list;
	struct slice text;

	if (!audit_list_open(&list, store, error))
		return false;
	while (tree.size < size && audit_list_next(list, &text, error)) {
		leaf = merkle_leaf(text.text, text.length);
		merkle_follow(path, tree.size, &leaf);
		if (record != NULL && tree.size == index)
			text_add(record, text);
		merkle_add(&tree, &leaf);
	}
	audit_list_close(list);
	*root = merkle_root(&tree);
	return error->fault == FAULT_NONE && (tree.size == size ||
	    error_set(error, FAULT_STORE, "the store has %llu audit records, "
	    "not %llu", (unsigned long long)tree.size,
	    (unsigned long long)size));
}

bool
audit_tree_find(int64_t *number, struct store *store, struct slice kind,
    struct slice record, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store, "SELECT COALESCE(MAX(number), "
	    "0) FROM audit WHERE kind = $1 AND record = $2", error))
		return false;
	store_bind_text(statement, 1, kind);
	store_bind_text(statement, 2, record);
	return store_get_integer(number, statement, error);
}
