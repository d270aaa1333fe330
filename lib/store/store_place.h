/*
 * store_place.h - stores whose large tables are cut by period
 *
 * In a store which was distributed (partition.h) the rows of the large tables
 * lie in partitions, some perhaps on other servers.  There the tables have
 * columns more, whose names begin with "ops_": what says in which partition a
 * row is, and what leads to it from the rows it belongs to.  They say nothing
 * which the other columns do not, are not sealed, and are not copied.
 *
 * A statement says in a comment what it adds in such a store, so that the
 * server looks into the right partitions only and finds rows by a key instead
 * of by a span of numbers: "/" "*placed AND l.ops_entry = e.number*" "/".
 */
#ifndef STORE_STORE_PLACE_H
#define STORE_STORE_PLACE_H

#include "base/text.h"
#include "store/store.h"

/* Is it such a store?  Asked of the server once. */
bool store_placed(bool *out, struct store *store, struct error *error);

/* Add the statement as such a store wants it to out, or nothing in others. */
bool store_place(struct text *out, struct store *store, const char *sql,
    struct error *error);

#endif
