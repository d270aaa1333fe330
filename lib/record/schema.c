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
