/*
 * distribute_ask.h - what the server is, and what it has
 */
#ifndef STORE_DISTRIBUTE_ASK_H
#define STORE_DISTRIBUTE_ASK_H

#include "store/distribute_sql.h"
#include "store/store.h"

/*
 * Does it spread tables by itself?  Is Citus there?  One which is too old is
 * an error.
 */
bool distribute_ask_server(bool *own, bool *citus, struct store *store,
    struct error *error);
bool distribute_ask_extension(bool *out, struct store *store,
    const char *name, struct error *error);

/* Is there a partition of the period, or what is called like it? */
bool distribute_ask_partition(bool *out, struct store *store,
    const struct distribute_table *table, struct period period,
    struct error *error);

/* Are there rows of the period in the rest? */
bool distribute_ask_rest(bool *out, struct store *store,
    const struct distribute_table *table, struct period period,
    struct error *error);

#endif
