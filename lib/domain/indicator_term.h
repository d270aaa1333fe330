/*
 * indicator_term.h - a formula of an indicator, ready for millions of records
 *
 * What is a plain field, or compares fields and constants, is computed in
 * machine words; everything else by the language of formulas.  Both give the
 * same.  Numbers are whole millionths, rounded half away from zero: a measure
 * with more decimals than six is rounded once, here.
 *
 * A measure of a record which lacks a number it refers to is absent.
 */
#ifndef DOMAIN_INDICATOR_TERM_H
#define DOMAIN_INDICATOR_TERM_H

#include "domain/formula.h"
#include "record/schema.h"

enum {
	INDICATOR_PLACES = 6,
	INDICATOR_ONE = 1000000,
	INDICATOR_OPS_MAX = 16		/* of a quick term */
};

enum indicator_code {
	INDICATOR_FIELD,	/* a whole number, or absent */
	INDICATOR_CONSTANT,
	INDICATOR_TEXT_IS,	/* field and text */
	INDICATOR_EQUAL,
	INDICATOR_UNEQUAL,
	INDICATOR_LESS,
	INDICATOR_LESS_EQUAL,
	INDICATOR_MORE,
	INDICATOR_MORE_EQUAL,
	INDICATOR_AND,
	INDICATOR_OR,
	INDICATOR_NOT
};

/* A step on a stack of numbers and truths. */
struct indicator_op {
	enum indicator_code op;
	uint16_t field;
	int64_t constant;
	struct slice text;
};

struct indicator_term {
	struct formula formula;		/* root NULL: nothing was given */
	const struct schema *schema;
	size_t quick_count;		/* 0: the general way */
	struct indicator_op quick[INDICATOR_OPS_MAX];
};

/*
 * Empty text gives a term without formula.  wanted is a number or a truth.  The
 * scope has the fields of the schema, with what is needed (formula_field.h).
 */
bool indicator_term_compile(struct indicator_term *out, struct slice text,
    enum formula_type wanted, const struct formula_scope *scope,
    const struct schema *schema, struct error *error);

enum indicator_found {
	INDICATOR_ABSENT,
	INDICATOR_FOUND,
	INDICATOR_FAILED	/* the error is set */
};

/*
 * record is the C structure of the schema.  A truth is 0 or 1.  The general
 * way puts values of fields into scratch, which has as many as the schema has
 * fields: a term is read by several threads, each with its own scratch.
 */
enum indicator_found indicator_term_number(int64_t *millionths,
    const struct indicator_term *term, const void *record,
    struct formula_value scratch[], struct error *error);
enum indicator_found indicator_term_truth(bool *out,
    const struct indicator_term *term, const void *record,
    struct formula_value scratch[], struct error *error);

#endif
