/* Rows of tables, found while a formula is evaluated. */
#include "base/digits.h"
#include "domain/formula_node.h"

enum { FORMULA_KEY_MAX = DECIMAL_TEXT_MAX };

static bool
formula_look_up_key(struct slice *out, char buffer[FORMULA_KEY_MAX],
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct formula_value room;
	const struct formula_value *value = &room;
	struct decimal number;
	int64_t whole;

	if (node->op == FORMULA_NAME && frame->note == NULL)
		value = &frame->values[node->slot];
	else if (!formula_evaluate_node(&room, node, frame, error))
		return false;
	if (value->type == FORMULA_TEXT) {
		*out = value->text;
		return true;
	}
	if (fraction_is_integer(&whole, &value->number) && whole >= 0) {
		char *end = buffer + FORMULA_KEY_MAX;
		char *start = digits_put(end, (uint64_t)whole, 1);

		*out = slice_from(start, (size_t)(end - start));
		return true;
	}
	if (!fraction_round(&number, &value->number, DECIMAL_PLACES,
	    ROUND_NEVER, error))
		return false;
	*out = slice_from(buffer, decimal_format(buffer, number));
	return true;
}

static bool
formula_look_up_missing(const struct formula_node *node,
    const struct slice keys[], struct error *error)
{
	const struct formula_node *key = node->first;
	unsigned which;

	(void)rules_table_missing(node->table, keys, &which, error);
	while (which-- > 0)
		key = key->next;
	if (key->op == FORMULA_NAME && !key->target->element) {
		char name[ERROR_FIELD_MAX] = "";

		memcpy(name, key->name.text,
		    key->name.length < sizeof(name) ? key->name.length :
		    sizeof(name) - 1);
		return error_in_field(error, name, 0);
	}
	return false;
}

/* The row of a look-up: NULL, without an error, if there is none. */
static bool
formula_look_up_row(const struct rules_row **out,
    const struct formula_node *node, struct slice keys[RULES_KEYS_MAX],
    char buffers[RULES_KEYS_MAX][FORMULA_KEY_MAX],
    const struct formula_frame *frame, struct error *error)
{
	unsigned i = 0;

	*out = node->row;
	if (node->row != NULL)
		return true;
	for (const struct formula_node *key = node->first; key != NULL;
	    key = key->next, i++)
		if (!formula_look_up_key(&keys[i], buffers[i], key, frame,
		    error))
			return false;
	*out = rules_table_find(node->table, keys);
	return true;
}

static void
formula_look_up_note_row(const struct formula_node *node,
    const struct rules_row *row, const struct formula_value *value,
    const struct formula_frame *frame)
{
	const struct formula_note note = {
		.what = "row", .name = node->table_column >= 0 ?
		node->table->columns[node->table_column] : slice_of(""),
		.value = value, .table = node->table, .row = row, .slot = -1
	};

	if (frame->note != NULL)
		frame->note(frame->context, &note);
}

static void
formula_look_up_cell(struct formula_value *out,
    const struct formula_node *node, const struct rules_row *row,
    const struct formula_frame *frame)
{
	const struct rules_cell *cell = &row->cells[node->table_column];

	out->type = node->type;
	if (node->type == FORMULA_NUMBER)
		formula_copy_number(&out->number, cell->number);
	else
		out->text = cell->text;
	formula_look_up_note_row(node, row, out, frame);
}

bool
formula_look_up(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct slice keys[RULES_KEYS_MAX];
	char buffers[RULES_KEYS_MAX][FORMULA_KEY_MAX];
	const struct rules_row *row;

	if (!formula_look_up_row(&row, node, keys, buffers, frame, error))
		return false;
	if (row == NULL)
		return formula_look_up_missing(node, keys, error);
	formula_look_up_cell(out, node, row, frame);
	return true;
}

bool
formula_look_up_exists(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	struct slice keys[RULES_KEYS_MAX];
	char buffers[RULES_KEYS_MAX][FORMULA_KEY_MAX];
	const struct rules_row *row;

	if (!formula_look_up_row(&row, node->first, keys, buffers, frame,
	    error))
		return false;
	out->type = FORMULA_BOOLEAN;
	out->boolean = row != NULL;
	return true;
}

bool
formula_look_up_bands(struct formula_value *out,
    const struct formula_node *node, const struct formula_frame *frame,
    struct error *error)
{
	const struct formula_node *look_up = node->first;
	struct slice keys[RULES_KEYS_MAX];
	char buffers[RULES_KEYS_MAX][FORMULA_KEY_MAX];
	struct formula_value amount;
	const struct rules_row *row, *band;

	if (!formula_look_up_row(&row, look_up, keys, buffers, frame,
	    error) ||
	    !formula_evaluate_node(&amount, look_up->next, frame, error))
		return false;
	if (row == NULL)
		return formula_look_up_missing(look_up, keys, error);
	band = rules_table_band(look_up->table, row, &amount.number);
	if (node->op == FORMULA_IN_BAND) {
		if (band == NULL)
			return error_set(error, FAULT_INPUT,
			    "the amount is above the last band of %.*s",
			    SLICE_PRINT(look_up->table->name));
		formula_look_up_cell(out, look_up, band, frame);
		return true;
	}
	formula_look_up_note_row(look_up, band != NULL ? band : row,
	    &amount, frame);
	out->type = FORMULA_NUMBER;
	return node->op == FORMULA_BANDS ?
	    rules_table_bands(&out->number, look_up->table, row,
	    &amount.number, error) :
	    rules_table_gross_up(&out->number, look_up->table, row,
	    &amount.number, error);
}
