/*
 * sqlite_plan.h - no query may read a whole table by oversight
 *
 * A query which is quick on the tables of a test reads for minutes on those of
 * a year if it has no index.  With OPS_STORE_SCANS=refuse in the environment,
 * as tests/run sets it, a query which SQLite would answer by reading a table
 * from end to end is refused when it is prepared, unless its text says that
 * it means to: a comment with the one word scan, set tightly.
 */
#ifndef STORE_SQLITE_PLAN_H
#define STORE_SQLITE_PLAN_H

#include "store/sqlite_connection.h"

/* True too when nobody asked for the check. */
bool sqlite_plan_check(const struct connection *connection, const char *sql,
    struct error *error);

#endif
