/*
 * right_sql.h - the rights of roles as statements of PostgreSQL
 */
#ifndef STORE_RIGHT_SQL_H
#define STORE_RIGHT_SQL_H

#include "store/catalog.h"

/* A name as SQL quotes it. */
void right_sql_name(struct text *out, struct slice name);

/* Take every right of the user on the tables. */
void right_sql_none(struct text *out, const struct catalog *catalog,
    struct slice user);

/*
 * Give those of the role; one limited to clients does not read the records
 * before and after in the audit.
 */
void right_sql_role(struct text *out, const struct catalog *catalog,
    struct slice user, struct slice role, bool limited);

/* Hold every row which carries a client to the rights to it. */
void right_sql_policies(struct text *out, const struct catalog *catalog);

#endif
