/*
 * layout.h - the tables of the registers
 *
 * A register's table is called register_NAME and has the columns of the
 * schema and four of its own: valid_from and valid_to (the days over which
 * the version holds), recorded_run and superseded_run (the runs which wrote
 * and replaced it).  Text, codes, decimals, dates, months, times and
 * currencies are TEXT, or NULL when absent; numbers, minor units and booleans
 * are BIGINT.
 */
#ifndef STORE_LAYOUT_H
#define STORE_LAYOUT_H

#include "base/text.h"
#include "record/schema.h"
#include "store/store.h"

enum { LAYOUT_MARK_BITS = 16 };

/* Is it kept as a number? */
bool layout_is_number(const struct field *field);

/* A mark of the columns of all registers, below 2^LAYOUT_MARK_BITS. */
int64_t layout_mark(void);

/* Make the tables which are missing, add the columns which are missing. */
bool layout_apply(struct store *store, struct error *error);

/* Fields of the key, in the order of the key; gives how many there are. */
size_t layout_keys(int keys[SCHEMA_FIELDS_MAX], const struct schema *schema);

/* "register_account" and "name, type, ...", for SQL. */
void layout_add_table(struct text *out, const struct schema *schema);
void layout_add_columns(struct text *out, const struct schema *schema);

#endif
