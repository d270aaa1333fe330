/* Names, calls, tables and literals: what stands between operators. */
#include "domain/formula_parse.h"

static struct formula_node *
formula_parse_refuse(struct error *error, size_t at, const char *what,
    struct slice name)
{
	(void)error_set(error, FAULT_INPUT, "%s \"%.*s\"", what,
	    SLICE_PRINT(name));
	error->column = (unsigned)at;
	return NULL;
}

/* Remember that the formula needs the element, once. */
static bool
formula_parse_need(uint16_t *needs, size_t *count, uint16_t slot,
    struct error *error)
{
	for (size_t i = 0; i < *count; i++)
		if (needs[i] == slot)
			return true;
	if (*count == FORMULA_NEEDS_MAX)
		return error_set(error, FAULT_INPUT,
		    "the formula refers to more than %d elements",
		    FORMULA_NEEDS_MAX);
	needs[(*count)++] = slot;
	return true;
}

/* Arguments up to the closing sign, which is taken. */
static bool
formula_parse_arguments(struct formula_parser *parser,
    struct formula_node *node, const char *close, struct error *error)
{
	if (formula_lex_is(&parser->lex, close))
		return formula_lex_next(&parser->lex, error);
	for (;;) {
		struct formula_node *child = formula_parse_or(parser, error);

		if (child == NULL)
			return false;
		formula_parse_append(node, child);
		if (!formula_lex_is(&parser->lex, ","))
			return formula_parse_expect(parser, close, error);
		if (!formula_lex_next(&parser->lex, error))
			return false;
	}
}

static struct formula_node *
formula_parse_name(struct formula_parser *parser, struct formula_node *node,
    struct error *error)
{
	const struct formula_name *name = table_get(&parser->scope->names,
	    node->name);

	if (name == NULL)
		return formula_parse_refuse(error, node->at,
		    "unknown name", node->name);
	if (node->op == FORMULA_PAID && !name->element)
		return formula_parse_refuse(error, node->at,
		    "paid() takes an element, not", node->name);
	if (name->element && !formula_parse_need(parser->needs,
	    &parser->need_count, name->slot, error))
		return NULL;
	node->target = name;
	node->slot = name->slot;
	return node;
}

/* TABLE.COLUMN[KEYS] or TABLE[KEYS]. */
static struct formula_node *
formula_parse_table(struct formula_parser *parser, struct formula_node *node,
    struct error *error)
{
	node->op = FORMULA_LOOK_UP;
	node->table_column = -1;
	node->table = table_get(&parser->scope->tables, node->name);
	if (node->table == NULL)
		return formula_parse_refuse(error, node->at,
		    "unknown table", node->name);
	if (formula_lex_is(&parser->lex, ".")) {
		if (!formula_lex_next(&parser->lex, error))
			return NULL;
		node->table_column = (int16_t)rules_table_column(node->table,
		    parser->lex.word);
		if (node->table_column < 0)
			return formula_parse_refuse(error, parser->lex.at + 1,
			    "the table has no column", parser->lex.word);
		if (!formula_lex_next(&parser->lex, error))
			return NULL;
	}
	if (!formula_parse_expect(parser, "[", error) ||
	    !formula_parse_arguments(parser, node, "]", error))
		return NULL;
	return node;
}

static struct formula_node *
formula_parse_paid(struct formula_parser *parser, struct formula_node *node,
    struct error *error)
{
	if (parser->lex.token != TOKEN_NAME)
		return formula_parse_fault(parser, error,
		    "expected an element");
	node->op = FORMULA_PAID;
	node->at = (unsigned)parser->lex.at + 1;
	node->name = parser->lex.word;
	if (formula_parse_name(parser, node, error) == NULL ||
	    !formula_lex_next(&parser->lex, error) ||
	    !formula_parse_expect(parser, ")", error))
		return NULL;
	return node;
}

static struct formula_node *
formula_parse_total(struct formula_parser *parser, struct formula_node *node,
    struct error *error)
{
	const struct formula_group *group = NULL;

	for (size_t i = 0; i < parser->scope->group_count; i++)
		if (formula_lex_is(&parser->lex,
		    parser->scope->groups[i].name))
			group = &parser->scope->groups[i];
	if (group == NULL)
		return formula_parse_fault(parser, error,
		    "expected what total() adds up");
	node->op = FORMULA_TOTAL;
	node->name = slice_of(group->name);
	node->group = group;
	for (size_t i = 0; i < group->count; i++)
		if (!formula_parse_need(
		    group->paid ? parser->totals : parser->needs,
		    group->paid ? &parser->total_count : &parser->need_count,
		    group->slots[i], error))
			return NULL;
	if (!formula_lex_next(&parser->lex, error) ||
	    !formula_parse_expect(parser, ")", error))
		return NULL;
	return node;
}

static struct formula_node *
formula_parse_call(struct formula_parser *parser, struct formula_node *node,
    struct error *error)
{
	static const struct {
		const char *name;
		enum formula_op op;
	} calls[] = {
		{ "if", FORMULA_IF }, { "min", FORMULA_MIN },
		{ "max", FORMULA_MAX }, { "round", FORMULA_ROUND },
		{ "given", FORMULA_GIVEN },
		{ "add_months", FORMULA_ADD_MONTHS },
		{ "days", FORMULA_DAYS },
		{ "exists", FORMULA_EXISTS }, { "in_band", FORMULA_IN_BAND },
		{ "bands", FORMULA_BANDS }, { "gross_up", FORMULA_GROSS_UP }
	};

	if (!formula_lex_next(&parser->lex, error))
		return NULL;
	if (slice_is(node->name, "paid"))
		return formula_parse_paid(parser, node, error);
	if (slice_is(node->name, "total"))
		return formula_parse_total(parser, node, error);
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		if (!slice_is(node->name, calls[i].name))
			continue;
		node->op = calls[i].op;
		return formula_parse_arguments(parser, node, ")", error) ?
		    node : NULL;
	}
	return formula_parse_refuse(error, node->at, "unknown function",
	    node->name);
}

static struct formula_node *
formula_parse_word(struct formula_parser *parser, struct error *error)
{
	struct formula_node *node = formula_parse_node(parser, FORMULA_NAME,
	    error);

	if (node == NULL)
		return NULL;
	node->name = arena_copy(parser->scope->arena, parser->lex.word);
	if (!formula_lex_next(&parser->lex, error))
		return NULL;
	if (slice_is(node->name, "true") || slice_is(node->name, "false")) {
		node->op = FORMULA_CONSTANT;
		node->constant.type = FORMULA_BOOLEAN;
		node->constant.boolean = slice_is(node->name, "true");
		return node;
	}
	if (formula_lex_is(&parser->lex, "("))
		return formula_parse_call(parser, node, error);
	if (formula_lex_is(&parser->lex, ".") ||
	    formula_lex_is(&parser->lex, "["))
		return formula_parse_table(parser, node, error);
	return formula_parse_name(parser, node, error);
}

/* A number, perhaps with "%", or a text. */
static struct formula_node *
formula_parse_literal(struct formula_parser *parser, struct error *error)
{
	struct formula_node *node = formula_parse_node(parser,
	    FORMULA_CONSTANT, error);
	struct decimal value;
	struct fraction whole, hundred;

	if (node == NULL)
		return NULL;
	if (parser->lex.token == TOKEN_STRING) {
		node->constant.type = FORMULA_TEXT;
		node->constant.text = arena_copy(parser->scope->arena,
		    parser->lex.word);
		return formula_lex_next(&parser->lex, error) ? node : NULL;
	}
	node->constant.type = FORMULA_NUMBER;
	if (!decimal_parse(&value, parser->lex.word, error)) {
		error->column = node->at;
		return NULL;
	}
	fraction_set_decimal(&node->constant.number, value);
	if (!formula_lex_next(&parser->lex, error))
		return NULL;
	if (!formula_lex_is(&parser->lex, "%"))
		return node;
	whole = node->constant.number;
	fraction_set_integer(&hundred, 100);
	if (!fraction_divide(&node->constant.number, &whole, &hundred, error))
		return NULL;
	return formula_lex_next(&parser->lex, error) ? node : NULL;
}

struct formula_node *
formula_parse_term(struct formula_parser *parser, struct error *error)
{
	struct formula_node *node;

	if (parser->lex.token == TOKEN_NUMBER ||
	    parser->lex.token == TOKEN_STRING)
		return formula_parse_literal(parser, error);
	if (parser->lex.token == TOKEN_NAME)
		return formula_parse_word(parser, error);
	if (!formula_lex_is(&parser->lex, "("))
		return formula_parse_fault(parser, error,
		    "expected a value");
	if (!formula_lex_next(&parser->lex, error) ||
	    (node = formula_parse_or(parser, error)) == NULL ||
	    !formula_parse_expect(parser, ")", error))
		return NULL;
	return node;
}
