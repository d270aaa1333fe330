#include "domain/formula_parse.h"

struct formula_node *
formula_parse_fault(const struct formula_parser *parser, struct error *error,
    const char *what)
{
	if (parser->lex.token == TOKEN_END)
		(void)error_set(error, FAULT_INPUT,
		    "%s, but the formula ends", what);
	else
		(void)error_set(error, FAULT_INPUT, "%s, not \"%.*s\"", what,
		    SLICE_PRINT(parser->lex.word));
	error->column = (unsigned)parser->lex.at + 1;
	return NULL;
}

struct formula_node *
formula_parse_node(struct formula_parser *parser, enum formula_op op,
    struct error *error)
{
	struct formula_node *node;

	if (++parser->nodes > FORMULA_NODES_MAX) {
		(void)formula_parse_fault(parser, error, "too many terms");
		return NULL;
	}
	node = arena_new(parser->scope->arena, sizeof(*node));
	node->op = op;
	node->at = (unsigned)parser->lex.at + 1;
	return node;
}

void
formula_parse_append(struct formula_node *parent, struct formula_node *child)
{
	struct formula_node **link = &parent->first;

	while (*link != NULL)
		link = &(*link)->next;
	*link = child;
	parent->count++;
}

bool
formula_parse_expect(struct formula_parser *parser, const char *sign,
    struct error *error)
{
	char what[32] = "expected \"?\"";

	if (formula_lex_is(&parser->lex, sign))
		return formula_lex_next(&parser->lex, error);
	what[10] = sign[0];
	(void)formula_parse_fault(parser, error, what);
	return false;
}

/* The level below, behind a sign which stands before it. */
static struct formula_node *
formula_parse_prefix(struct formula_parser *parser, enum formula_op op,
    struct formula_node *(*below)(struct formula_parser *, struct error *),
    struct error *error)
{
	struct formula_node *node = formula_parse_node(parser, op, error);
	struct formula_node *child;

	if (node == NULL || !formula_lex_next(&parser->lex, error) ||
	    (child = below(parser, error)) == NULL)
		return NULL;
	formula_parse_append(node, child);
	return node;
}

static struct formula_node *
formula_parse_negation(struct formula_parser *parser, struct error *error)
{
	if (formula_lex_is(&parser->lex, "-"))
		return formula_parse_prefix(parser, FORMULA_NEGATE,
		    formula_parse_term, error);
	return formula_parse_term(parser, error);
}

struct formula_sign {
	const char *sign;
	enum formula_op op;
};

/* One level of signs which stand between: left to right. */
static struct formula_node *
formula_parse_level(struct formula_parser *parser,
    const struct formula_sign *signs, bool repeat,
    struct formula_node *(*below)(struct formula_parser *, struct error *),
    struct error *error)
{
	struct formula_node *left = below(parser, error);

	while (left != NULL) {
		const struct formula_sign *sign = signs;
		struct formula_node *node, *right;

		while (sign->sign != NULL &&
		    !formula_lex_is(&parser->lex, sign->sign))
			sign++;
		if (sign->sign == NULL)
			break;
		node = formula_parse_node(parser, sign->op, error);
		if (node == NULL || !formula_lex_next(&parser->lex, error) ||
		    (right = below(parser, error)) == NULL)
			return NULL;
		formula_parse_append(node, left);
		formula_parse_append(node, right);
		left = node;
		if (!repeat)
			break;
	}
	return left;
}

static struct formula_node *
formula_parse_product(struct formula_parser *parser, struct error *error)
{
	static const struct formula_sign signs[] = {
		{ "*", FORMULA_MULTIPLY }, { "/", FORMULA_DIVIDE },
		{ NULL, 0 }
	};

	return formula_parse_level(parser, signs, true,
	    formula_parse_negation, error);
}

static struct formula_node *
formula_parse_sum(struct formula_parser *parser, struct error *error)
{
	static const struct formula_sign signs[] = {
		{ "+", FORMULA_ADD }, { "-", FORMULA_SUBTRACT }, { NULL, 0 }
	};

	return formula_parse_level(parser, signs, true,
	    formula_parse_product, error);
}

static struct formula_node *
formula_parse_comparison(struct formula_parser *parser, struct error *error)
{
	static const struct formula_sign signs[] = {
		{ "=", FORMULA_EQUAL }, { "<>", FORMULA_UNEQUAL },
		{ "<", FORMULA_LESS }, { "<=", FORMULA_LESS_EQUAL },
		{ ">", FORMULA_MORE }, { ">=", FORMULA_MORE_EQUAL },
		{ NULL, 0 }
	};

	return formula_parse_level(parser, signs, false, formula_parse_sum,
	    error);
}

static struct formula_node *
formula_parse_not(struct formula_parser *parser, struct error *error)
{
	if (formula_lex_is(&parser->lex, "not"))
		return formula_parse_prefix(parser, FORMULA_NOT,
		    formula_parse_comparison, error);
	return formula_parse_comparison(parser, error);
}

static struct formula_node *
formula_parse_and(struct formula_parser *parser, struct error *error)
{
	static const struct formula_sign signs[] = {
		{ "and", FORMULA_AND }, { NULL, 0 }
	};

	return formula_parse_level(parser, signs, true, formula_parse_not,
	    error);
}

struct formula_node *
formula_parse_or(struct formula_parser *parser, struct error *error)
{
	static const struct formula_sign signs[] = {
		{ "or", FORMULA_OR }, { NULL, 0 }
	};
	struct formula_node *node;

	if (++parser->depth > FORMULA_DEPTH_MAX)
		return formula_parse_fault(parser, error, "nested too deep");
	node = formula_parse_level(parser, signs, true, formula_parse_and,
	    error);
	parser->depth--;
	return node;
}

static const uint16_t *
formula_parse_keep(struct arena *arena, const uint16_t *slots, size_t count)
{
	uint16_t *kept = arena_new(arena, (count + 1) * sizeof(*kept));

	memcpy(kept, slots, count * sizeof(*kept));
	return kept;
}

bool
formula_parse(struct formula *out, struct slice text,
    const struct formula_scope *scope, struct error *error)
{
	struct formula_parser parser = { .scope = scope };

	if (text.length > FORMULA_TEXT_MAX)
		return error_set(error, FAULT_INPUT,
		    "the formula has more than %d bytes", FORMULA_TEXT_MAX);
	parser.lex.text = text;
	if (!formula_lex_next(&parser.lex, error))
		return false;
	out->root = formula_parse_or(&parser, error);
	if (out->root == NULL)
		return false;
	if (parser.lex.token != TOKEN_END) {
		(void)formula_parse_fault(&parser, error,
		    "expected an operator or the end");
		return false;
	}
	out->needs = formula_parse_keep(scope->arena, parser.needs,
	    parser.need_count);
	out->need_count = parser.need_count;
	out->totals = formula_parse_keep(scope->arena, parser.totals,
	    parser.total_count);
	out->total_count = parser.total_count;
	return true;
}
