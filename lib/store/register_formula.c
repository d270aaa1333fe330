#include "store/register_formula.h"

#include "base/assert.h"
#include "domain/formula_field.h"

static const char formula_of[] = "formula of ";

static const struct schema *
formula_kind(const struct field *field)
{
	struct slice unit = slice_of(field->unit != NULL ? field->unit : "");
	struct slice mark = slice_of(formula_of);
	const struct schema *kind;

	if (field->type != FIELD_TEXT || !slice_starts_with(unit, mark))
		return NULL;
	kind = schema_get(slice_from(unit.text + mark.length,
	    unit.length - mark.length));
	ENSURE(kind != NULL);
	return kind;
}

static bool
formula_compile(struct slice text, const struct schema *kind,
    struct error *error)
{
	struct formula_scope scope = { .arena = NULL };
	struct formula formula = { 0 };
	struct arena arena = { 0 };

	formula_field_scope(&scope, kind, &arena, false);
	if (formula_parse(&formula, text, &scope, error) &&
	    formula_check(&formula, &scope, error) &&
	    formula.type != FORMULA_BOOLEAN)
		(void)error_set(error, FAULT_INPUT,
		    "\"%.*s\" is %s, and a truth is needed",
		    SLICE_PRINT(text), formula_type_name(formula.type));
	table_release(&scope.names);
	arena_release(&arena);
	return error->fault == FAULT_NONE;
}

bool
register_formula_check(const struct schema *schema, const void *value,
    struct error *error)
{
	for (size_t i = 0; i < schema->count; i++) {
		const struct field *field = &schema->fields[i];
		const struct schema *kind = formula_kind(field);
		const struct slice *text = (const void *)
		    ((const char *)value + field->offset);

		if (kind == NULL || slice_is_empty(*text) ||
		    formula_compile(*text, kind, error))
			continue;
		error->column = 0;	/* formulas say their own */
		error->code = "constraint-error";
		return error_in_field(error, field->name, 0);
	}
	return true;
}
