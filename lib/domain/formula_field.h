/*
 * formula_field.h - fields of records as formulas see them
 *
 * Numbers and amounts are numbers, a month is its first day, codes and the
 * like are texts.  A field which is empty reads as 0, an empty text, no, or
 * no date.  Nothing here allocates: a text points into the record.
 */
#ifndef DOMAIN_FORMULA_FIELD_H
#define DOMAIN_FORMULA_FIELD_H

#include "domain/formula.h"
#include "record/schema.h"

/* Times of the clock have no type in formulas. */
bool formula_field_type(enum formula_type *out, enum field_type type);

/*
 * The names of the scope are the fields of the schema which have a type, each
 * with its number as slot.  With needed, a formula tells which of them it
 * needs.  The arena, which becomes that of the scope, has the names.
 */
void formula_field_scope(struct formula_scope *scope,
    const struct schema *schema, struct arena *arena, bool needed);

/* value is the C structure of the field's schema. */
void formula_field_read(struct formula_value *out, const struct field *field,
    const void *value);

#endif
