/*
 * formula_node.h - the tree of a formula, for the files formula_*.c only
 */
#ifndef DOMAIN_FORMULA_NODE_H
#define DOMAIN_FORMULA_NODE_H

#include "domain/formula.h"
#include "value/rounding.h"

enum formula_op {
	FORMULA_CONSTANT,
	FORMULA_NAME,		/* slot */
	FORMULA_PAID,		/* slot */
	FORMULA_TOTAL,		/* group */
	FORMULA_NEGATE,
	FORMULA_ADD,
	FORMULA_SUBTRACT,
	FORMULA_MULTIPLY,
	FORMULA_DIVIDE,
	FORMULA_EQUAL,
	FORMULA_UNEQUAL,
	FORMULA_LESS,
	FORMULA_LESS_EQUAL,
	FORMULA_MORE,
	FORMULA_MORE_EQUAL,
	FORMULA_AND,
	FORMULA_OR,
	FORMULA_NOT,
	FORMULA_IF,
	FORMULA_MIN,
	FORMULA_MAX,
	FORMULA_ROUND,		/* places, rounding */
	FORMULA_GIVEN,
	FORMULA_ADD_MONTHS,
	FORMULA_DAYS,
	FORMULA_LOOK_UP,	/* table, table_column */
	FORMULA_EXISTS,
	FORMULA_IN_BAND,	/* the last argument is the amount */
	FORMULA_BANDS,
	FORMULA_GROSS_UP
};

struct formula_node {
	enum formula_op op;
	enum formula_type type;
	unsigned at;			/* place in the formula, from 1 */
	unsigned count;			/* of arguments */
	uint16_t slot;
	int16_t table_column;
	uint8_t places;
	enum rounding rounding;
	struct slice name;		/* as written */
	const struct formula_name *target;
	const struct formula_group *group;
	const struct rules_table *table;
	const struct rules_row *row;	/* of constant keys, if there is one */
	struct formula_node *first;	/* argument */
	struct formula_node *next;	/* argument of the same parent */
	struct formula_value constant;	/* or the cell of the row */
};

/* Each gives the value of a node: any, those of dates, of look-ups. */
bool formula_evaluate_node(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error);
bool formula_date_add_months(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error);
bool formula_date_days(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error);
bool formula_look_up(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error);
bool formula_look_up_exists(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error);
bool formula_look_up_bands(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error);

#endif
