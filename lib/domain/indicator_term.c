#include "domain/indicator_term.h"

#include "base/assert.h"
#include "domain/formula_field.h"
#include "domain/formula_node.h"

static bool
quick_add(struct indicator_term *term, struct indicator_op op)
{
	if (term->quick_count == INDICATOR_OPS_MAX)
		return false;
	term->quick[term->quick_count++] = op;
	return true;
}

static bool
quick_number(struct indicator_term *term, const struct formula_node *node)
{
	struct indicator_op op = { .op = INDICATOR_CONSTANT };

	if (node->op == FORMULA_CONSTANT && node->type == FORMULA_NUMBER)
		return fraction_is_integer(&op.constant,
		    &node->constant.number) && quick_add(term, op);
	op.op = INDICATOR_FIELD;
	op.field = node->slot;
	return node->op == FORMULA_NAME &&
	    term->schema->fields[node->slot].type == FIELD_INTEGER &&
	    quick_add(term, op);
}

static bool
quick_text(struct indicator_term *term, const struct formula_node *node)
{
	const struct formula_node *field = node->first;
	const struct formula_node *constant = field->next;
	struct indicator_op op = { .op = INDICATOR_TEXT_IS };

	if (field->op == FORMULA_CONSTANT) {
		constant = field;
		field = field->next;
	}
	if (field->op != FORMULA_NAME || constant->op != FORMULA_CONSTANT ||
	    (term->schema->fields[field->slot].type != FIELD_TEXT &&
	    term->schema->fields[field->slot].type != FIELD_CODE))
		return false;
	op.field = field->slot;
	op.text = constant->constant.text;
	return quick_add(term, op) && (node->op == FORMULA_EQUAL ||
	    quick_add(term, (struct indicator_op){ .op = INDICATOR_NOT }));
}

static bool
quick_comparison(enum indicator_code *out, enum formula_op op)
{
	switch ((int)op) {
	case FORMULA_EQUAL:
		*out = INDICATOR_EQUAL;
		return true;
	case FORMULA_UNEQUAL:
		*out = INDICATOR_UNEQUAL;
		return true;
	case FORMULA_LESS:
		*out = INDICATOR_LESS;
		return true;
	case FORMULA_LESS_EQUAL:
		*out = INDICATOR_LESS_EQUAL;
		return true;
	case FORMULA_MORE:
		*out = INDICATOR_MORE;
		return true;
	case FORMULA_MORE_EQUAL:
		*out = INDICATOR_MORE_EQUAL;
		return true;
	}
	return false;
}

/* In postfix order; false where the general way must do it. */
static bool
quick_truth(struct indicator_term *term, const struct formula_node *node)
{
	struct indicator_op op = { .op = INDICATOR_NOT };

	if (quick_comparison(&op.op, node->op)) {
		if (node->first->type == FORMULA_TEXT)
			return quick_text(term, node);
		return node->first->type == FORMULA_NUMBER &&
		    quick_number(term, node->first) &&
		    quick_number(term, node->first->next) &&
		    quick_add(term, op);
	}
	if (node->op == FORMULA_NOT) {
		op.op = INDICATOR_NOT;
		return quick_truth(term, node->first) && quick_add(term, op);
	}
	if (node->op != FORMULA_AND && node->op != FORMULA_OR)
		return false;
	op.op = node->op == FORMULA_AND ? INDICATOR_AND : INDICATOR_OR;
	if (!quick_truth(term, node->first))
		return false;
	for (const struct formula_node *next = node->first->next;
	    next != NULL; next = next->next)
		if (!quick_truth(term, next) || !quick_add(term, op))
			return false;
	return true;
}

bool
indicator_term_compile(struct indicator_term *out, struct slice text,
    enum formula_type wanted, const struct formula_scope *scope,
    const struct schema *schema, struct error *error)
{
	struct indicator_term term = { .schema = schema };
	bool quick;

	*out = term;
	if (slice_is_empty(text))
		return true;
	if (!formula_parse(&term.formula, text, scope, error) ||
	    !formula_check(&term.formula, scope, error))
		return false;
	if (term.formula.type != wanted)
		return error_set(error, FAULT_INPUT,
		    "\"%.*s\" is %s, and %s is needed", SLICE_PRINT(text),
		    formula_type_name(term.formula.type),
		    formula_type_name(wanted));
	quick = wanted == FORMULA_BOOLEAN ?
	    quick_truth(&term, term.formula.root) :
	    quick_number(&term, term.formula.root);
	if (!quick)
		term.quick_count = 0;
	*out = term;
	return true;
}

static bool
quick_compare(enum indicator_code op, int64_t one, int64_t other)
{
	switch ((int)op) {
	case INDICATOR_EQUAL:
		return one == other;
	case INDICATOR_UNEQUAL:
		return one != other;
	case INDICATOR_LESS:
		return one < other;
	case INDICATOR_LESS_EQUAL:
		return one <= other;
	case INDICATOR_MORE:
		return one > other;
	case INDICATOR_MORE_EQUAL:
		return one >= other;
	case INDICATOR_AND:
		return one != 0 && other != 0;
	case INDICATOR_OR:
		return one != 0 || other != 0;
	}
	ENSURE(op == INDICATOR_EQUAL);
	return false;
}

/* Of a number which reads as 0. */
static bool
is_absent(const struct schema *schema, uint16_t at, const void *record)
{
	const struct field *field = &schema->fields[at];
	const void *value = (const char *)record + field->offset;

	if (field->type == FIELD_AMOUNT)
		return ((const struct money *)value)->currency.number == 0;
	return (field->type == FIELD_INTEGER ||
	    field->type == FIELD_DECIMAL) && !field->required &&
	    schema_is_absent(schema, at, record);
}

static enum indicator_found
quick_run(int64_t *out, const struct indicator_term *term,
    const void *record)
{
	int64_t stack[INDICATOR_OPS_MAX];
	size_t top = 0;

	for (size_t i = 0; i < term->quick_count; i++) {
		const struct indicator_op *op = &term->quick[i];
		const char *at = (const char *)record +
		    term->schema->fields[op->field].offset;

		switch (op->op) {
		case INDICATOR_FIELD:
			stack[top] = *(const int64_t *)(const void *)at;
			if (stack[top++] == 0 && is_absent(term->schema,
			    op->field, record))
				return INDICATOR_ABSENT;
			break;
		case INDICATOR_CONSTANT:
			stack[top++] = op->constant;
			break;
		case INDICATOR_TEXT_IS:
			stack[top++] = slice_equal(*(const struct slice *)
			    (const void *)at, op->text);
			break;
		case INDICATOR_NOT:
			stack[top - 1] = stack[top - 1] == 0;
			break;
		case INDICATOR_EQUAL:
		case INDICATOR_UNEQUAL:
		case INDICATOR_LESS:
		case INDICATOR_LESS_EQUAL:
		case INDICATOR_MORE:
		case INDICATOR_MORE_EQUAL:
		case INDICATOR_AND:
		case INDICATOR_OR:
			top--;
			stack[top - 1] = quick_compare(op->op,
			    stack[top - 1], stack[top]);
			break;
		}
	}
	*out = stack[0];
	return INDICATOR_FOUND;
}

/* Read the fields it needs; one which is absent ends it. */
static enum indicator_found
general_run(struct formula_value *out, const struct indicator_term *term,
    const void *record, struct formula_value scratch[],
    struct error *error)
{
	const struct formula *formula = &term->formula;
	const struct formula_frame frame = { .values = scratch };

	for (size_t i = 0; i < formula->need_count; i++) {
		uint16_t field = formula->needs[i];
		struct formula_value *value = &scratch[field];

		formula_field_read(value, &term->schema->fields[field],
		    record);
		if (value->type == FORMULA_NUMBER &&
		    fraction_sign(&value->number) == 0 &&
		    is_absent(term->schema, field, record))
			return INDICATOR_ABSENT;
	}
	return formula_evaluate(out, formula, &frame, error) ?
	    INDICATOR_FOUND : INDICATOR_FAILED;
}

static enum indicator_found
too_large(struct error *error)
{
	(void)error_set(error, FAULT_INPUT,
	    "a measure has more than %lld whole units",
	    (long long)(INT64_MAX / INDICATOR_ONE));
	return INDICATOR_FAILED;
}

enum indicator_found
indicator_term_number(int64_t *millionths, const struct indicator_term *term,
    const void *record, struct formula_value scratch[],
    struct error *error)
{
	struct formula_value value;
	enum indicator_found found;
	struct decimal rounded;
	int64_t whole;

	if (term->quick_count > 0) {
		if (quick_run(&whole, term, record) == INDICATOR_ABSENT)
			return INDICATOR_ABSENT;
		if (__builtin_mul_overflow(whole, (int64_t)INDICATOR_ONE,
		    millionths))
			return too_large(error);
		return INDICATOR_FOUND;
	}
	found = general_run(&value, term, record, scratch, error);
	if (found != INDICATOR_FOUND)
		return found;
	if (!fraction_round(&rounded, &value.number, INDICATOR_PLACES,
	    ROUND_HALF_AWAY, error))
		return INDICATOR_FAILED;
	rounded.units /= DECIMAL_ONE / INDICATOR_ONE;
	if (rounded.units > INT64_MAX || rounded.units < -INT64_MAX)
		return too_large(error);
	*millionths = (int64_t)rounded.units;
	return INDICATOR_FOUND;
}

enum indicator_found
indicator_term_truth(bool *out, const struct indicator_term *term,
    const void *record, struct formula_value scratch[],
    struct error *error)
{
	struct formula_value value;
	enum indicator_found found;
	int64_t truth;

	if (term->quick_count > 0) {
		if (quick_run(&truth, term, record) == INDICATOR_ABSENT)
			return INDICATOR_ABSENT;
		*out = truth != 0;
		return INDICATOR_FOUND;
	}
	found = general_run(&value, term, record, scratch, error);
	*out = found == INDICATOR_FOUND && value.boolean;
	return found;
}
