/*
 * right_row.h - the rows of clients as policies of PostgreSQL
 *
 * A row is of a client when it carries one (entity, client), or when what it
 * belongs to does: a line its block, what the bank says of a payment the
 * payment, a bank statement the account we pay from.  It is seen and written
 * by those who have a right to that client.  What is of no client is seen by
 * all; of that, registers, rates, periods and what is undone are written only
 * by those who have a right to every client, since it is a matter of all.
 */
#ifndef STORE_RIGHT_ROW_H
#define STORE_RIGHT_ROW_H

#include "store/catalog.h"

/* Is a right to every client needed to add to the table? */
bool right_row_is_common(const struct catalog_table *table);

/* Every run is of who is logged in, limited to clients or not. */
void right_row_hold_runs(struct text *out);

/*
 * ops_right_hold(): hold the tables of the schema to that, in a store which is
 * placed (store_place.h) by triggers too.
 */
void right_row_hold(struct text *out, const struct catalog *catalog,
    struct slice schema, bool placed);

/* What the triggers ask and do; they are there before them. */
void right_row_functions(struct text *out);

#endif
