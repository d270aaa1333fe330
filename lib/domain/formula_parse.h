/*
 * formula_parse.h - what reads a formula, for the files formula_parse*.c only
 *
 * Recursive descent, loosest first: or, and, not, comparison, sum, product,
 * negation, term.  formula_parse.c has the levels of operators,
 * formula_parse_term.c what stands between them.  NULL or false after an
 * error, which has its column.
 */
#ifndef DOMAIN_FORMULA_PARSE_H
#define DOMAIN_FORMULA_PARSE_H

#include "domain/formula_lex.h"
#include "domain/formula_node.h"

struct formula_parser {
	struct formula_lex lex;
	const struct formula_scope *scope;
	size_t nodes;
	unsigned depth;
	size_t need_count, total_count;
	uint16_t needs[FORMULA_NEEDS_MAX];
	uint16_t totals[FORMULA_NEEDS_MAX];
};

/* "what, not WORD" or "what, but the formula ends". */
struct formula_node *formula_parse_fault(const struct formula_parser *parser,
    struct error *error, const char *what);

struct formula_node *formula_parse_node(struct formula_parser *parser,
    enum formula_op op, struct error *error);
void formula_parse_append(struct formula_node *parent,
    struct formula_node *child);

/* Take the sign, of one character, which must come now. */
bool formula_parse_expect(struct formula_parser *parser, const char *sign,
    struct error *error);

struct formula_node *formula_parse_or(struct formula_parser *parser,
    struct error *error);
struct formula_node *formula_parse_term(struct formula_parser *parser,
    struct error *error);

#endif
