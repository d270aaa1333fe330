/*
 * dialect.h - the SQL of migrations, as one database wants it
 *
 * Migrations are written once, in what SQLite and PostgreSQL share.  SQLite
 * checks types only in tables which are STRICT, and those know INTEGER, not
 * BIGINT.  PostgreSQL orders texts as its administrator likes, unless their
 * column says that bytes count.  Types are written in capitals.
 */
#ifndef STORE_DIALECT_H
#define STORE_DIALECT_H

#include "base/text.h"

/* Add the SQL to out with BIGINT as INTEGER and CREATE TABLE as STRICT. */
void dialect_sqlite(struct text *out, struct slice sql);

/* Add the SQL to out with the columns of TEXT ordered by bytes. */
void dialect_postgresql(struct text *out, struct slice sql);

#endif
