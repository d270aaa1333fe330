/* From the rows of a pack to elements which can be computed, in order. */
#include <stdio.h>

#include "base/assert.h"
#include "domain/formula_field.h"
#include "domain/formula_node.h"
#include "domain/rules.h"

enum rules_mark { RULES_NEW, RULES_OPEN, RULES_DONE };

struct rules_compiler {
	struct rules *rules;
	enum rules_mark marks[RULES_ELEMENTS_MAX];
	uint16_t path[RULES_ELEMENTS_MAX];	/* elements which are open */
	size_t depth;
};

static bool
rules_compile_name(struct rules *rules, struct slice text,
    enum formula_type type, size_t slot, bool element, struct error *error)
{
	struct formula_name *name;

	if (table_get(&rules->scope.names, text) != NULL)
		return error_set(error, FAULT_INPUT,
		    "the name \"%.*s\" is already taken", SLICE_PRINT(text));
	name = arena_new(&rules->arena, sizeof(*name));
	name->type = type;
	name->slot = (uint16_t)slot;
	name->element = element;
	table_set(&rules->scope.names, text, name);
	return true;
}

static bool
rules_compile_names(struct rules *rules, struct error *error)
{
	for (size_t i = 0; i < schema_payee.count; i++) {
		const struct field *field = &schema_payee.fields[i];
		enum formula_type type;

		if (formula_field_type(&type, field->type) &&
		    !rules_compile_name(rules, slice_of(field->name), type,
		    i, false, error))
			return false;
	}
	if (!rules_compile_name(rules, slice_of("period_first"),
	    FORMULA_DATE, RULES_SLOT_PERIOD_FIRST, false, error) ||
	    !rules_compile_name(rules, slice_of("period_last"),
	    FORMULA_DATE, RULES_SLOT_PERIOD_LAST, false, error))
		return false;
	for (size_t i = 0; i < rules->element_count; i++)
		if (!rules_compile_name(rules, rules->elements[i].code,
		    FORMULA_NUMBER, RULES_SLOT_ELEMENTS + i, true, error))
			return error_locate(error, rules->path,
			    rules->elements[i].line);
	return true;
}

static bool
rules_compile_in_group(const struct rules_element *element, size_t group)
{
	return group == 0 ? element->kind == RULES_EARNING :
	    group == 1 ? element->kind == RULES_DEDUCTION :
	    group == 2 ? element->kind == RULES_EMPLOYER :
	    group == 3 ? element->pensionable : element->assessable;
}

static void
rules_compile_groups(struct rules *rules)
{
	static const char *const names[] = {
		"earning", "deduction", "employer", "pensionable",
		"assessable"
	};
	enum { GROUPS = sizeof(names) / sizeof(names[0]), PAID = 3 };
	struct formula_group *groups = arena_new(&rules->arena,
	    GROUPS * sizeof(*groups));

	for (size_t g = 0; g < GROUPS; g++) {
		groups[g].name = names[g];
		groups[g].paid = g < PAID;
		groups[g].slots = arena_new(&rules->arena,
		    (rules->element_count + 1) * sizeof(uint16_t));
		for (size_t i = 0; i < rules->element_count; i++)
			if (rules_compile_in_group(&rules->elements[i], g))
				groups[g].slots[groups[g].count++] =
				    (uint16_t)(RULES_SLOT_ELEMENTS + i);
	}
	rules->scope.groups = groups;
	rules->scope.group_count = GROUPS;
}

/*
 * Find the cell which says the text in the line and give the column (from 1)
 * of the place in it: quotes are doubled inside a quoted cell.
 */
static size_t
rules_compile_column(struct slice raw, struct slice text, size_t place)
{
	size_t at = 0;

	while (at < raw.length) {
		bool quoted = raw.text[at] == '"', same = true;
		size_t begin = at + quoted, read = 0, found = begin;

		for (at = begin; at < raw.length; at++, read++) {
			size_t start = at;

			if (quoted && raw.text[at] == '"' &&
			    (at + 1 == raw.length ||
			    raw.text[++at] != '"'))
				break;
			if (!quoted && raw.text[at] == ',')
				break;
			if (read + 1 == place)
				found = start;
			same = same && read < text.length &&
			    text.text[read] == raw.text[at];
		}
		if (same && read == text.length)
			return (place > read ? begin + read : found) + 1;
		at++;
	}
	return 0;
}

/* Make file:line:column of the place in a formula. */
static bool
rules_compile_locate(const struct rules *rules,
    const struct rules_element *element, struct slice text,
    struct error *error)
{
	size_t column = rules_compile_column(element->raw, text,
	    error->column);

	if (error->column == 0 || column == 0)
		return error_locate(error, rules->path, element->line);
	error->column = 0;
	(void)snprintf(error->origin, sizeof(error->origin), "%s:%llu",
	    rules->path, (unsigned long long)element->line);
	error->line = column;
	return false;
}

static bool
rules_compile_parse(struct rules *rules, struct rules_element *element,
    struct rules_formula *formula, struct error *error)
{
	if (slice_is_empty(formula->text))
		return true;
	return formula_parse(&formula->formula, formula->text, &rules->scope,
	    error) || rules_compile_locate(rules, element, formula->text,
	    error);
}

static bool
rules_compile_check(struct rules *rules, const struct rules_element *element,
    struct rules_formula *formula, enum formula_type type,
    struct error *error)
{
	if (slice_is_empty(formula->text))
		return true;
	if (!formula_check(&formula->formula, &rules->scope, error))
		return rules_compile_locate(rules, element, formula->text,
		    error);
	if (formula->formula.type == type)
		return true;
	(void)error_set(error, FAULT_INPUT, "this is %s, and %s is needed",
	    formula_type_name(formula->formula.type),
	    formula_type_name(type));
	error->column = 1;
	return rules_compile_locate(rules, element, formula->text, error);
}

/* What the element needs has its types now. */
static bool
rules_compile_types(struct rules *rules, struct rules_element *element,
    struct error *error)
{
	struct formula_name *name = table_get(&rules->scope.names,
	    element->code);
	enum formula_type type = FORMULA_NUMBER;

	if (!rules_compile_check(rules, element, &element->condition,
	    FORMULA_BOOLEAN, error) || !rules_compile_check(rules, element,
	    &element->currency, FORMULA_TEXT, error))
		return false;
	if (element->kind == RULES_WORKING &&
	    slice_is_empty(element->condition.text)) {
		if (!formula_check(&element->amount.formula, &rules->scope,
		    error))
			return rules_compile_locate(rules, element,
			    element->amount.text, error);
		type = element->amount.formula.type;
	}
	name->type = type;
	return rules_compile_check(rules, element, &element->amount, type,
	    error);
}

static bool
rules_compile_cycle(const struct rules_compiler *compiler, uint16_t again,
    struct error *error)
{
	const struct rules *rules = compiler->rules;
	char chain[ERROR_MESSAGE_MAX - 64] = "";
	size_t first = 0, length = 0;

	while (compiler->path[first] != again)
		first++;
	for (size_t i = first; i <= compiler->depth; i++) {
		uint16_t element = i < compiler->depth ?
		    compiler->path[i] : again;
		int added = snprintf(chain + length, sizeof(chain) - length,
		    "%s%.*s", i > first ? " -> " : "",
		    SLICE_PRINT(rules->elements[element].code));

		if (added < 0 || (size_t)added >= sizeof(chain) - length)
			break;
		length += (size_t)added;
	}
	(void)error_set(error, FAULT_INPUT,
	    "elements need each other: %s", chain);
	return error_locate(error, rules->path, rules->elements[again].line);
}

static bool rules_compile_visit(struct rules_compiler *compiler,
    uint16_t number, struct error *error);

static bool
rules_compile_needs(struct rules_compiler *compiler, const uint16_t *slots,
    size_t count, struct error *error)
{
	for (size_t i = 0; i < count; i++)
		if (!rules_compile_visit(compiler,
		    (uint16_t)(slots[i] - RULES_SLOT_ELEMENTS), error))
			return false;
	return true;
}

/* Depth first: what an element needs comes before it. */
static bool
rules_compile_visit(struct rules_compiler *compiler, uint16_t number,
    struct error *error)
{
	struct rules *rules = compiler->rules;
	struct rules_element *element = &rules->elements[number];
	const struct formula *formulas[] = { &element->currency.formula,
		&element->condition.formula, &element->amount.formula };

	if (compiler->marks[number] == RULES_DONE)
		return true;
	if (compiler->marks[number] == RULES_OPEN)
		return rules_compile_cycle(compiler, number, error);
	compiler->marks[number] = RULES_OPEN;
	compiler->path[compiler->depth++] = number;
	for (size_t i = 0; i < 3; i++)
		if (!rules_compile_needs(compiler, formulas[i]->needs,
		    formulas[i]->need_count, error) ||
		    !rules_compile_needs(compiler, formulas[i]->totals,
		    formulas[i]->total_count, error))
			return false;
	if (!rules_compile_types(rules, element, error))
		return false;
	compiler->depth--;
	compiler->marks[number] = RULES_DONE;
	rules->order[rules->order_count++] = number;
	return true;
}

static bool
rules_compile_order(struct rules *rules, struct error *error)
{
	struct rules_compiler compiler = { .rules = rules };

	for (size_t i = 0; i < rules->element_count; i++)
		if (!rules_compile_visit(&compiler, (uint16_t)i, error))
			return false;
	return true;
}

static bool
rules_compile_list(struct rules *rules, const char *list,
    struct error *error)
{
	struct slice rest = slice_of(list == NULL ? "" : list);

	for (size_t i = 0; list == NULL && i < rules->element_count; i++)
		rules->elements[i].written =
		    rules->elements[i].kind != RULES_WORKING;
	while (!slice_is_empty(rest)) {
		struct slice code = slice_trim(slice_cut(&rest, ','));
		const struct formula_name *name =
		    table_get(&rules->scope.names, code);

		if (name == NULL || !name->element || rules->elements[
		    name->slot - RULES_SLOT_ELEMENTS].kind == RULES_WORKING)
			return error_set(error, FAULT_USAGE, "\"%.*s\" is no "
			    "element which is put on lines",
			    SLICE_PRINT(code));
		rules->elements[name->slot - RULES_SLOT_ELEMENTS].written =
		    true;
	}
	return true;
}

/* Elements which nothing written needs are not computed. */
static void
rules_compile_select(struct rules *rules)
{
	size_t kept = 0;

	for (size_t i = rules->order_count; i-- > 0; ) {
		struct rules_element *element =
		    &rules->elements[rules->order[i]];
		const struct formula *formulas[] = {
			&element->currency.formula,
			&element->condition.formula,
			&element->amount.formula
		};

		element->needed = element->needed || element->written;
		if (!element->needed)
			continue;
		for (size_t f = 0; f < 3; f++)
			for (size_t n = 0; n < formulas[f]->need_count; n++)
				rules->elements[formulas[f]->needs[n] -
				    RULES_SLOT_ELEMENTS].needed = true;
	}
	for (size_t i = 0; i < rules->order_count; i++)
		if (rules->elements[rules->order[i]].needed)
			rules->order[kept++] = rules->order[i];
	rules->order_count = kept;
}

static void
rules_compile_fields(struct rules *rules, const struct formula_node *node)
{
	for (; node != NULL; node = node->next) {
		if (node->op == FORMULA_NAME &&
		    node->slot < PAYEE_FIELD_COUNT)
			rules->fields[node->slot] = true;
		rules_compile_fields(rules, node->first);
	}
}

bool
rules_compile(struct rules *rules, const char *list, struct error *error)
{
	if (!rules_compile_names(rules, error))
		return false;
	rules_compile_groups(rules);
	for (size_t i = 0; i < rules->element_count; i++) {
		struct rules_element *element = &rules->elements[i];

		if (!rules_compile_parse(rules, element, &element->currency,
		    error) || !rules_compile_parse(rules, element,
		    &element->condition, error) || !rules_compile_parse(rules,
		    element, &element->amount, error))
			return false;
	}
	if (!rules_compile_order(rules, error) ||
	    !rules_compile_list(rules, list, error))
		return false;
	rules_compile_select(rules);
	for (size_t i = 0; i < rules->order_count; i++) {
		const struct rules_element *element =
		    &rules->elements[rules->order[i]];

		rules_compile_fields(rules, element->currency.formula.root);
		rules_compile_fields(rules, element->condition.formula.root);
		rules_compile_fields(rules, element->amount.formula.root);
	}
	return true;
}
