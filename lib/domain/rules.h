/*
 * rules.h - a rule pack: the elements of pay and the tables they look into
 *
 * A pack is data (ops-rules(5)): elements.csv, tables.csv and one file for
 * each table.  It is taken up for one period, compiled once, and then only
 * read.  Elements are in order of the file; order says in which order they
 * are computed, which follows from what they need and from nothing else.
 */
#ifndef DOMAIN_RULES_H
#define DOMAIN_RULES_H

#include "domain/formula.h"
#include "schema/payee.h"
#include "schema/rule_element.h"
#include "value/period.h"

enum {
	RULES_ELEMENTS_MAX = 256,
	RULES_TABLES_MAX = 128,
	RULES_ROWS_MAX = 1000000	/* in one table */
};

/* Slots: the fields of a payee, the dates of the period, the elements. */
enum {
	RULES_SLOT_PERIOD_FIRST = PAYEE_FIELD_COUNT,
	RULES_SLOT_PERIOD_LAST,
	RULES_SLOT_ELEMENTS
};

enum rules_kind {
	RULES_EARNING,
	RULES_DEDUCTION,
	RULES_EMPLOYER,
	RULES_INFORMATION,
	RULES_WORKING
};

enum rules_proration {
	RULES_PRORATION_NONE,
	RULES_PRORATION_CALENDAR,
	RULES_PRORATION_FIXED_30,
	RULES_PRORATION_WORKING
};

enum { RULES_MINOR_UNIT = 255 };	/* places: those of the currency */

/* A formula in a cell; empty text is no formula. */
struct rules_formula {
	struct slice text;
	struct formula formula;
};

struct rules_element {
	struct slice code;
	enum rules_kind kind;
	struct slice kind_name;
	struct currency fixed_currency;	/* of a plain code, or none */
	struct rules_formula currency;
	struct rules_formula condition;
	struct rules_formula amount;
	uint8_t places;
	enum rounding rounding;
	enum rules_proration proration;
	bool pensionable;
	bool assessable;
	struct slice account;
	struct slice split;
	uint64_t line;			/* of elements.csv */
	struct slice raw;		/* the line as it was read */
	bool written;			/* is it put on lines? */
	bool needed;			/* must it be computed? */
};

struct rules {
	struct period period;
	struct date day;		/* tables and elements in force on it */
	struct date next_change;	/* of the pack, after the day, or none */
	const char *path;		/* of elements.csv */
	struct arena arena;
	struct formula_scope scope;
	struct rules_element *elements;
	size_t element_count;
	struct rules_table *tables;
	size_t table_count;
	uint16_t order[RULES_ELEMENTS_MAX];
	size_t order_count;		/* only those which are needed */
	bool fields[PAYEE_FIELD_COUNT];	/* which fields formulas may need */
};

struct rules *rules_new(struct period period);
void rules_free(struct rules *rules);	/* NULL is allowed */

/* Take up a row of elements.csv; one which is not in force is left out. */
bool rules_add(struct rules *rules, const struct rule_element *row,
    uint64_t line, struct slice raw, struct error *error);

/*
 * Compile: names, types, order.  list (comma between codes, or NULL for all)
 * restricts what is written; what those need is computed all the same.
 * Errors have the place in elements.csv: file:line:column.
 */
bool rules_compile(struct rules *rules, const char *list,
    struct error *error);

/*
 * Read a pack from its folder and compile it.  The one function here which
 * opens files.
 */
bool rules_load(struct rules **out, const char *folder, struct period period,
    const char *list, struct error *error);

const char *rules_proration_name(enum rules_proration proration);

#endif
