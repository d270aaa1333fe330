/*
 * verify_definition.h - are the tables what the migrations made?
 *
 * Tables, indexes, triggers and views are compared with those of a store which
 * is made in memory for it.  Of a file the texts of all definitions are, but
 * for blanks and the order of what a table is made of, which depends on the
 * version it began with.  Of a database of PostgreSQL tables with their
 * columns (is it a whole number, must it be there, its place in the key) and
 * indexes with theirs; the rules of its tables are not.
 */
#ifndef STORE_VERIFY_DEFINITION_H
#define STORE_VERIFY_DEFINITION_H

#include "store/store.h"

/* One call of say for the first difference. */
bool verify_definition(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

#endif
