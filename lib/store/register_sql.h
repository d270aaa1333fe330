/*
 * register_sql.h - the statements on the table of a register
 *
 * Each function adds one statement to a text.  The parameters of all but the
 * insert begin with the fields of the key, $1 for the first; after them come
 * those named here, in that order.
 */
#ifndef STORE_REGISTER_SQL_H
#define STORE_REGISTER_SQL_H

#include "base/text.h"
#include "record/schema.h"

/* "TABLE WHERE key = $1 AND ..."; gives how many fields the key has. */
size_t register_sql_where(struct text *out, const struct schema *schema);

/*
 * The fields, valid_from and valid_to of the version in force: the day, and
 * the run as of which it was known.
 */
void register_sql_find(struct text *out, const struct schema *schema);

/* All fields, valid_from, valid_to, run. */
void register_sql_insert(struct text *out, const struct schema *schema);

/* Mark the version as superseded: its valid_from, the run. */
void register_sql_supersede(struct text *out, const struct schema *schema);

/*
 * Keep the part of a superseded version which is before the amendment: its
 * valid_from, the valid_to of the part, the run.
 */
void register_sql_keep(struct text *out, const struct schema *schema);

/* The first day after the day on which a version begins: the day. */
void register_sql_next(struct text *out, const struct schema *schema);

/* The fields of all in force, in key order: $1 the day, $2 the run. */
void register_sql_list(struct text *out, const struct schema *schema);

/* The fields, valid_from and valid_to of all versions: $1 the run. */
void register_sql_versions(struct text *out, const struct schema *schema);

/*
 * The fields, valid_from, valid_to, both runs, the time and actor of the
 * first, of every version.
 */
void register_sql_history(struct text *out, const struct schema *schema);

#endif
