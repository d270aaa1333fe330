#include "domain/formula_node.h"

void
formula_copy_number(struct fraction *out, const struct fraction *value)
{
	if (value->wide) {
		*out = *value;
		return;
	}
	out->numerator = value->numerator;
	out->denominator = value->denominator;
	out->wide = false;
}

static void
formula_evaluate_copy(struct formula_value *out,
    const struct formula_value *value)
{
	out->type = value->type;
	switch (value->type) {
	case FORMULA_NUMBER:
		formula_copy_number(&out->number, &value->number);
		break;
	case FORMULA_TEXT:
		out->text = value->text;
		break;
	case FORMULA_BOOLEAN:
		out->boolean = value->boolean;
		break;
	case FORMULA_DATE:
		out->date = value->date;
		break;
	}
}

static void
formula_evaluate_tell(const struct formula_node *node,
    const struct formula_value *value, const struct formula_frame *frame)
{
	const struct formula_note note = {
		.what = node->op == FORMULA_TOTAL ? "total" : "input",
		.name = node->name, .value = value,
		.slot = node->op == FORMULA_TOTAL ? -1 : node->slot
	};

	frame->note(frame->context, &note);
}

static inline void
formula_evaluate_note(const struct formula_node *node,
    const struct formula_value *value, const struct formula_frame *frame)
{
	if (frame->note != NULL)
		formula_evaluate_tell(node, value, frame);
}

/*
 * The value of an argument: constants, cells of constant keys and values of
 * the frame where they are, the others made in the room.  NULL after an
 * error.
 */
static inline const struct formula_value *
formula_evaluate_argument(struct formula_value *room,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	if (node->op == FORMULA_CONSTANT)
		return &node->constant;
	if (node->op == FORMULA_NAME) {
		formula_evaluate_note(node, &frame->values[node->slot],
		    frame);
		return &frame->values[node->slot];
	}
	if (node->op == FORMULA_LOOK_UP && node->row != NULL &&
	    frame->note == NULL)
		return &node->constant;
	return formula_evaluate_node(room, node, frame, error) ? room : NULL;
}

/* What is on the lines: whole minor units of one currency. */
static bool
formula_evaluate_lines(struct formula_value *out,
    const struct formula_group *group, const struct formula_frame *frame,
    struct error *error)
{
	struct money sum = { 0 };

	for (size_t i = 0; i < group->count; i++) {
		uint16_t slot = group->slots[i];

		if (!frame->counted[slot] || frame->paid[slot].units == 0)
			continue;
		if (sum.units == 0)
			sum = frame->paid[slot];
		else if (!money_add(&sum, sum, frame->paid[slot], error))
			return false;
	}
	money_to_fraction(&out->number, sum);
	return true;
}

static bool
formula_evaluate_total(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	const struct formula_group *group = node->group;
	struct fraction sum;

	out->type = FORMULA_NUMBER;
	if (group->paid) {
		if (!formula_evaluate_lines(out, group, frame, error))
			return false;
		formula_evaluate_note(node, out, frame);
		return true;
	}
	fraction_set_integer(&out->number, 0);
	for (size_t i = 0; i < group->count; i++) {
		if (!fraction_add(&sum, &out->number,
		    &frame->values[group->slots[i]].number, error))
			return false;
		formula_copy_number(&out->number, &sum);
	}
	formula_evaluate_note(node, out, frame);
	return true;
}

static bool
formula_evaluate_arithmetic(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value rooms[2];
	const struct formula_value *left = formula_evaluate_argument(
	    &rooms[0], node->first, frame, error);
	const struct formula_value *right = left == NULL ? NULL :
	    formula_evaluate_argument(&rooms[1], node->first->next, frame,
	    error);

	if (right == NULL)
		return false;
	out->type = FORMULA_NUMBER;
	switch ((unsigned)node->op) {
	case FORMULA_ADD:
		return fraction_add(&out->number, &left->number,
		    &right->number, error);
	case FORMULA_SUBTRACT:
		return fraction_subtract(&out->number, &left->number,
		    &right->number, error);
	case FORMULA_MULTIPLY:
		return fraction_multiply(&out->number, &left->number,
		    &right->number, error);
	default:
		return fraction_divide(&out->number, &left->number,
		    &right->number, error);
	}
}

static bool
formula_evaluate_negate(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value value;
	struct fraction zero;

	fraction_set_integer(&zero, 0);
	out->type = FORMULA_NUMBER;
	return formula_evaluate_node(&value, node->first, frame, error) &&
	    fraction_subtract(&out->number, &zero, &value.number, error);
}

static bool
formula_evaluate_compare(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value rooms[2];
	const struct formula_value *left = formula_evaluate_argument(
	    &rooms[0], node->first, frame, error);
	const struct formula_value *right = left == NULL ? NULL :
	    formula_evaluate_argument(&rooms[1], node->first->next, frame,
	    error);
	int order;

	if (right == NULL)
		return false;
	switch (left->type) {
	case FORMULA_NUMBER:
		order = fraction_compare(&left->number, &right->number);
		break;
	case FORMULA_DATE:
		order = date_compare(left->date, right->date);
		break;
	case FORMULA_TEXT:
		order = !slice_equal(left->text, right->text);
		break;
	case FORMULA_BOOLEAN:
	default:
		order = left->boolean != right->boolean;
	}
	out->type = FORMULA_BOOLEAN;
	out->boolean = node->op == FORMULA_EQUAL ? order == 0 :
	    node->op == FORMULA_UNEQUAL ? order != 0 :
	    node->op == FORMULA_LESS ? order < 0 :
	    node->op == FORMULA_LESS_EQUAL ? order <= 0 :
	    node->op == FORMULA_MORE ? order > 0 : order >= 0;
	return true;
}

/* The right side is not looked at when the left decides. */
static bool
formula_evaluate_logic(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value room;
	const struct formula_value *value = formula_evaluate_argument(&room,
	    node->first, frame, error);

	if (value != NULL && node->op != FORMULA_NOT &&
	    value->boolean == (node->op == FORMULA_AND))
		value = formula_evaluate_argument(&room, node->first->next,
		    frame, error);
	if (value == NULL)
		return false;
	out->type = FORMULA_BOOLEAN;
	out->boolean = value->boolean != (node->op == FORMULA_NOT);
	return true;
}

static bool
formula_evaluate_extreme(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value room;

	if (!formula_evaluate_node(out, node->first, frame, error))
		return false;
	for (const struct formula_node *child = node->first->next;
	    child != NULL; child = child->next) {
		const struct formula_value *value = formula_evaluate_argument(
		    &room, child, frame, error);
		int order;

		if (value == NULL)
			return false;
		order = fraction_compare(&value->number, &out->number);
		if (node->op == FORMULA_MIN ? order < 0 : order > 0)
			formula_copy_number(&out->number, &value->number);
	}
	return true;
}

static bool
formula_evaluate_round(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value value;
	struct decimal rounded;

	if (!formula_evaluate_node(&value, node->first, frame, error) ||
	    !fraction_round(&rounded, &value.number, node->places,
	    node->rounding, error))
		return false;
	out->type = FORMULA_NUMBER;
	fraction_set_decimal(&out->number, rounded);
	return true;
}

/* Is there a date, a text which is not empty, a number which is not 0? */
static bool
formula_evaluate_given(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value room;
	const struct formula_value *value = formula_evaluate_argument(&room,
	    node->first, frame, error);

	if (value == NULL)
		return false;
	out->type = FORMULA_BOOLEAN;
	out->boolean = value->type == FORMULA_DATE ?
	    !date_is_none(value->date) :
	    value->type == FORMULA_TEXT ? !slice_is_empty(value->text) :
	    value->type == FORMULA_NUMBER ?
	    fraction_sign(&value->number) != 0 : value->boolean;
	return true;
}

static bool
formula_evaluate_if(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value room;
	const struct formula_value *condition = formula_evaluate_argument(
	    &room, node->first, frame, error);
	const struct formula_node *then = node->first->next;

	return condition != NULL && formula_evaluate_node(out,
	    condition->boolean ? then : then->next, frame, error);
}

bool
formula_evaluate_node(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	static bool (*const rules[])(struct formula_value *,
	    const struct formula_node *, const struct formula_frame *,
	    struct error *) = {
		[FORMULA_TOTAL] = formula_evaluate_total,
		[FORMULA_NEGATE] = formula_evaluate_negate,
		[FORMULA_ADD] = formula_evaluate_arithmetic,
		[FORMULA_SUBTRACT] = formula_evaluate_arithmetic,
		[FORMULA_MULTIPLY] = formula_evaluate_arithmetic,
		[FORMULA_DIVIDE] = formula_evaluate_arithmetic,
		[FORMULA_EQUAL] = formula_evaluate_compare,
		[FORMULA_UNEQUAL] = formula_evaluate_compare,
		[FORMULA_LESS] = formula_evaluate_compare,
		[FORMULA_LESS_EQUAL] = formula_evaluate_compare,
		[FORMULA_MORE] = formula_evaluate_compare,
		[FORMULA_MORE_EQUAL] = formula_evaluate_compare,
		[FORMULA_AND] = formula_evaluate_logic,
		[FORMULA_OR] = formula_evaluate_logic,
		[FORMULA_NOT] = formula_evaluate_logic,
		[FORMULA_IF] = formula_evaluate_if,
		[FORMULA_MIN] = formula_evaluate_extreme,
		[FORMULA_MAX] = formula_evaluate_extreme,
		[FORMULA_ROUND] = formula_evaluate_round,
		[FORMULA_GIVEN] = formula_evaluate_given,
		[FORMULA_ADD_MONTHS] = formula_date_add_months,
		[FORMULA_DAYS] = formula_date_days,
		[FORMULA_LOOK_UP] = formula_look_up,
		[FORMULA_EXISTS] = formula_look_up_exists,
		[FORMULA_IN_BAND] = formula_look_up_bands,
		[FORMULA_BANDS] = formula_look_up_bands,
		[FORMULA_GROSS_UP] = formula_look_up_bands
	};

	switch ((unsigned)node->op) {
	case FORMULA_CONSTANT:
		formula_evaluate_copy(out, &node->constant);
		return true;
	case FORMULA_NAME:
		formula_evaluate_copy(out, &frame->values[node->slot]);
		formula_evaluate_note(node, out, frame);
		return true;
	case FORMULA_PAID:
		out->type = FORMULA_NUMBER;
		money_to_fraction(&out->number, frame->paid[node->slot]);
		formula_evaluate_note(node, out, frame);
		return true;
	default:
		return rules[node->op](out, node, frame, error);
	}
}

bool
formula_evaluate(struct formula_value *out, const struct formula *formula,
    const struct formula_frame *frame, struct error *error)
{
	return formula_evaluate_node(out, formula->root, frame, error);
}

const struct formula_value *
formula_evaluate_in(struct formula_value *room,
    const struct formula *formula, const struct formula_frame *frame,
    struct error *error)
{
	return formula_evaluate_argument(room, formula->root, frame, error);
}
