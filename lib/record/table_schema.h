/*
 * table_schema.h - our schemas in the words of others
 *
 * The Frictionless Table Schema (version 1) of a kind of record, so that
 * other tools can validate our files.  Amounts and decimals are numbers,
 * periods are yearmonth; a pattern which lists words becomes an enum.
 */
#ifndef RECORD_TABLE_SCHEMA_H
#define RECORD_TABLE_SCHEMA_H

#include "base/text.h"
#include "record/schema.h"

/* Add the JSON document, indented, with a line feed at its end. */
void table_schema_add(struct text *out, const struct schema *schema);

#endif
