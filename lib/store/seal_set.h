/*
 * seal_set.h - the tables which one run writes, and their seals
 *
 * A run has one (run.h).  A table is in it from the time it is first asked
 * for or noted; its seal is written into the chain when the run commits.  A
 * zeroed set is empty.
 */
#ifndef STORE_SEAL_SET_H
#define STORE_SEAL_SET_H

#include "store/seal_table.h"

struct seal_set {
	struct seal_member *first;
};

/*
 * The bulk of the table, open until the run ends.  The caller adds amounts
 * to its seal with seal_total as the table's totals say.
 */
bool seal_set_bulk(struct bulk **out, struct seal_set *set,
    struct store *store, const struct seal_table *table,
    struct error *error);

/* The run writes the table with statements of its own. */
void seal_set_note(struct seal_set *set, const struct seal_table *table);

/* Write what is in bulks, then the seals. */
bool seal_set_write(struct seal_set *set, struct run *run,
    struct error *error);

void seal_set_release(struct seal_set *set);

#endif
