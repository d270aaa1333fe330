#include "record/schema.h"

#include "base/assert.h"

int
schema_find(const struct schema *schema, struct slice name)
{
	for (size_t i = 0; i < schema->count; i++)
		if (slice_is(name, schema->fields[i].name))
			return (int)i;
	return FIELD_ABSENT;
}

const struct schema *
schema_get(struct slice name)
{
	size_t count;
	const struct schema *const *all = schema_all(&count);

	for (size_t i = 0; i < count; i++)
		if (slice_is(name, all[i]->name))
			return all[i];
	return NULL;
}

/* Only optional whole numbers and decimals have a bit. */
static bool
schema_has_zero(const struct schema *schema, const struct field *field)
{
	return schema->zeros != 0 && !field->required &&
	    (field->type == FIELD_INTEGER || field->type == FIELD_DECIMAL);
}

bool
schema_is_absent(const struct schema *schema, size_t field,
    const void *value)
{
	const struct schema_zeros *zeros = (const void *)
	    ((const char *)value + schema->zeros);

	return schema_has_zero(schema, &schema->fields[field]) &&
	    (zeros->bits[field / 64] >> field % 64 & 1) == 0;
}

void
schema_give_zero(const struct schema *schema, size_t field, void *value)
{
	struct schema_zeros *zeros = (void *)((char *)value + schema->zeros);

	if (schema_has_zero(schema, &schema->fields[field]))
		zeros->bits[field / 64] |= UINT64_C(1) << field % 64;
}

const char *
field_type_name(enum field_type type)
{
	static const char *const names[] = {
		[FIELD_TEXT] = "text",
		[FIELD_CODE] = "code",
		[FIELD_INTEGER] = "integer",
		[FIELD_DECIMAL] = "decimal",
		[FIELD_AMOUNT] = "amount",
		[FIELD_DATE] = "date",
		[FIELD_PERIOD] = "period",
		[FIELD_TIME] = "time",
		[FIELD_BOOLEAN] = "boolean",
		[FIELD_CURRENCY] = "currency",
		[FIELD_COUNTRY] = "country"
	};

	ENSURE((size_t)type < sizeof(names) / sizeof(*names));
	return names[type];
}
