#include "domain/formula_node.h"

enum { FORMULA_MONTHS_MAX = 12 * 100 };

bool
formula_date_add_months(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value months;
	struct decimal count;

	if (!formula_evaluate_node(out, node->first, frame, error) ||
	    !formula_evaluate_node(&months, node->first->next, frame,
	    error) || !fraction_round(&count, &months.number, 0, ROUND_NEVER,
	    error))
		return false;
	if (count.units > FORMULA_MONTHS_MAX * DECIMAL_ONE ||
	    count.units < -FORMULA_MONTHS_MAX * DECIMAL_ONE)
		return error_set(error, FAULT_INPUT, "more than %d months",
		    FORMULA_MONTHS_MAX);
	if (!date_is_none(out->date))
		out->date = date_add_months(out->date,
		    (int)(count.units / DECIMAL_ONE));
	return true;
}

/* A duration from or to no day would be a number which means nothing. */
static bool
formula_date_known(struct date *out, const struct formula_node *node,
    const struct formula_frame *frame, struct error *error)
{
	struct formula_value value;

	if (!formula_evaluate_node(&value, node, frame, error))
		return false;
	*out = value.date;
	if (!date_is_none(value.date))
		return true;
	if (node->op == FORMULA_NAME)
		return error_set(error, FAULT_INPUT,
		    "days(): there is no %.*s", SLICE_PRINT(node->name));
	return error_set(error, FAULT_INPUT, "days(): there is no date");
}

bool
formula_date_days(struct formula_value *out, const struct formula_node *node,
    const struct formula_frame *frame, struct error *error)
{
	struct date from, until;

	if (!formula_date_known(&from, node->first, frame, error) ||
	    !formula_date_known(&until, node->first->next, frame, error))
		return false;
	out->type = FORMULA_NUMBER;
	fraction_set_integer(&out->number,
	    (int64_t)until.days - from.days);
	return true;
}
