#include "store/cell.h"

#include <stdio.h>

#include "store/json.h"
#include "store/layout.h"
#include "value/period.h"

/* Structures are plain memory, so a field is where its offset says. */
#define CELL_AT(type, value, field) \
	(*(const type *)(const void *)((const char *)(value) + \
	    (field)->offset))
#define CELL_PUT(type, out, field) \
	((type *)(void *)((char *)(out) + (field)->offset))

static void
cell_get_text(struct cell *out, struct slice text)
{
	out->absent = text.length == 0;
	out->text = text;
}

static void
cell_get_number(struct cell *out, int64_t value)
{
	out->number = true;
	out->integer = value;
}

static void
cell_get_date(struct cell *out, struct date date)
{
	size_t length = 0;

	if (!date_is_none(date))
		length = date_format(out->buffer, date);
	cell_get_text(out, slice_from(out->buffer, length));
}

static void
cell_get_period(struct cell *out, struct period period)
{
	size_t length = 0;

	if (period.month != PERIOD_NONE.month)
		length = period_format(out->buffer, period);
	cell_get_text(out, slice_from(out->buffer, length));
}

static void
cell_get_time(struct cell *out, struct instant instant)
{
	size_t length = 0;

	if (instant.seconds != INSTANT_NONE.seconds)
		length = instant_format(out->buffer, instant);
	cell_get_text(out, slice_from(out->buffer, length));
}

void
cell_get(struct cell *out, const struct schema *schema, size_t number,
    const void *value)
{
	const struct field *field = &schema->fields[number];

	out->absent = false;
	out->number = false;
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_COUNTRY:
		cell_get_text(out, CELL_AT(struct slice, value, field));
		break;
	case FIELD_INTEGER:
		cell_get_number(out, CELL_AT(int64_t, value, field));
		out->absent = out->integer == 0 &&
		    schema_is_absent(schema, number, value);
		break;
	case FIELD_AMOUNT:
		cell_get_number(out,
		    CELL_AT(struct money, value, field).units);
		out->absent = currency_equal(CURRENCY_NONE,
		    CELL_AT(struct money, value, field).currency);
		break;
	case FIELD_BOOLEAN:
		cell_get_number(out, CELL_AT(bool, value, field));
		break;
	case FIELD_DECIMAL:
		cell_get_text(out, slice_from(out->buffer, decimal_format(
		    out->buffer, CELL_AT(struct decimal, value, field))));
		out->absent = slice_is(out->text, "0") &&
		    schema_is_absent(schema, number, value);
		break;
	case FIELD_DATE:
		cell_get_date(out, CELL_AT(struct date, value, field));
		break;
	case FIELD_PERIOD:
		cell_get_period(out, CELL_AT(struct period, value, field));
		break;
	case FIELD_TIME:
		cell_get_time(out, CELL_AT(struct instant, value, field));
		break;
	case FIELD_CURRENCY:
		cell_get_text(out, slice_of(currency_code(
		    CELL_AT(struct currency, value, field))));
		break;
	}
}

void
cell_bind(struct statement *statement, int at, const struct cell *cell)
{
	if (cell->absent)
		store_bind_null(statement, at);
	else if (cell->number)
		store_bind_integer(statement, at, cell->integer);
	else
		store_bind_text(statement, at, cell->text);
}

bool
cell_matches(const struct cell *cell, const struct statement *statement,
    int column)
{
	if (cell->absent || store_is_null(statement, column))
		return cell->absent && store_is_null(statement, column);
	if (cell->number)
		return cell->integer == store_integer(statement, column);
	return slice_equal(cell->text, store_text(statement, column));
}

void
cell_add(struct text *out, const struct cell *cell)
{
	if (cell->absent)
		return;
	if (cell->number)
		text_add_format(out, "%lld", (long long)cell->integer);
	else
		text_add(out, cell->text);
}

static bool
cell_set_money(struct money *out, const struct field *field,
    const struct statement *statement, int column, struct error *error)
{
	struct slice code = field->currency != NULL ?
	    slice_of(field->currency) :
	    store_text(statement, field->currency_field);

	*out = (struct money){ 0, CURRENCY_NONE };
	if (store_is_null(statement, column))
		return true;
	out->units = store_integer(statement, column);
	return slice_is_empty(code) ||
	    currency_parse(&out->currency, code, error);
}

static bool
cell_set(void *out, const struct field *field,
    const struct statement *statement, int column, struct error *error)
{
	struct slice text = store_text(statement, column);

	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_COUNTRY:
		*CELL_PUT(struct slice, out, field) = text;
		return true;
	case FIELD_INTEGER:
		*CELL_PUT(int64_t, out, field) =
		    store_integer(statement, column);
		return true;
	case FIELD_BOOLEAN:
		*CELL_PUT(bool, out, field) =
		    store_integer(statement, column) != 0;
		return true;
	case FIELD_AMOUNT:
		return cell_set_money(CELL_PUT(struct money, out, field),
		    field, statement, column, error);
	case FIELD_DECIMAL:
		*CELL_PUT(struct decimal, out, field) = DECIMAL_ZERO;
		return text.length == 0 || decimal_parse(
		    CELL_PUT(struct decimal, out, field), text, error);
	case FIELD_DATE:
		*CELL_PUT(struct date, out, field) = DATE_NONE;
		return text.length == 0 || date_parse(
		    CELL_PUT(struct date, out, field), text, error);
	case FIELD_PERIOD:
		*CELL_PUT(struct period, out, field) = PERIOD_NONE;
		return text.length == 0 || period_parse(
		    CELL_PUT(struct period, out, field), text, error);
	case FIELD_TIME:
		*CELL_PUT(struct instant, out, field) = INSTANT_NONE;
		return text.length == 0 || instant_parse(
		    CELL_PUT(struct instant, out, field), text, error);
	case FIELD_CURRENCY:
		*CELL_PUT(struct currency, out, field) = CURRENCY_NONE;
		return text.length == 0 || currency_parse(
		    CELL_PUT(struct currency, out, field), text, error);
	}
	return true;
}

/* A number of the row which is 0 is there. */
static void
cell_note_zero(void *out, const struct schema *schema, size_t number,
    const struct statement *statement)
{
	struct cell cell;

	if (store_is_null(statement, (int)number) ||
	    !schema_is_absent(schema, number, out))
		return;
	cell_get(&cell, schema, number, out);
	if (cell.absent)
		schema_give_zero(schema, number, out);
}

bool
cell_set_all(void *out, const struct schema *schema,
    const struct statement *statement, struct error *error)
{
	memset(out, 0, schema->size);
	for (size_t i = 0; i < schema->count; i++) {
		if (!cell_set(out, &schema->fields[i], statement, (int)i,
		    error))
			return error_in_field(error, schema->fields[i].name,
			    0);
		cell_note_zero(out, schema, i, statement);
	}
	return true;
}

static void
cell_image_amount(struct text *out, const struct field *field,
    struct money amount)
{
	char buffer[MONEY_TEXT_MAX];

	if (amount.currency.number == CURRENCY_NONE.number)
		json_add_null(out, field->name);
	else
		json_add_text(out, field->name, slice_from(buffer,
		    money_format(buffer, amount)));
}

void
cell_image(struct text *out, const struct schema *schema, const void *value)
{
	json_begin(out);
	for (size_t i = 0; i < schema->count; i++) {
		const struct field *field = &schema->fields[i];
		struct cell cell;

		cell_get(&cell, schema, i, value);
		if (field->type == FIELD_AMOUNT)
			cell_image_amount(out, field,
			    CELL_AT(struct money, value, field));
		else if (field->type == FIELD_BOOLEAN)
			json_add_boolean(out, field->name, cell.integer != 0);
		else if (cell.absent)
			json_add_null(out, field->name);
		else if (cell.number)
			json_add_integer(out, field->name, cell.integer);
		else
			json_add_text(out, field->name, cell.text);
	}
	json_end(out);
}
