/*
 * right_sql.h - the rights of roles as functions of PostgreSQL
 *
 * The rights on tables are their owner's to give.  An administrator gives
 * them through functions which run as the owner: what they do follows from
 * the list of rights alone, to which an administrator adds.
 */
#ifndef STORE_RIGHT_SQL_H
#define STORE_RIGHT_SQL_H

#include "store/catalog.h"

/* A name as SQL quotes it. */
void right_sql_name(struct text *out, struct slice name);

/*
 * ops_right_settle(user): take every right of the user on the tables of the
 * schema, and give those which the list of rights has.  The owner has no need
 * of any and is refused.
 */
void right_sql_settle(struct text *out, const struct catalog *catalog,
    struct slice schema);

/*
 * Who may add rows to a table, or change a column of rows which are there:
 * "an officer", not "an administrator", who may do all.
 */
bool right_sql_may_add(const char *table, struct slice role);
bool right_sql_may_change(const char *table, struct slice role);

/* Is it a table of a register? */
bool right_sql_is_register(const char *table);

#endif
