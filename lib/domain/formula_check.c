#include "domain/formula_node.h"

static bool formula_check_node(struct formula_node *node,
    const struct formula_scope *scope, struct error *error);

const char *
formula_type_name(enum formula_type type)
{
	static const char *const names[] = {
		"a number", "a text", "a truth", "a date"
	};

	return names[type];
}

static bool
formula_check_fault(const struct formula_node *node, struct error *error,
    const char *what)
{
	(void)error_set(error, FAULT_INPUT, "%s", what);
	error->column = node->at;
	return false;
}

static bool
formula_check_is(const struct formula_node *node, enum formula_type type,
    struct error *error)
{
	if (node->type == type)
		return true;
	(void)error_set(error, FAULT_INPUT, "this is %s, and %s is needed",
	    formula_type_name(node->type), formula_type_name(type));
	error->column = node->at;
	return false;
}

/* All arguments are of one type. */
static bool
formula_check_all(struct formula_node *node, enum formula_type type,
    struct error *error)
{
	for (struct formula_node *child = node->first; child != NULL;
	    child = child->next)
		if (!formula_check_is(child, type, error))
			return false;
	return true;
}

static bool
formula_check_count(const struct formula_node *node, unsigned least,
    unsigned most, struct error *error)
{
	if (node->count >= least && node->count <= most)
		return true;
	(void)error_set(error, FAULT_INPUT, least == most ?
	    "%.*s takes %u arguments, not %u" :
	    "%.*s takes at least %u arguments, not %u",
	    SLICE_PRINT(node->name), least, node->count);
	error->column = node->at;
	return false;
}

static bool
formula_check_comparison(struct formula_node *node, struct error *error)
{
	const struct formula_node *one = node->first;

	node->type = FORMULA_BOOLEAN;
	if (!formula_check_is(one->next, one->type, error))
		return false;
	if (one->type == FORMULA_NUMBER || one->type == FORMULA_DATE ||
	    node->op == FORMULA_EQUAL || node->op == FORMULA_UNEQUAL)
		return true;
	return formula_check_fault(node, error,
	    "only numbers and dates are less or more");
}

static bool
formula_check_if(struct formula_node *node, struct error *error)
{
	if (!formula_check_count(node, 3, 3, error) ||
	    !formula_check_is(node->first, FORMULA_BOOLEAN, error))
		return false;
	node->type = node->first->next->type;
	return formula_check_is(node->first->next->next, node->type, error);
}

/* round(value, places) or round(value, places, "half-even"). */
static bool
formula_check_round(struct formula_node *node, struct error *error)
{
	static const char *const names[] = {
		[ROUND_HALF_AWAY] = "half-away",
		[ROUND_HALF_EVEN] = "half-even",
		[ROUND_TOWARD_ZERO] = "toward-zero",
		[ROUND_NEVER] = "never"
	};
	const struct formula_node *places, *rule;
	struct decimal value;

	if (!formula_check_count(node, 2, 3, error) ||
	    !formula_check_is(node->first, FORMULA_NUMBER, error))
		return false;
	places = node->first->next;
	rule = places->next;
	if (places->op != FORMULA_CONSTANT ||
	    places->type != FORMULA_NUMBER ||
	    !fraction_round(&value, &places->constant.number, 0,
	    ROUND_NEVER, error) || value.units < 0 ||
	    value.units / DECIMAL_ONE > DECIMAL_PLACES)
		return formula_check_fault(places, error,
		    "the places must be a whole number from 0 to 12");
	node->places = (uint8_t)(value.units / DECIMAL_ONE);
	node->rounding = ROUND_HALF_AWAY;
	if (rule == NULL)
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (rule->op != FORMULA_CONSTANT ||
		    !slice_is(rule->constant.text, names[i]))
			continue;
		node->rounding = (enum rounding)i;
		return true;
	}
	return formula_check_fault(rule, error, "the rule of rounding is "
	    "\"half-away\", \"half-even\", \"toward-zero\" or \"never\"");
}

/* Keys which are texts in the formula find their row and cell now, once. */
static void
formula_check_row(struct formula_node *node)
{
	struct slice keys[RULES_KEYS_MAX];
	size_t count = 0;

	for (const struct formula_node *key = node->first; key != NULL;
	    key = key->next) {
		if (key->op != FORMULA_CONSTANT || key->type != FORMULA_TEXT)
			return;
		keys[count++] = key->constant.text;
	}
	node->row = rules_table_find(node->table, keys);
	if (node->row == NULL || node->table_column < 0)
		return;
	node->constant.type = node->type;
	if (node->type == FORMULA_NUMBER)
		formula_copy_number(&node->constant.number,
		    node->row->cells[node->table_column].number);
	else
		node->constant.text =
		    node->row->cells[node->table_column].text;
}

static bool
formula_check_look_up(struct formula_node *node, struct error *error)
{
	const struct rules_table *table = node->table;

	if (node->count != table->key_count) {
		(void)error_set(error, FAULT_INPUT,
		    "the table %.*s has %zu keys, not %u",
		    SLICE_PRINT(table->name), table->key_count, node->count);
		error->column = node->at;
		return false;
	}
	for (struct formula_node *key = node->first; key != NULL;
	    key = key->next)
		if (key->type != FORMULA_TEXT && key->type != FORMULA_NUMBER)
			return formula_check_fault(key, error,
			    "a key is a text or a number");
	if (node->table_column >= 0)
		node->type = table->numbers[node->table_column] ?
		    FORMULA_NUMBER : FORMULA_TEXT;
	formula_check_row(node);
	return true;
}

/*
 * exists(look-up), in_band(look-up, amount), bands(look-up, amount) and
 * gross_up(look-up, net).
 */
static bool
formula_check_table(struct formula_node *node, struct error *error)
{
	const struct formula_node *look_up = node->first;
	bool bands = node->op != FORMULA_EXISTS;
	bool whole = node->op != FORMULA_IN_BAND;

	if (!formula_check_count(node, bands ? 2 : 1, bands ? 2 : 1, error))
		return false;
	if (look_up->op != FORMULA_LOOK_UP ||
	    whole != (look_up->table_column < 0))
		return formula_check_fault(look_up, error, whole ?
		    "expected TABLE[KEYS]" : "expected TABLE.COLUMN[KEYS]");
	node->type = node->op == FORMULA_EXISTS ? FORMULA_BOOLEAN :
	    whole ? FORMULA_NUMBER : look_up->type;
	if (!bands)
		return true;
	if (look_up->table->kind != RULES_TABLE_BANDS)
		return formula_check_fault(look_up, error,
		    "the table has no bands");
	if (whole && look_up->table->rate < 0)
		return formula_check_fault(look_up, error,
		    "the bands have no rate_percent");
	return formula_check_is(look_up->next, FORMULA_NUMBER, error);
}

static bool
formula_check_call(struct formula_node *node, struct error *error)
{
	switch ((unsigned)node->op) {
	case FORMULA_IF:
		return formula_check_if(node, error);
	case FORMULA_MIN:
	case FORMULA_MAX:
		return formula_check_count(node, 1, FORMULA_NODES_MAX,
		    error) && formula_check_all(node, FORMULA_NUMBER, error);
	case FORMULA_ROUND:
		return formula_check_round(node, error);
	case FORMULA_GIVEN:
		node->type = FORMULA_BOOLEAN;
		return formula_check_count(node, 1, 1, error);
	case FORMULA_ADD_MONTHS:
		node->type = FORMULA_DATE;
		return formula_check_count(node, 2, 2, error) &&
		    formula_check_is(node->first, FORMULA_DATE, error) &&
		    formula_check_is(node->first->next, FORMULA_NUMBER,
		    error);
	case FORMULA_DAYS:
		node->type = FORMULA_NUMBER;
		return formula_check_count(node, 2, 2, error) &&
		    formula_check_is(node->first, FORMULA_DATE, error) &&
		    formula_check_is(node->first->next, FORMULA_DATE, error);
	case FORMULA_LOOK_UP:
		return formula_check_look_up(node, error);
	default:
		return formula_check_table(node, error);
	}
}

/* A look-up of the whole row makes sense only inside these. */
static bool
formula_check_arguments(struct formula_node *node,
    const struct formula_scope *scope, struct error *error)
{
	for (struct formula_node *child = node->first; child != NULL;
	    child = child->next) {
		if (!formula_check_node(child, scope, error))
			return false;
		if (child->op == FORMULA_LOOK_UP && child->table_column < 0 &&
		    node->op != FORMULA_EXISTS && node->op != FORMULA_BANDS &&
		    node->op != FORMULA_GROSS_UP)
			return formula_check_fault(child, error,
			    "a column is needed: TABLE.COLUMN[KEYS]");
		if (child->op == FORMULA_LOOK_UP &&
		    child->table->kind == RULES_TABLE_BANDS &&
		    child->table_column >= 0 && node->op != FORMULA_IN_BAND)
			return formula_check_fault(child, error,
			    "a table of bands needs in_band()");
	}
	return true;
}

static bool
formula_check_node(struct formula_node *node,
    const struct formula_scope *scope, struct error *error)
{
	if (!formula_check_arguments(node, scope, error))
		return false;
	switch ((unsigned)node->op) {
	case FORMULA_CONSTANT:
		node->type = node->constant.type;
		return true;
	case FORMULA_NAME:
		node->type = node->target->type;
		return true;
	case FORMULA_PAID:
		node->type = node->target->type;
		return formula_check_is(node, FORMULA_NUMBER, error);
	case FORMULA_TOTAL:
		node->type = FORMULA_NUMBER;
		return true;
	case FORMULA_NEGATE:
	case FORMULA_ADD:
	case FORMULA_SUBTRACT:
	case FORMULA_MULTIPLY:
	case FORMULA_DIVIDE:
		node->type = FORMULA_NUMBER;
		return formula_check_all(node, FORMULA_NUMBER, error);
	case FORMULA_AND:
	case FORMULA_OR:
	case FORMULA_NOT:
		node->type = FORMULA_BOOLEAN;
		return formula_check_all(node, FORMULA_BOOLEAN, error);
	case FORMULA_EQUAL:
	case FORMULA_UNEQUAL:
	case FORMULA_LESS:
	case FORMULA_LESS_EQUAL:
	case FORMULA_MORE:
	case FORMULA_MORE_EQUAL:
		return formula_check_comparison(node, error);
	default:
		return formula_check_call(node, error);
	}
}

bool
formula_check(struct formula *formula, const struct formula_scope *scope,
    struct error *error)
{
	struct formula_node *root = formula->root;

	if (!formula_check_node(root, scope, error))
		return false;
	if (root->op == FORMULA_LOOK_UP && (root->table_column < 0 ||
	    root->table->kind == RULES_TABLE_BANDS))
		return formula_check_fault(root, error,
		    root->table_column < 0 ?
		    "a column is needed: TABLE.COLUMN[KEYS]" :
		    "a table of bands needs in_band()");
	formula->type = root->type;
	return true;
}
