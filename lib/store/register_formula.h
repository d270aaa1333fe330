/*
 * register_formula.h - formulas which registers keep as data
 *
 * A text whose unit in share/schema is "formula of KIND" is a condition over
 * the fields of records of that kind (domain/formula.h).  One which could not
 * be compiled when it is needed is refused when it is loaded.
 */
#ifndef STORE_REGISTER_FORMULA_H
#define STORE_REGISTER_FORMULA_H

#include "base/error.h"
#include "record/schema.h"

/* Every formula of the record; an error of input names the field. */
bool register_formula_check(const struct schema *schema, const void *value,
    struct error *error);

#endif
