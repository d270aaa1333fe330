#include "domain/formula_field.h"

#include "value/period.h"

bool
formula_field_type(enum formula_type *out, enum field_type type)
{
	switch (type) {
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_AMOUNT:
		*out = FORMULA_NUMBER;
		return true;
	case FIELD_DATE:
	case FIELD_PERIOD:
		*out = FORMULA_DATE;
		return true;
	case FIELD_BOOLEAN:
		*out = FORMULA_BOOLEAN;
		return true;
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_CURRENCY:
	case FIELD_COUNTRY:
		*out = FORMULA_TEXT;
		return true;
	case FIELD_TIME:
	default:
		return false;
	}
}

void
formula_field_scope(struct formula_scope *scope, const struct schema *schema,
    struct arena *arena, bool needed)
{
	scope->arena = arena;
	for (size_t i = 0; i < schema->count; i++) {
		const struct field *field = &schema->fields[i];
		struct formula_name *name = arena_new(arena, sizeof(*name));

		name->slot = (uint16_t)i;
		name->element = needed;
		if (formula_field_type(&name->type, field->type))
			table_set(&scope->names, slice_of(field->name), name);
	}
}

static void
formula_field_number(struct formula_value *out, enum field_type type,
    const void *at)
{
	if (type == FIELD_INTEGER)
		fraction_set_integer(&out->number, *(const int64_t *)at);
	else if (type == FIELD_DECIMAL)
		fraction_set_decimal(&out->number,
		    *(const struct decimal *)at);
	else if (((const struct money *)at)->units == 0)
		fraction_set_integer(&out->number, 0);	/* of any currency */
	else
		fraction_set_decimal(&out->number,
		    money_to_decimal(*(const struct money *)at));
}

static void
formula_field_month(struct formula_value *out, struct period period)
{
	out->date = period.month == 0 ? DATE_NONE : period_first(period);
}

void
formula_field_read(struct formula_value *out, const struct field *field,
    const void *value)
{
	const void *at = (const char *)value + field->offset;

	if (!formula_field_type(&out->type, field->type))
		return;
	switch (out->type) {
	case FORMULA_NUMBER:
		formula_field_number(out, field->type, at);
		break;
	case FORMULA_DATE:
		if (field->type == FIELD_PERIOD)
			formula_field_month(out, *(const struct period *)at);
		else
			out->date = *(const struct date *)at;
		break;
	case FORMULA_BOOLEAN:
		out->boolean = *(const bool *)at;
		break;
	case FORMULA_TEXT:
		out->text = field->type == FIELD_CURRENCY ?
		    slice_of(currency_code(*(const struct currency *)at)) :
		    *(const struct slice *)at;
		break;
	}
}
