/*
 * formula.h - the language in which rules are written
 *
 * A formula is one expression over the fields of a payee, other elements,
 * tables of the rule pack and the dates of the period.  It is parsed once,
 * its types are checked once, and it is then evaluated for every payee
 * without allocation and without rounding: numbers are fractions.
 * ops-rules(5) describes the language.
 *
 * An error of parsing or checking has the place in the formula, from 1, in
 * error->column.
 */
#ifndef DOMAIN_FORMULA_H
#define DOMAIN_FORMULA_H

#include "domain/rules_table.h"
#include "value/money.h"

enum {
	FORMULA_TEXT_MAX = 4096,	/* bytes of one formula */
	FORMULA_NODES_MAX = 512,	/* terms of one formula */
	FORMULA_DEPTH_MAX = 64,		/* nesting of parentheses and calls */
	FORMULA_NEEDS_MAX = 256		/* elements one formula refers to */
};

enum formula_type {
	FORMULA_NUMBER,
	FORMULA_TEXT,
	FORMULA_BOOLEAN,
	FORMULA_DATE
};

struct formula_value {
	enum formula_type type;
	struct slice text;
	bool boolean;
	struct date date;
	struct fraction number;		/* last: its limbs are seldom set */
};

/* What a name stands for: a slot of the frame. */
struct formula_name {
	enum formula_type type;
	uint16_t slot;
	bool element;
};

/* A named list of elements, which total() adds up. */
struct formula_group {
	const char *name;
	bool paid;		/* what is on the lines, or the full amounts */
	size_t count;
	uint16_t *slots;
};

/* What a formula may refer to. */
struct formula_scope {
	struct table names;		/* to struct formula_name */
	struct table tables;		/* to struct rules_table */
	const struct formula_group *groups;
	size_t group_count;
	struct arena *arena;		/* for what is compiled */
};

struct formula_node;

struct formula {
	struct formula_node *root;
	enum formula_type type;		/* once checked */
	const uint16_t *needs;		/* slots of elements, each once */
	size_t need_count;
	const uint16_t *totals;		/* those which only paid totals need */
	size_t total_count;
};

/* Names need not have their types yet. */
bool formula_parse(struct formula *out, struct slice text,
    const struct formula_scope *scope, struct error *error);

/* All names which the formula needs must have their types. */
bool formula_check(struct formula *formula,
    const struct formula_scope *scope, struct error *error);

const char *formula_type_name(enum formula_type type);

/* Something that was looked at on the way to a value. */
struct formula_note {
	const char *what;		/* "input", "total", "row" */
	struct slice name;
	const struct formula_value *value;
	const struct rules_table *table;	/* of a row */
	const struct rules_row *row;
	int slot;			/* of an input, else -1 */
};

/* The values of one payee. */
struct formula_frame {
	const struct formula_value *values;	/* by slot */
	const struct money *paid;		/* by slot: on the line */
	const bool *counted;			/* by slot: in totals */
	void (*note)(void *context, const struct formula_note *note);
	void *context;
};

/*
 * Evaluate.  A value which is not on a scale is an error of input; when the
 * key was simply a field, the error names it.
 */
bool formula_evaluate(struct formula_value *out,
    const struct formula *formula, const struct formula_frame *frame,
    struct error *error);

/*
 * The same without a copy: in the room, or where the value is as long as
 * formula and frame are.  NULL after an error.
 */
const struct formula_value *formula_evaluate_in(struct formula_value *room,
    const struct formula *formula, const struct formula_frame *frame,
    struct error *error);

/* A copy which leaves unset limbs alone. */
void formula_copy_number(struct fraction *out, const struct fraction *value);

#endif
